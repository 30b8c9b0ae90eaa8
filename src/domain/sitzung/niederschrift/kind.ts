import { assertNever } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import type { EventMeta, Kind, Sha256 } from '../../shared/vorgang.ts';
import type { Niederschrift } from './state.ts';
import type { NiederschriftCommand, NiederschriftEvent } from './schema.ts';
import { decide, needs } from './decide.ts';
import { project } from './project.ts';
import { unterschriftDokumente, withAufwertung, withUnterschrift } from './unterzeichnung.ts';
import { zNiederschriftCommand, zNiederschriftEvent } from './schema.ts';

function evolve(state: Niederschrift | null, event: NiederschriftEvent, meta: EventMeta): Niederschrift {
  if (event.type === 'NiederschriftEntworfen') {
    const { type: _, ...rest } = event;
    return {
      ...rest,
      art: 'niederschrift',
      phase: 'entwurf',
      dokument: null,
      fruehereFassungen: [],
      unterschriften: [],
      verworfen: [],
      unterzeichnetAm: null,
      berichtigungen: [],
    };
  }
  if (!state) throw new Error(`${event.type} before NiederschriftEntworfen`);
  switch (event.type) {
    case 'NiederschriftGespeichert':
      return { ...state, inhalt: event.inhalt };
    case 'NiederschriftVorgelegt':
      return { ...state, phase: 'zurUnterschrift', dokument: event.dokument };
    case 'NiederschriftWiederGeoeffnet':
      return {
        ...state,
        phase: 'entwurf',
        dokument: null,
        unterschriften: [],
        verworfen: [...state.verworfen, ...state.unterschriften.map((u) => ({ ...u, grund: event.grund }))],
      };
    case 'UnterschriftGeleistet':
      return withUnterschrift(state, event.unterschrift);
    case 'DokumentAufgewertet':
      return withAufwertung(state, event);
    case 'UnterschriftenNachgeprueft':
      return { ...state, unterschriften: event.unterschriften };
    case 'NiederschriftUnterzeichnet':
      return { ...state, phase: 'unterzeichnet', unterzeichnetAm: event.am };
    case 'NiederschriftZurUebungUnterzeichnet':
      return { ...state, phase: 'uebung', unterzeichnetAm: event.am };
    case 'BeratungsergebnisErfasst':
      if (event.ausgang !== 'angenommen') return state;
      return {
        ...state,
        berichtigungen: [...state.berichtigungen, { sitzung: event.sitzung, text: event.text, am: event.am }],
      };
    case 'EinsichtGewaehrt':
      return state.teil === 'nichtoeffentlich'
        ? { ...state, berechtigt: union(state.berechtigt, event.personen) }
        : state;
    case 'BeratungTerminiert':
    case 'TerminierungZurueckgenommen':
      void meta;
      return state;
    default:
      return assertNever(event);
  }
}

const documents = (s: Niederschrift): readonly Sha256[] => [
  ...new Set([
    ...(s.dokument ? [s.dokument] : []),
    ...s.fruehereFassungen,
    ...unterschriftDokumente([...s.unterschriften, ...s.verworfen]),
  ]),
];

export const niederschriftKind: Kind<Niederschrift, NiederschriftCommand, NiederschriftEvent> = {
  art: 'niederschrift',
  bezeichnung: 'Niederschrift',
  stateVersion: 2,
  commandSchema: zNiederschriftCommand,
  eventSchema: zNiederschriftEvent,
  needs,
  decide,
  evolve,
  project,
  documents,
  meldungen: new Set(['signNiederschrift']),
  nurAufAktuellemStand: new Set(['saveNiederschrift']),
};
