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

/** Of the certificates struck off only which they were: they stay this person's, whoever else shows one. */
function withoutAkte({ zertifikatsakte, ...person }: PersonState): Person {
  const gesperrt = zertifikatsakte.flatMap((z) => (z.gesperrtAm === null ? [] : [z.sha256]));
  return gesperrt.length === 0 ? person : { ...person, gesperrteZertifikate: gesperrt };
}
