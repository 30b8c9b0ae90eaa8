import { z } from 'zod';
import { zSha256, zKalendertag } from '../begriffe.ts';

/**
 * `friedhof.graeber`: where the 65,000 graves come from. The rows themselves are mass data (table `grab`), rebuilt
 * from this: one version names one file, whole, or the seed of the sample.
 */
export const GRAEBER_TABELLE = 'friedhof.graeber';

export const zGraeberQuelle = z.discriminatedUnion('art', [
  z.object({ art: z.literal('muster'), seed: z.number().int(), stichtag: zKalendertag }),
  z.object({
    art: z.literal('csv'),
    dokument: zSha256,
    /** version of the column mapping */
    version: z.literal(1),
    zeilen: z.number().int().positive(),
  }),
]);
export type GraeberQuelle = z.infer<typeof zGraeberQuelle>;
