import type { VorgangRow } from '../../../contract/vorgang.ts';

/**
 * What the next session of a body is called if it goes on as so far: `8. Sitzung` after `7. Sitzung`; '' when the
 * sessions of this body are not counted. `gremium` is its name, as the rows of sessions carry it.
 */
export function naechsteBezeichnung(sitzungen: readonly VorgangRow[], gremium: string): string {
  const nummern = sitzungen
    .filter((r) => r.felder['gremium'] === gremium)
    .map((r) => Number(/^(\d{1,4})\. Sitzung\b/.exec(r.untertitel)?.[1] ?? 0));
  const letzte = Math.max(0, ...nummern);
  return letzte === 0 ? '' : `${letzte + 1}. Sitzung`;
}
