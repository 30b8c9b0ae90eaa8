import type { Tag } from './vorgang.ts';

/** Something that holds from a day on and up to a last day (inclusive); null means open. */
export interface Gueltigkeit {
  readonly gueltigVon: Tag | null;
  readonly gueltigBis: Tag | null;
}

export const isValidOn = (g: Gueltigkeit, tag: Tag): boolean =>
  (g.gueltigVon === null || g.gueltigVon <= tag) && (g.gueltigBis === null || tag <= g.gueltigBis);
