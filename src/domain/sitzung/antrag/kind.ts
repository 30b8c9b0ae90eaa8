import { z } from 'zod';
import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import type { EventMeta, FactQuery, Facts, Kind, Projection, VorgangId } from '../../shared/vorgang.ts';
import { checkNummernjahr, needsNummer, nextNummer } from '../../stammdaten/nummernkreise.ts';
import { beratungQueries, decideBeratung } from '../beratung/decide.ts';
import { requireVorgang, vorgangQuery } from '../fakten.ts';
import { zAnlage, zGrund, zId, zListe, zTag, zZeile } from '../grundtypen.ts';
import {
  BUERGERMEISTER,
  SITZUNGSDIENST,
  VERZEICHNIS,
  requireRolle,
  requireSitzungsdienst,
} from '../rollen.ts';
import { isLeer, plainText, zBloecke } from '../text/bloecke.ts';
import { beratungCommands, beratungEvents } from '../beratung/schema.ts';
import type { Vorlage } from '../vorlage/state.ts';
import type { Antrag } from './state.ts';

/** Antrag and Anfrage: received, admitted to the agenda by the mayor or refused with a reason, answered. */

const angaben = {
  antragArt: z.enum(['antrag', 'anfrage']),
  betreff: zZeile,
  text: zBloecke,
  anlagen: zListe(zAnlage),
  oeffentlich: z.boolean(),
  steller: zZeile,
  personen: zListe(zId),
  eingegangenAm: zTag,
  gremium: zId,
};

export const zAntragCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('createAntrag'), jahr: z.int().min(2000).max(2100), ...angaben }),
  z.object({ type: z.literal('admitAntrag') }),
  z.object({ type: z.literal('refuseAntrag'), grund: zGrund }),
  z.object({ type: z.literal('withdrawAntrag'), grund: zGrund }),
  z.object({ type: z.literal('answerAntrag'), text: zBloecke }),
  z.object({ type: z.literal('linkVorlage'), vorlage: zId }),
  ...beratungCommands,
]);
export type AntragCommand = z.infer<typeof zAntragCommand>;

export const zAntragEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AntragEingegangen'),
    nummer: z.string().nullable(),
    serie: z.string(),
    ...angaben,
  }),
  z.object({ type: z.literal('AntragZugelassen') }),
  z.object({ type: z.literal('AntragZurueckgewiesen'), grund: zGrund }),
  z.object({ type: z.literal('AntragZurueckgezogen'), grund: zGrund }),
  z.object({ type: z.literal('AntragBeantwortet'), text: zBloecke }),
  z.object({ type: z.literal('VorlageVerknuepft'), vorlage: zId }),
  ...beratungEvents,
]);
export type AntragEvent = z.infer<typeof zAntragEvent>;

