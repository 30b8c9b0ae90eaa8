import type { BelegungFakt, Claim } from '../../domain/shared/vorgang.ts';
import type { Session } from './session.ts';

/** Who else holds one of these resources between `von` and `bis`, in order of time. */
export async function readBelegung(
  session: Session,
  ressourcen: readonly string[],
  von: string,
  bis: string,
  vorgang: string,
): Promise<readonly BelegungFakt[]> {
  if (ressourcen.length === 0) return [];
  const wanted = new Set(ressourcen);
  const stored = await session.tx
    .selectFrom('claim')
    .select(['ressource', 'von', 'bis', 'vorgang'])
    .where('tenant', '=', session.tenant)
    .where('ressource', 'in', [...wanted])
    .where('von', '<', bis)
    .where('bis', '>', von)
    .where('vorgang', '!=', vorgang)
    .execute();
  // What was decided just before and is not written yet stands in the place of what is stored.
  const pending = session.pendingClaims();
  const held = stored.filter((c) => !pending.has(c.vorgang));
  for (const [holder, claims] of pending) {
    if (holder === vorgang) continue;
    for (const c of claims)
      if (wanted.has(c.ressource) && c.von < bis && von < c.bis) held.push({ ...c, vorgang: holder });
  }
  return held.sort((a, b) => (a.von < b.von ? -1 : a.von > b.von ? 1 : a.ressource < b.ressource ? -1 : 1));
}

/**
 * Who else holds what this Vorgang wants? The tenant's lock serialises writers, so it is enough to look; the
 * exclusion constraint (PostgreSQL) or trigger (SQLite) stands behind it.
 */
export async function findTaken(
  session: Session,
  vorgang: string,
  claims: readonly Claim[],
): Promise<BelegungFakt | null> {
  if (claims.length === 0) return null;
  const von = claims.reduce((first, c) => (c.von < first ? c.von : first), claims[0]?.von ?? '');
  const bis = claims.reduce((last, c) => (c.bis > last ? c.bis : last), '');
  const ressourcen = claims.map((c) => c.ressource);
  const held = await readBelegung(session, ressourcen, von, bis, vorgang);
  const isWanted = (h: Claim) =>
    claims.some((c) => c.ressource === h.ressource && c.von < h.bis && h.von < c.bis);
  return held.find(isWanted) ?? null;
}
