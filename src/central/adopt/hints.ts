import { lesbareScopes, type Verzeichnis } from '../../domain/organisation/index.ts';
import type { Tx } from '../db/schema.ts';
import type { Candidate } from './candidates.ts';

/** Others of the city with the same feature: perhaps entered in both. */
export async function similar(
  tx: Tx,
  tenant: string,
  candidates: readonly Candidate[],
): Promise<readonly string[]> {
  const hints: string[] = [];
  for (const { vorgang, art, projection } of candidates) {
    if (projection.merkmale.length === 0) continue;
    const rows = await tx
      .selectFrom('merkmal')
      .select('vorgang')
      .where('tenant', '=', tenant)
      .where('art', '=', art)
      .where('merkmal', 'in', [...projection.merkmale])
      .where('vorgang', '!=', vorgang)
      .execute();
    const others = [...new Set(rows.map((r) => r.vorgang))];
    if (others.length > 0 && others.length <= 3)
      hints.push(
        `„${projection.titel}“ (${art} ${vorgang}) hat ein Merkmal gemeinsam mit ${others.join(', ')}.`,
      );
  }
  return hints;
}

/** Nobody of the city would see these. */
export function unreadable(
  city: Verzeichnis,
  candidates: readonly Candidate[],
  heute: string,
): readonly string[] {
  const scopes = new Set<string>(['alle']);
  for (const p of city.personen) for (const scope of lesbareScopes(city, p.id, heute)) scopes.add(scope);
  return candidates
    .filter((c) => !c.projection.lesbar.some((scope) => scopes.has(scope)))
    .map((c) => `„${c.projection.titel}“ (${c.art} ${c.vorgang}) könnte in der Stadt niemand lesen.`);
}
