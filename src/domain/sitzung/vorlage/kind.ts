import type { FactQuery, Kind, Reaktion, VorgangId } from '../../shared/vorgang.ts';
import { needsNummer } from '../../stammdaten/nummernkreise.ts';
import { isUmlaufCommand, needsUmlauf, umlaufMeldungen } from '../../umlauf/index.ts';
import { beratungQueries } from '../beratung/decide.ts';
import { merkmalQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { reaktion } from '../reaktion.ts';
import { VERZEICHNIS } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import { decideVorlage, umlaufKontext } from './decide.ts';
import { evolveVorlage } from './evolve.ts';
import { projectVorlage } from './project.ts';
import { zVorlageCommand, zVorlageEvent } from './schema.ts';
import type { VorlageCommand, VorlageEvent } from './schema.ts';
import type { Vorlage } from './state.ts';

function needs(state: Vorlage | null, command: VorlageCommand): readonly FactQuery[] {
  const base = [VERZEICHNIS];
  if (command.type === 'createVorlage') return [...base, ...needsNummer('vorlage', command.jahr)];
  if (state && isUmlaufCommand(command)) return [...base, ...needsUmlauf(command, umlaufKontext(state))];
  switch (command.type) {
    case 'setBeratungsfolge':
      return [...base, ...command.stationen.map((s) => vorgangQuery(s.gremium))];
    case 'startMitzeichnung':
      return [...base, tabelleQuery(TABELLE.laufwege)];
    case 'registerNichtoeffentlicheAnlage':
      return [...base, vorgangQuery(command.anlage)];
    case 'assignNummer':
      return [
        ...base,
        ...needsNummer('vorlage', command.jahr),
        ...(command.vonHand === null ? [] : [merkmalQuery('vorlage', `nummer:${command.vonHand}`)]),
      ];
    default:
      return [...base, ...beratungQueries(command)];
  }
}

/** Non-public annexes learn who may read; an Antrag that became this Vorlage learns of it. */
function react(event: VorlageEvent, state: Vorlage, vorgang: VorgangId): readonly Reaktion[] {
  if (event.type === 'EinsichtGewaehrt')
    return state.nichtoeffentlicheAnlagen.map((a) =>
      reaktion('anlage_nichtoeffentlich', a, { type: 'grantEinsicht', personen: event.personen }),
    );
  if (event.type === 'VorlageAngelegt' && event.antrag)
    return [reaktion('antrag', event.antrag, { type: 'linkVorlage', vorlage: vorgang })];
  return [];
}

export const vorlageKind: Kind<Vorlage, VorlageCommand, VorlageEvent> = {
  art: 'vorlage',
  bezeichnung: 'Vorlage',
  stateVersion: 1,
  commandSchema: zVorlageCommand,
  eventSchema: zVorlageEvent,
  needs,
  decide: decideVorlage,
  evolve: evolveVorlage,
  react,
  project: projectVorlage,
  series: (event) =>
    (event.type === 'VorlageAngelegt' || event.type === 'NummerVergeben') && event.nummer !== null
      ? event.serie
      : null,
  erasedWith: (s) => s.nichtoeffentlicheAnlagen,
  documents: (v) => [...new Set(v.fassungen.flatMap((f) => f.inhalt.anlagen.map((a) => a.sha256)))],
  meldungen: umlaufMeldungen,
  // a version is always written on the one its author had open, never over somebody else's
  nurAufAktuellemStand: new Set(['saveFassung']),
};
