import { assertNever } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import type { EventMeta, Kind } from '../../shared/vorgang.ts';
import { unterschriftDokumente, withAufwertung, withUnterschrift } from '../niederschrift/unterzeichnung.ts';
import { zDringlichkeitCommand, zDringlichkeitEvent } from './schema.ts';
import type { DringlichkeitCommand, DringlichkeitEvent } from './schema.ts';
import type { Dringlichkeitsentscheidung } from './state.ts';
import { SERIE, decide, needs } from './decide.ts';
import { project } from './project.ts';

type State = Dringlichkeitsentscheidung;

function evolve(state: State | null, event: DringlichkeitEvent, meta: EventMeta): State {
  if (event.type === 'DringlichkeitsentscheidungAngelegt') {
    const { type: _, serie: __, ...angaben } = event;
    return {
      ...angaben,
      art: 'dringlichkeitsentscheidung',
      phase: 'entwurf',
      dokument: null,
      fruehereFassungen: [],
      niveau: null,
      papierErlaubt: false,
      norm: '',
      unterschriften: [],
      entschiedenAm: null,
      angelegtAm: meta.zeit,
      uebung: false,
      sitzung: null,
      sitzungstag: null,
      ergebnis: null,
      einsicht: [],
    };
  }
  if (!state) throw new Error(`${event.type} before DringlichkeitsentscheidungAngelegt`);
  switch (event.type) {
    case 'DringlichkeitsentscheidungGeaendert': {
      const { type: _, ...inhalt } = event;
      return { ...state, ...inhalt };
    }
    case 'DringlichkeitsentscheidungVorgelegt': {
      const { dokument, niveau, papier, norm } = event;
      return { ...state, phase: 'zurUnterschrift', dokument, niveau, papierErlaubt: papier, norm };
    }
    case 'UnterschriftGeleistet':
      return withUnterschrift(state, event.unterschrift);
    case 'DokumentAufgewertet':
      return withAufwertung(state, event);
    case 'UnterschriftenNachgeprueft':
      return { ...state, unterschriften: event.unterschriften };
    case 'DringlichkeitsentscheidungGetroffen':
      return { ...state, phase: 'entschieden', entschiedenAm: event.am, uebung: event.uebung };
    case 'DringlichkeitsentscheidungVerworfen':
      return { ...state, phase: 'verworfen' };
    case 'BeratungTerminiert':
      return { ...state, sitzung: event.sitzung, sitzungstag: event.sitzungstag };
    case 'TerminierungZurueckgenommen':
      return state.sitzung === event.sitzung ? { ...state, sitzung: null, sitzungstag: null } : state;
    case 'BeratungsergebnisErfasst':
      switch (event.ausgang) {
        case 'angenommen':
          return { ...state, phase: 'genehmigt', ergebnis: event.text };
        case 'abgelehnt':
          return { ...state, phase: 'aufgehoben', ergebnis: event.text };
        default:
          return { ...state, sitzung: null, sitzungstag: null };
      }
    case 'EinsichtGewaehrt':
      return { ...state, einsicht: union(state.einsicht, event.personen) };
    default:
      return assertNever(event);
  }
}

export const dringlichkeitKind: Kind<State, DringlichkeitCommand, DringlichkeitEvent> = {
  art: SERIE,
  bezeichnung: 'Dringlichkeitsentscheidung',
  stateVersion: 2,
  commandSchema: zDringlichkeitCommand,
  eventSchema: zDringlichkeitEvent,
  needs,
  decide,
  evolve,
  project,
  series: (event) =>
    event.type === 'DringlichkeitsentscheidungAngelegt' && event.nummer !== null ? event.serie : null,
  documents: (s) => [
    ...new Set([
      ...(s.dokument ? [s.dokument] : []),
      ...s.fruehereFassungen,
      ...unterschriftDokumente(s.unterschriften),
    ]),
  ],
  meldungen: new Set(['signDringlichkeitsentscheidung']),
};
