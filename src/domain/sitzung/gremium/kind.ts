import { tagOf } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, Kind, Projection } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SITZUNGSDIENST, VERZEICHNIS, requireRolle } from '../rollen.ts';
import { findMitglied } from './mitglieder.ts';
import { zGremiumCommand, zGremiumEvent } from './schema.ts';
import type { Gremium, GremiumCommand, GremiumEvent, Mitglied } from './schema.ts';

/** Two members with the same seat-relevant data: same person twice, or a second chair. */
function checkMitglieder(mitglieder: readonly Mitglied[]): Rejection | null {
  const seen = new Set<string>();
  for (const m of mitglieder) {
    if (seen.has(m.person)) return { code: 'sitzung.mitglied-doppelt', params: { person: m.person } };
    seen.add(m.person);
    if (m.gueltigVon && m.gueltigBis && m.gueltigBis < m.gueltigVon)
      return { code: 'sitzung.zeitraum-verkehrt', params: { von: m.gueltigVon, bis: m.gueltigBis } };
  }
  const chairs = mitglieder.filter((m) => m.funktion === 'vorsitz' && m.gueltigBis === null);
  return chairs.length > 1
    ? { code: 'sitzung.vorsitz-doppelt', params: { person: chairs[1]?.person ?? '' } }
    : null;
}

function decide(
  state: Gremium | null,
  command: GremiumCommand,
  facts: Facts,
): Result<readonly GremiumEvent[], Rejection> {
  const rolle = requireRolle(facts, [SITZUNGSDIENST, BUERGERMEISTER], 'Gremien pflegen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createGremium') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Gremium' });
    const fehler = checkMitglieder(command.mitglieder);
    if (fehler) return { ok: false, error: fehler };
    return ok([{ ...command, type: 'GremiumAngelegt' }]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Gremium' });
  if (state.aufgeloestAm) return reject('sitzung.gremium-aufgeloest', { name: state.name });
  switch (command.type) {
    case 'setGremiumRegeln':
      return ok([{ type: 'GremiumRegelnGesetzt', regeln: command.regeln }]);
    case 'addGremiumMitglied': {
      const andere = state.mitglieder.filter(
        (m) => m.person !== command.mitglied.person || m.gueltigBis === null,
      );
      const fehler = checkMitglieder([...andere, command.mitglied]);
      if (fehler) return { ok: false, error: fehler };
      return ok([{ type: 'GremiumMitgliedAufgenommen', mitglied: command.mitglied }]);
    }
    case 'endGremiumMitgliedschaft':
      if (!findMitglied(state, command.person, command.letzterTag))
        return reject('sitzung.kein-mitglied', { person: command.person, gremium: state.name });
      return ok([{ ...command, type: 'GremiumMitgliedschaftBeendet' }]);
    case 'dissolveGremium':
      return ok([{ ...command, type: 'GremiumAufgeloest' }]);
    default:
      return assertNever(command);
  }
}

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
      return {
        ...state,
        mitglieder: state.mitglieder.map((m) =>
          m.person === event.person && (m.gueltigBis === null || m.gueltigBis > event.letzterTag)
            ? { ...m, gueltigBis: event.letzterTag }
            : m,
        ),
      };
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
  decide,
  evolve: evolveGremium,
  project,
  documents: () => [],
};

/** Is the body active on that day? */
export const isAktiv = (g: Gremium, zeit: string): boolean =>
  g.aufgeloestAm === null || tagOf(zeit) <= g.aufgeloestAm;
