import type { Projection } from '../../domain/shared/vorgang.ts';

/**
 * Scopes a person reads with (made by domain/organisation) against the scopes a Vorgang names. On a single
 * seat this hides, it does not protect: the whole file is on the disk, and the settings page says so.
 */
export function mayRead(projection: Pick<Projection, 'lesbar'>, scopes: ReadonlySet<string>): boolean {
  return projection.lesbar.some((scope) => scope === 'alle' || scopes.has(scope));
}