function decide(
  state: Antrag | null,
  command: AntragCommand,
  facts: Facts,
): Result<readonly AntragEvent[], Rejection> {
  if (command.type === 'linkVorlage') return linkVorlage(state, command.vorlage, facts);
  const rolle = requireSitzungsdienst(facts, 'Anträge und Anfragen führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createAntrag') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Antrag' });
    if (command.eingegangenAm > tagOf(facts.jetzt))
      return reject('sitzung.eingang-zukuenftig', {}, 'eingegangenAm');
    const falsch = checkNummernjahr(facts, command.jahr);
    if (falsch) return falsch;
    const { type: _, jahr, ...rest } = command;
    return ok([{ ...rest, type: 'AntragEingegangen', ...nextNummer(facts, command.antragArt, jahr) }]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Antrag' });
  const offen = state.phase === 'eingegangen' || state.phase === 'zugelassen';
  switch (command.type) {
    case 'admitAntrag': {
      const bm = requireRolle(facts, [BUERGERMEISTER, SITZUNGSDIENST], 'Anträge zulassen');
      if (!bm.ok) return bm;
      if (state.phase !== 'eingegangen') return reject('sitzung.antrag-entschieden', { stand: state.phase });
      return ok([{ type: 'AntragZugelassen' }]);
    }
    case 'refuseAntrag':
      if (state.phase !== 'eingegangen') return reject('sitzung.antrag-entschieden', { stand: state.phase });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Zurückweisung' }, 'grund');
      return ok([{ ...command, type: 'AntragZurueckgewiesen' }]);
    case 'withdrawAntrag':
      if (!offen) return reject('sitzung.antrag-entschieden', { stand: state.phase });
      return ok([{ ...command, type: 'AntragZurueckgezogen' }]);
    case 'answerAntrag':
      if (isLeer(command.text)) return reject('sitzung.angaben-fehlen', { angaben: 'Antwort' }, 'text');
      return ok([{ ...command, type: 'AntragBeantwortet' }]);
    default:
      return decideBeratung(command, facts);
  }
}

/** Only the Vorlage knows whether it answers this Antrag: nobody else puts one in its place. */
function linkVorlage(state: Antrag | null, id: VorgangId, facts: Facts) {
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Antrag' });
  const vorlage = requireVorgang<Vorlage>(facts, id, 'vorlage', 'Vorlage');
  if (!vorlage.ok) return vorlage;
  if (vorlage.value && vorlage.value.antrag !== facts.vorgang)
    return reject('sitzung.bezug-fehlt', { bezeichnung: 'Vorlage', kennung: id });
  return ok([{ type: 'VorlageVerknuepft' as const, vorlage: id }]);
}

function evolve(state: Antrag | null, event: AntragEvent, meta: EventMeta): Antrag {
  if (event.type === 'AntragEingegangen') {
    const { type: _, serie: __, ...rest } = event;
    return {
      ...rest,
      art: 'antrag',
      phase: 'eingegangen',
      erfasstAm: meta.zeit,
      grund: null,
      vorlage: null,
      antwort: null,
      sitzung: null,
      ergebnis: null,
      einsicht: [],
    };
  }
  if (!state) throw new Error(`${event.type} before AntragEingegangen`);
  switch (event.type) {
    case 'AntragZugelassen':
      return { ...state, phase: 'zugelassen' };
    case 'AntragZurueckgewiesen':
      return { ...state, phase: 'zurueckgewiesen', grund: event.grund };
    case 'AntragZurueckgezogen':
      return { ...state, phase: 'zurueckgezogen', grund: event.grund };
    case 'AntragBeantwortet':
      return { ...state, antwort: { text: event.text, am: meta.zeit, von: meta.akteur } };
    case 'VorlageVerknuepft':
      return { ...state, vorlage: event.vorlage };
    case 'BeratungTerminiert':
      return { ...state, sitzung: event.sitzung };
    case 'TerminierungZurueckgenommen':
      return state.sitzung === event.sitzung ? { ...state, sitzung: null } : state;
    case 'BeratungsergebnisErfasst': {
      const wieder =
        event.ausgang === 'vertagt' || event.ausgang === 'abgesetzt' || event.ausgang === 'offen';
      return wieder ? { ...state, sitzung: null } : { ...state, phase: 'erledigt', ergebnis: event.text };
    }
    case 'EinsichtGewaehrt':
      return { ...state, einsicht: union(state.einsicht, event.personen) };
    default:
      return assertNever(event);
  }
}

const STATUS: Readonly<Record<Antrag['phase'], Projection['status']>> = {
  eingegangen: { code: 'eingegangen', text: 'eingegangen', stufe: 'wartet' },
  zugelassen: { code: 'zugelassen', text: 'zugelassen', stufe: 'gut' },
  zurueckgewiesen: { code: 'zurueckgewiesen', text: 'zurückgewiesen', stufe: 'ruht' },
  zurueckgezogen: { code: 'zurueckgezogen', text: 'zurückgezogen', stufe: 'ruht' },
  erledigt: { code: 'erledigt', text: 'erledigt', stufe: 'ruht' },
};

function project(a: Antrag): Projection {
  const erledigt = a.phase !== 'eingegangen' && a.phase !== 'zugelassen';
  return {
    nummer: a.nummer,
    titel: a.betreff,
    untertitel: `${a.antragArt === 'antrag' ? 'Antrag' : 'Anfrage'} · ${a.steller}`,
    status: STATUS[a.phase],
    faellig: null,
    aufgaben:
      a.phase === 'eingegangen'
        ? [
            {
              id: 'zulassen',
              fuer: { rolle: SITZUNGSDIENST },
              art: 'entscheiden',
              text: `${a.antragArt === 'antrag' ? 'Antrag' : 'Anfrage'} prüfen und zulassen`,
              faellig: null,
              seit: a.erfasstAm,
            },
          ]
        : [],
    termine: [],
    suchtext: `${a.betreff}\n${a.steller}\n${plainText(a.text)}`,
    lesbar:
      a.oeffentlich && a.phase !== 'eingegangen'
        ? ['alle']
        : [
            `rolle:${SITZUNGSDIENST}`,
            `rolle:${BUERGERMEISTER}`,
            ...[...a.personen, ...a.einsicht].map((p) => `person:${p}`),
          ],
    abgeschlossen: erledigt,
    felder: { nummer: a.nummer, art: a.antragArt, steller: a.steller, eingegangen: a.eingegangenAm },
    merkmale: [
      ...(a.nummer === null ? [] : [`nummer:${a.nummer}`]),
      ...(a.phase === 'zugelassen' && a.sitzung === null ? [`beratungsreif:${a.gremium}`] : []),
    ],
  };
}

export const antragKind: Kind<Antrag, AntragCommand, AntragEvent> = {
  art: 'antrag',
  bezeichnung: 'Antrag oder Anfrage',
  stateVersion: 2,
  commandSchema: zAntragCommand,
  eventSchema: zAntragEvent,
  needs: (_, command): readonly FactQuery[] =>
    command.type === 'createAntrag'
      ? [VERZEICHNIS, ...needsNummer(command.antragArt, command.jahr)]
      : command.type === 'linkVorlage'
        ? [vorgangQuery(command.vorlage)]
        : [VERZEICHNIS, ...beratungQueries(command)],
  decide,
  evolve,
  project,
  series: (event) => (event.type === 'AntragEingegangen' && event.nummer !== null ? event.serie : null),
  documents: (a) => a.anlagen.map((x) => x.sha256),
};
