import type { PersonId } from '../shared/vorgang.ts';
import type { Person, Rollenzuweisung, Verzeichnis } from './verzeichnis.ts';

/**
 * What the identity provider of a city says of somebody's roles. Roles it rules over count only as far as it
 * grants them; all others are the directory's alone. It never adds a role (docs/adr/0021).
 */
export interface Rollengrenze {
  readonly geregelt: readonly string[];
  /** `bereich: null`: whatever scope the directory has assigned the role for */
  readonly erlaubt: readonly { readonly rolle: string; readonly bereich: string | null }[];
}

/** The directory as it stands for somebody who is limited like this: their own roles are fewer, never more. */
export function begrenzeRollen(v: Verzeichnis, person: PersonId, grenze: Rollengrenze | null): Verzeichnis {
  return grenze === null ? v : mapPersonen(v, (p) => p.id === person, grenze);
}

/**
 * For reading, the roles of those one stands in for are limited alike: who is not let into the council's papers
 * does not read them by way of a deputy either.
 */
export const begrenzeZumLesen = (v: Verzeichnis, grenze: Rollengrenze | null): Verzeichnis =>
  grenze === null ? v : mapPersonen(v, () => true, grenze);

function mapPersonen(v: Verzeichnis, which: (p: Person) => boolean, grenze: Rollengrenze): Verzeichnis {
  const counts = (r: Rollenzuweisung) =>
    !grenze.geregelt.includes(r.rolle) ||
    grenze.erlaubt.some((e) => e.rolle === r.rolle && (e.bereich === null || e.bereich === r.bereich));
  return {
    ...v,
    personen: v.personen.map((p) => (which(p) ? { ...p, rollen: p.rollen.filter(counts) } : p)),
  };
}
