import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { mayActFor } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { getFact } from '../../shared/vorgang.ts';
import type { Command, FactQuery, Facts, Kind, Reaktion, Sha256, VorgangId } from '../../shared/vorgang.ts';
import { dokumentQuery, merkmalQuery, requireVorgang, tabelleQuery, vorgangQuery } from '../fakten.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { reaktion } from '../reaktion.ts';
import { VERZEICHNIS, requireSitzungsdienst } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import { decideVerlauf } from '../verlauf/decide.ts';
import { VERLAUF_MELDUNGEN } from '../verlauf/schema.ts';
import type { VerlaufCommand } from '../verlauf/schema.ts';
import * as durchfuehrung from './decide-durchfuehrung.ts';
import * as ladung from './decide-ladung.ts';
import * as planung from './decide-planung.ts';
import { evolveSitzung } from './evolve.ts';
import { punktlage, requireGremium } from './lage.ts';
import { projectSitzung } from './project.ts';
import { zSitzungCommand, zSitzungEvent } from './schema.ts';
import type { SitzungCommand, SitzungEvent, TopArt } from './schema.ts';
import type { Sitzung } from './state.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { findTop } from './tagesordnung.ts';

/** Kind of the Vorgang behind an item. */
export function artOf(topArt: TopArt): string | null {
  switch (topArt) {
    case 'vorlage':
      return 'vorlage';
    case 'antrag':
    case 'anfrage':
      return 'antrag';
    case 'dringlichkeitsentscheidung':
      return 'dringlichkeitsentscheidung';
    case 'berichtigung':
      return 'niederschrift';
    case 'standard':
    case 'frei':
      return null;
  }
}

function needs(state: Sitzung | null, command: SitzungCommand): readonly FactQuery[] {
  const base = [VERZEICHNIS];
  if (command.type === 'createSitzung')
    return [
      ...base,
      vorgangQuery(command.gremium),
      tabelleQuery(TABELLE.hybrid),
      ...(command.wiederholungVon ? [vorgangQuery(command.wiederholungVon)] : []),
    ];
  if (!state) return base;
  const out: FactQuery[] = [...base, vorgangQuery(state.gremium)];
  if (command.type === 'sendEinladung')
    out.push(merkmalQuery('dringlichkeitsentscheidung', `beratungsreif:${state.gremium}`));
  if (command.type === 'changeSitzung') out.push(tabelleQuery(TABELLE.hybrid));
  if (command.type === 'addTop' && command.bezug) out.push(vorgangQuery(command.bezug));
  if ('dokument' in command && typeof command.dokument === 'string')
    out.push(dokumentQuery(command.dokument));
  if ('top' in command) {
    const bezug = findTop(state.tagesordnung, command.top)?.bezug;
    if (bezug) out.push(vorgangQuery(bezug));
    out.push(tabelleQuery(TABELLE.stimmrecht));
  }
  if (command.type.endsWith('TopHuelle') || command.type === 'recordPaketfreigabe')
    out.push(vorgangQuery(state.nichtoeffentlicheSitzung));
  if (
    command.type === 'recordAnwesenheit' ||
    command.type === 'correctAnwesenheit' ||
    command.type === 'closeSitzung'
  )
    out.push(vorgangQuery(state.nichtoeffentlicheSitzung), tabelleQuery(TABELLE.stimmrecht));
  return out;
}

