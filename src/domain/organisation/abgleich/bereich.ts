import type { SollPerson } from './soll.ts';

const EINHEIT = 'einheit:';
type Rollen = SollPerson['rollen'];

/**
 * Roles for a unit name it as a source knows it, by its Kürzel (`fachbereichsleitung@einheit:FB 1`), or by its id.
 * `find`: Kürzel -> id; `ids`: all units there are. Answers the roles with ids, or the unit that there is not.
 */
export function resolveRollen(
  rollen: Rollen,
  find: (kuerzel: string) => string | undefined,
  ids: ReadonlySet<string>,
): { readonly rollen: Rollen } | { readonly unbekannt: string } {
  const resolved: Rollen[number][] = [];
  for (const rolle of rollen) {
    if (!rolle.bereich?.startsWith(EINHEIT)) {
      resolved.push(rolle);
      continue;
    }
    const named = rolle.bereich.slice(EINHEIT.length);
    const id = ids.has(named) ? named : find(named);
    if (id === undefined) return { unbekannt: named };
    resolved.push({ ...rolle, bereich: `${EINHEIT}${id}` });
  }
  return { rollen: resolved };
}
