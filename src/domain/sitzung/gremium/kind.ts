import { tagOf } from '../../shared/dates.ts';
import { assertNever } from '../../shared/result.ts';
import type { Kind, Projection } from '../../shared/vorgang.ts';
import { VERZEICHNIS } from '../rollen.ts';
import { beendet, decideGremium } from './decide.ts';
import { zGremiumCommand, zGremiumEvent } from './schema.ts';
import type { Gremium, GremiumCommand, GremiumEvent } from './schema.ts';

export function evolveGremium(state: Gremium | null, event: GremiumEvent): Gremium {
  if (event.type === 'GremiumAngelegt')
    return {
      art: 'gremium',
      name: event.name,
      kuerzel: event.kuerzel,
      gremiumArt: event.gremiumArt,
      regeln: [event.regeln],
      mitglieder: event.mitglieder,
      aufgeloestAm: null,
    };
  if (!state) throw new Error(`${event.type} before GremiumAngelegt`);
  switch (event.type) {
    case 'GremiumRegelnGesetzt':
      return {
        ...state,
        regeln: [...state.regeln.filter((r) => r.gueltigAb !== event.regeln.gueltigAb), event.regeln],
      };
    case 'GremiumMitgliedAufgenommen':
      return { ...state, mitglieder: [...state.mitglieder, event.mitglied] };
    case 'GremiumMitgliedschaftBeendet':
      return { ...state, mitglieder: beendet(state.mitglieder, event.person, event.letzterTag) };
    case 'GremiumUmbenannt':
      return { ...state, name: event.name, kuerzel: event.kuerzel };
    case 'GremiumAufgeloest':
      return { ...state, aufgeloestAm: event.letzterTag };
    default:
      return assertNever(event);
  }
}

/** What the city publishes about its bodies anyway: readable for everyone in the house. */
function project(state: Gremium): Projection {
  const stimmen = state.mitglieder.filter(
    (m) => m.stimmrecht === 'stimmberechtigt' && m.funktion !== 'stellvertretung',
  ).length;
  return {
    nummer: state.kuerzel,
    titel: state.name,
    untertitel: `${stimmen} stimmberechtigte Mitglieder`,
    status: state.aufgeloestAm
      ? { code: 'aufgeloest', text: 'aufgelöst', stufe: 'ruht' }
      : { code: 'aktiv', text: 'aktiv', stufe: 'gut' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: `${state.name} ${state.kuerzel}`,
    lesbar: ['alle'],
    abgeschlossen: state.aufgeloestAm !== null,
    felder: { kuerzel: state.kuerzel, art: state.gremiumArt, stimmberechtigt: stimmen },
    merkmale: [`kuerzel:${state.kuerzel}`],
  };
}

export const gremiumKind: Kind<Gremium, GremiumCommand, GremiumEvent> = {
  art: 'gremium',
  bezeichnung: 'Gremium',
  stateVersion: 1,
  commandSchema: zGremiumCommand,
  eventSchema: zGremiumEvent,
  needs: () => [VERZEICHNIS],
  decide: decideGremium,
  evolve: evolveGremium,
  project,
  documents: () => [],
  stammdatum: true,
};

/** Is the body active on that day? */
export const isAktiv = (g: Gremium, zeit: string): boolean =>
  g.aufgeloestAm === null || tagOf(zeit) <= g.aufgeloestAm;