function decide(
  state: Sitzung | null,
  command: SitzungCommand,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  if (state && command.type === 'reportUmsetzung' && fuehrtAus(state, command.top, facts))
    return decideTop(state, command, facts);
  const rolle = requireSitzungsdienst(facts, 'Sitzungen vorbereiten und führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createSitzung')
    return state
      ? reject('sitzung.schon-angelegt', { was: 'Sitzung' })
      : planung.createSitzung(command, facts);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Sitzung' });
  if (state.phase === 'abgesagt') return reject('sitzung.abgesagt');
  switch (command.type) {
    case 'changeSitzung':
      return planung.changeSitzung(state, command, facts);
    case 'cancelSitzung':
      if (state.phase !== 'planung' && state.phase !== 'eingeladen') return reject('sitzung.schon-eroeffnet');
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Absage' }, 'grund');
      return ok([{ type: 'SitzungAbgesagt', grund: command.grund }]);
    case 'addTop':
      return planung.addTop(state, command, facts);
    case 'addTopHuelle':
    case 'renameTopHuelle':
    case 'removeTopHuelle':
    case 'recordPaketfreigabe': {
      const herkunft = checkHerkunft(state, command, facts);
      return herkunft ?? decideReaktion(state, command, facts);
    }
    case 'renameTop':
      return planung.renameTop(state, command);
    case 'moveTop':
      return planung.moveTop(state, command);
    case 'removeTop':
      return planung.removeTop(state, command);
    case 'sendEinladung':
      return ladung.sendEinladung(state, command, facts);
    case 'recordZustellung':
      return ladung.recordZustellung(state, command, facts);
    case 'sendNachtrag':
      return ladung.sendNachtrag(state, command, facts);
    case 'publishBekanntmachung':
      return ladung.publishBekanntmachung(state, command, facts);
    case 'startSitzung':
      return durchfuehrung.startSitzung(state, command, facts);
    case 'recordAnwesenheit':
      return durchfuehrung.recordAnwesenheit(state, command, facts);
    case 'correctAnwesenheit':
      return durchfuehrung.correctAnwesenheit(state, command, facts);
    case 'recordFeststellung':
      return durchfuehrung.recordFeststellung(state, command, facts);
    case 'endSitzung':
      return durchfuehrung.endSitzung(state, command, facts);
    case 'closeSitzung':
      return durchfuehrung.closeSitzung(state, facts);
    default:
      return decideTop(state, command, facts);
  }
}

/** The unit that carries out a resolution reports on it itself. */
function fuehrtAus(state: Sitzung, top: string, facts: Facts): boolean {
  const einheit = verlaufOf(state.verlauf, top).umsetzung?.einheit;
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  if (!einheit || !verzeichnis.bekannt) return false;
  return mayActFor(verzeichnis.wert, facts.akteur, { einheit }, tagOf(facts.jetzt)) !== null;
}

type Teilbefehl = Extract<
  SitzungCommand,
  { type: 'addTopHuelle' | 'renameTopHuelle' | 'removeTopHuelle' | 'recordPaketfreigabe' }
>;

/**
 * These come from the non-public part alone, which has checked titles and package. Sent by hand they would
 * go past that check, so they must agree with what stands there.
 */
function checkHerkunft(state: Sitzung, command: Teilbefehl, facts: Facts) {
  const fact = requireVorgang<NichtoeffentlicheSitzung>(
    facts,
    state.nichtoeffentlicheSitzung,
    'sitzung_nichtoeffentlich',
    'Nichtöffentlicher Teil',
  );
  if (!fact.ok) return fact;
  const noe = fact.value;
  if (!noe) return null;
  if (command.type === 'recordPaketfreigabe')
    return noe.freigegebenesPaket === command.dokument ? null : reject('sitzung.leckpruefung-fehlt');
  const id = command.type === 'addTopHuelle' ? command.id : command.top;
  const punkt = noe.punkte.find((p) => p.id === id);
  const passt = command.type === 'removeTopHuelle' ? !punkt : punkt?.neutralerTitel === command.titel;
  return passt ? null : reject('sitzung.im-anderen-teil', { titel: id });
}

function decideReaktion(
  state: Sitzung,
  command: Teilbefehl,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  switch (command.type) {
    case 'addTopHuelle':
      return planung.addTopHuelle(state, command, facts);
    case 'renameTopHuelle':
      return planung.renameTop(state, command);
    case 'removeTopHuelle':
      return planung.removeTop(state, command);
    case 'recordPaketfreigabe':
      return ladung.recordPaketfreigabe(state, command, facts);
  }
}

function decideTop(
  state: Sitzung,
  command: VerlaufCommand,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const top = findTop(state.tagesordnung, command.top);
  const lage = punktlage(
    state,
    gremium.value,
    command.top,
    {
      teil: 'oeffentlich',
      verlauf: state.verlauf,
      bezug: top?.bezug ?? null,
      beratung: top?.beratung ?? null,
      titel: null,
    },
    facts,
  );
  return lage.ok ? decideVerlauf(lage.value, command, facts) : lage;
}

