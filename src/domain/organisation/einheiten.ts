import type { Verzeichnis } from './verzeichnis.ts';
import { findEinheit } from './verzeichnis.ts';

/**
 * The unit and all units above it, from the unit upwards. Stops at a unit met before, so that bad data
 * (a circle that came in by import) cannot hang the caller.
 */
export function einheitenAufwaerts(v: Verzeichnis, einheit: string): readonly string[] {
  const found: string[] = [];
  for (let id: string | null = einheit; id !== null && !found.includes(id);) {
    found.push(id);
    id = findEinheit(v, id)?.uebergeordnet ?? null;
  }
  return found;
}

/** The unit and all units below it. */
export function einheitenAbwaerts(v: Verzeichnis, einheit: string): readonly string[] {
  const found = [einheit];
  for (let i = 0; i < found.length; i++) {
    for (const e of v.einheiten) {
      if (e.uebergeordnet === found[i] && !found.includes(e.id)) found.push(e.id);
    }
  }
  return found;
}

/**
 * The nearest unit, from `einheit` upwards, whose deputies must come from itself (audit office); null if none.
 * Source: § 101 GO NRW, see docs of `Einheit.nurEigeneVertretung`.
 */
export function einheitMitEigenerVertretung(v: Verzeichnis, einheit: string): string | null {
  return einheitenAufwaerts(v, einheit).find((id) => findEinheit(v, id)?.nurEigeneVertretung) ?? null;
}

/** Does the person's unit lie in (or below) the given unit? */
export const gehoertZu = (v: Verzeichnis, einheitDerPerson: string, einheit: string): boolean =>
  einheitenAufwaerts(v, einheitDerPerson).includes(einheit);
