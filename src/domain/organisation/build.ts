import type { EinheitState } from './einheit.ts';
import type { PersonState } from './person-state.ts';
import type { Person, Verzeichnis } from './verzeichnis.ts';

/** The directory out of the states of all `person` and `einheit` Vorgaenge, sorted for display. */
export function buildVerzeichnis(
  personStates: readonly PersonState[],
  einheitStates: readonly EinheitState[],
): Verzeichnis {
  const byName = new Intl.Collator('de').compare;
  return {
    personen: personStates
      .map(withoutAkte)
      .sort((a, b) => byName(a.nachname, b.nachname) || byName(a.vorname, b.vorname)),
    einheiten: [...einheitStates].sort((a, b) => byName(a.kuerzel, b.kuerzel)),
  };
}

function withoutAkte({ zertifikatsakte: _, ...person }: PersonState): Person {
  return person;
}
