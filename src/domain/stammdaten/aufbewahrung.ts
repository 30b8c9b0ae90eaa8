import { z } from 'zod';
import type { Tag } from '../shared/vorgang.ts';

/** Table `aufbewahrung`: how long a kind of Vorgang must be kept after it was closed. No row: kept for good. */
export const AUFBEWAHRUNG = 'aufbewahrung';

export const aufbewahrungSchema = z.object({
  regeln: z.array(
    z.object({
      art: z.string().min(1),
      /** full years after the end of the year of closing */
      jahre: z.number().int().min(0),
      norm: z.string().min(1),
      geprueft: z.boolean(),
    }),
  ),
});
export type Aufbewahrung = z.infer<typeof aufbewahrungSchema>;

/** Last day of keeping: so many full years after the end of the year in which it was closed. */
export const aufbewahrenBis = (abschluss: Tag, jahre: number): Tag =>
  `${Number(abschluss.slice(0, 4)) + jahre}-12-31`;