type Befehl = Command & Readonly<Record<string, unknown>>;

/** The papers learn when they are dealt with and what came of it; the non-public part follows along. */
function react(event: SitzungEvent, state: Sitzung, vorgang: VorgangId): readonly Reaktion[] {
  const noe = (command: Befehl) =>
    reaktion('sitzung_nichtoeffentlich', state.nichtoeffentlicheSitzung, command);
  const paper = (topArt: TopArt, bezug: VorgangId | null, command: Befehl) => {
    const art = artOf(topArt);
    return art === null || bezug === null ? [] : [reaktion(art, bezug, command)];
  };
  switch (event.type) {
    case 'SitzungAngelegt':
      return [
        noe({
          type: 'createNichtoeffentlicheSitzung',
          sitzung: vorgang,
          gremium: event.gremium,
          gremiumName: event.gremiumName,
          beginn: event.beginn,
        }),
      ];
    case 'SitzungGeaendert':
      return [
        noe({ type: 'changeBeginn', beginn: event.beginn }),
        ...state.tagesordnung.flatMap((t) =>
          paper(t.topArt, t.bezug, terminierung(t.beratung, state, vorgang)),
        ),
      ];
    case 'TopHinzugefuegt':
      return paper(event.topArt, event.bezug, terminierung(event.beratung, state, vorgang));
    case 'TopEntfernt':
      return paper(event.topArt, event.bezug, {
        type: 'withdrawTerminierung',
        sitzung: vorgang,
      });
    case 'SitzungAbgesagt':
      return [
        ...state.tagesordnung.flatMap((t) =>
          paper(t.topArt, t.bezug, { type: 'withdrawTerminierung', sitzung: vorgang }),
        ),
        noe({ type: 'cancelNichtoeffentlicheSitzung' }),
      ];
    case 'EinladungVersandt': {
      const command = { type: 'grantEinsicht', personen: event.berechtigt };
      return [noe(command), ...state.tagesordnung.flatMap((t) => paper(t.topArt, t.bezug, command))];
    }
    case 'SitzungAbgeschlossen':
      return [
        noe({ type: 'closeNichtoeffentlicheSitzung', am: state.beendetUm }),
        ...event.ergebnisse.flatMap((e) =>
          paper(e.bezugArt, e.bezug, {
            type: 'recordBeratungsergebnis',
            sitzung: vorgang,
            beratung: e.beratung,
            ausgang: e.ausgang,
            text: e.text,
            am: state.beendetUm ?? state.beginn,
          }),
        ),
      ];
    default:
      return [];
  }
}

export const terminierung = (beratung: string | null, s: Sitzung, vorgang: VorgangId): Befehl => ({
  type: 'recordTerminierung',
  beratung,
  sitzung: vorgang,
  sitzungstag: tagOf(s.beginn),
});

function documents(s: Sitzung): readonly Sha256[] {
  return [
    s.einladung?.dokument,
    ...s.zustellungen.map((z) => z.zugestellt?.dokument),
    ...s.nachtraege.map((n) => n.dokument),
    s.bekanntmachung?.dokument,
    s.oeffentlichesPaket?.dokument,
    ...Object.values(s.verlauf).flatMap((v) => v.tischvorlagen.map((t) => t.sha256)),
  ].filter((d): d is Sha256 => typeof d === 'string');
}

export const sitzungKind: Kind<Sitzung, SitzungCommand, SitzungEvent> = {
  art: 'sitzung',
  bezeichnung: 'Sitzung',
  stateVersion: 1,
  commandSchema: zSitzungCommand,
  eventSchema: zSitzungEvent,
  needs,
  decide,
  evolve: evolveSitzung,
  react,
  project: projectSitzung,
  documents,
  meldungen: new Set<string>([
    ...VERLAUF_MELDUNGEN,
    'startSitzung',
    'recordAnwesenheit',
    'correctAnwesenheit',
    'recordFeststellung',
    'endSitzung',
  ]),
};
