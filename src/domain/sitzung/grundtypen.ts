import { z } from 'zod';

/** Building blocks of all schemas of this Fach; readonly, so that parsed data can be state as it is. */

export const zId = z.string().min(1).max(80);
export const zTag = z.iso.date();
export const zZeit = z.iso.datetime({ precision: 3 });
export const zSha = z.string().regex(/^[0-9a-f]{64}$/);
/** one line of text that must not be empty */
export const zZeile = z.string().trim().min(1).max(500);
/** a reason as people write it; may be empty, so that the rule can say what is missing */
export const zGrund = z.string().trim().max(4000);
export const zAnzahl = z.int().min(0).max(10_000);

/** Readonly list. */
export const zListe = <T extends z.ZodType>(of: T) => z.array(of).readonly();

/** Where a document lies and what it is called; its bytes are a blob. */
export const zAnlage = z
  .object({
    id: zId,
    bezeichnung: zZeile,
    sha256: zSha,
    /** pages, if it is a PDF */
    seiten: z.int().min(0).nullable(),
  })
  .readonly();
export type Anlage = z.infer<typeof zAnlage>;

/** Public and non-public part of a session; a document belongs to exactly one. */
export const zTeil = z.enum(['oeffentlich', 'nichtoeffentlich']);
export type Teil = z.infer<typeof zTeil>;
