import { z } from 'zod';

/**
 * What a central service shows of its log (docs/pruefung.md): signed notes, and hashes that prove one tree to be
 * the beginning of another or a record to be in a tree. Hashes are hex.
 */
const size = z.number().int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const note = z.string().min(1).max(16_384);

export const checkpointSchema = z.object({
  note,
  /** base64 of the token of a time stamp authority over SHA-256 of the note; null: not stamped */
  zeitstempel: z.string().nullable(),
});
export type CheckpointAnswer = z.infer<typeof checkpointSchema>;

export const evidenceNotesSchema = z.object({
  /** in order of time: which keys sign, each introduced by the one before it */
  schluessel: z.array(note),
  /** restores from a backup */
  wiederherstellungen: z.array(note),
});
export type EvidenceNotes = z.infer<typeof evidenceNotesSchema>;

/** Roles with which one takes the evidence of a Vorgang along, of those that one may read. */
export const NACHWEIS_ROLLEN: readonly string[] = ['systemverwaltung', 'rechnungspruefung'];

/** Who has taken the evidence of a Vorgang along, the newest first. */
export const issuedSchema = z.object({
  ausgaben: z.array(
    z.object({
      zeit: z.string(),
      person: z.string(),
      /** with contents, not only what the chain says of them */
      inhalt: z.boolean(),
      eintraege: size,
    }),
  ),
});
export type Issued = z.infer<typeof issuedSchema>['ausgaben'][number];

export const consistencySchema = z.object({ from: size, to: size, proof: z.array(hash).max(128) });
export type ConsistencyAnswer = z.infer<typeof consistencySchema>;

export const inclusionSchema = z.object({ feed: size, size, hash, proof: z.array(hash).max(64) });
export type InclusionAnswer = z.infer<typeof inclusionSchema>;
