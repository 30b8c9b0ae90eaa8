import { z } from 'zod';
import type { Tag } from '../shared/vorgang.ts';

/**
 * Table `aufbewahrung`: how long a kind of Vorgang must be kept after it was closed. Kept for good is what has no row,
 * and what has one that says so, with the law it follows from.
 */
export const AUFBEWAHRUNG = 'aufbewahrung';

export const aufbewahrungSchema = z.object({
  regeln: z.array(
    z.object({
      art: z.string().min(1),
      /** full years after the end of the year of closing; null: for good */
      jahre: z.number().int().min(0).nullable(),
      norm: z.string().min(1),
      geprueft: z.boolean(),
    }),
  ),
});
export type Aufbewahrung = z.infer<typeof aufbewahrungSchema>;
type Regel = Aufbewahrung['regeln'][number];

/** The rule for a kind that says an end; null: none, kept for good. */
export function fristFor({ regeln }: Aufbewahrung, art: string): (Regel & { readonly jahre: number }) | null {
  const regel = regeln.find((r) => r.art === art);
  return regel === undefined || regel.jahre === null ? null : { ...regel, jahre: regel.jahre };
}

/** Last day of keeping: so many full years after the end of the year in which it was closed. */
export const aufbewahrenBis = (abschluss: Tag, jahre: number): Tag =>
  `${Number(abschluss.slice(0, 4)) + jahre}-12-31`;
