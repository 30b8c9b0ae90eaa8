import { assertNever } from '../../shared/result.ts';
import { pick, union } from '../../shared/sammeln.ts';
import type { EventMeta } from '../../shared/vorgang.ts';
import { evolveVerlauf, isVerlaufEvent } from '../verlauf/state.ts';
import type { NichtoeffentlichEvent } from './schema.ts';
import type { NichtoeffentlicheSitzung, Punkt } from './state.ts';

/** What the non-public part keeps of an item; the rest of the event is for the agenda and the papers. */
const PUNKTFELDER = [
  'id',
  'topArt',
  'titel',
  'neutralerTitel',
  'bezug',
  'beratung',
  'bezugNummer',
  'beschlussvorschlag',
  'begriffe',
] as const satisfies readonly (keyof Punkt)[];

/** Folds one event into the non-public part. */
export function evolveNichtoeffentlich(
  state: NichtoeffentlicheSitzung | null,
  event: NichtoeffentlichEvent,
  meta: EventMeta,
): NichtoeffentlicheSitzung {
  if (event.type === 'NichtoeffentlicheSitzungAngelegt') {
    const { type: _, ...angaben } = event;
    return {
      art: 'sitzung_nichtoeffentlich',
      ...angaben,
      abgeschlossen: false,
      punkte: [],
      berechtigt: [],
      verlauf: {},
      leckpruefung: null,
      freigegebenesPaket: null,
      vollstaendigesPaket: null,
    };
  }
  if (!state) throw new Error(`${event.type} before NichtoeffentlicheSitzungAngelegt`);
  if (isVerlaufEvent(event)) return { ...state, verlauf: evolveVerlauf(state.verlauf, event, meta) };
  switch (event.type) {
    case 'BeginnGeaendert':
      return { ...state, beginn: event.beginn };
    case 'NichtoeffentlicheSitzungAbgesagt':
    case 'NichtoeffentlicheSitzungAbgeschlossen':
      return { ...state, abgeschlossen: true };
    case 'EinsichtGewaehrt':
      return { ...state, berechtigt: union(state.berechtigt, event.personen) };
    case 'NichtoeffentlicherTopHinzugefuegt':
      // what was checked before knows nothing of this item
      return { ...state, punkte: [...state.punkte, pick(event, PUNKTFELDER)], freigegebenesPaket: null };
    case 'NichtoeffentlicherTopGeaendert':
      return {
        ...state,
        punkte: state.punkte.map((p) =>
          p.id === event.id
            ? { ...p, titel: event.titel, neutralerTitel: event.neutralerTitel, begriffe: event.begriffe }
            : p,
        ),
        leckpruefung: null,
        freigegebenesPaket: null,
      };
    case 'NichtoeffentlicherTopEntfernt':
      return { ...state, punkte: state.punkte.filter((p) => p.id !== event.id) };
    case 'LeckpruefungErfasst': {
      const { type: _, treffer, ...angaben } = event;
      return {
        ...state,
        leckpruefung: {
          ...angaben,
          am: meta.zeit,
          von: meta.akteur,
          treffer: treffer.map((t) => ({ ...t, aufhebungen: [] })),
        },
        freigegebenesPaket: null,
      };
    }
    case 'TrefferAufgehoben': {
      if (!state.leckpruefung) return state;
      const aufhebung = { von: meta.akteur, grund: event.grund, am: meta.zeit };
      const treffer = state.leckpruefung.treffer.map((t) =>
        t.id === event.treffer ? { ...t, aufhebungen: [...t.aufhebungen, aufhebung] } : t,
      );
      return { ...state, leckpruefung: { ...state.leckpruefung, treffer } };
    }
    case 'OeffentlichesPaketFreigegeben':
      return { ...state, freigegebenesPaket: event.dokument };
    case 'VollstaendigesPaketErfasst':
      return { ...state, vollstaendigesPaket: { dokument: event.dokument, am: meta.zeit } };
    default:
      return assertNever(event);
  }
}
