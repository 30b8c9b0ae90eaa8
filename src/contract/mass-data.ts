import { z } from 'zod';

/** Mass data on its way: which groups one may read, and a group page by page, in order of the key. */
export const massGroupSchema = z.object({
  tabelle: z.string(),
  gruppe: z.string(),
  anzahl: z.number().int(),
  /** hex SHA-256 over all its rows (`massRowText`) */
  hash: z.string(),
});
export type MassGroup = z.infer<typeof massGroupSchema>;
export const massManifestSchema = z.object({ gruppen: z.array(massGroupSchema) });
export type MassManifest = z.infer<typeof massManifestSchema>;

export const massRowSchema = z.object({
  schluessel: z.string(),
  suche: z.string(),
  /** JSON as text: its bytes are hashed */
  wert: z.string(),
});
export type MassRow = z.infer<typeof massRowSchema>;
export const massPageSchema = z.object({
  /** of the whole group, as it is now: another than asked for means to begin anew */
  hash: z.string(),
  zeilen: z.array(massRowSchema),
  mehr: z.boolean(),
});
export type MassPage = z.infer<typeof massPageSchema>;

/** What of a row is hashed, one after the other in order of the key. */
export const massRowText = (r: MassRow): string => `${JSON.stringify([r.schluessel, r.suche, r.wert])}\n`;
