import { z } from 'zod';
import { wireRecordSchema } from './sync.ts';

/** Answers of the central service about single Vorgaenge: history, erasure, the pen of a document; and its trust. */
const zeitpunkt = z.iso.datetime({ precision: 3 });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const vorgang = z.string().min(1).max(200);

export const historySchema = z.object({ records: z.array(wireRecordSchema) });

export const eraseRequestSchema = z.object({ grund: z.string().trim().min(3).max(500) });
export const erasedSchema = z.object({ vorgang, zeit: zeitpunkt, feed: z.number().int() });
/** why the centre does not do it: text is made where it is shown */
export const refusedSchema = z.object({
  code: z.literal('abgelehnt'),
  rejection: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().optional(),
  }),
});

/** Who may sign a version of a document now. */
export const penSchema = z.object({
  vorgang,
  sha256,
  person: z.string(),
  name: z.string(),
  bis: zeitpunkt,
});
export type Pen = z.infer<typeof penSchema>;
export const penRequestSchema = z.object({ vorgang, sha256 });
/** `erhalten` false: somebody else has it */
export const penAnswerSchema = z.object({ erhalten: z.boolean(), stift: penSchema });
export type PenAnswer = z.infer<typeof penAnswerSchema>;
export const pensSchema = z.object({ stifte: z.array(penSchema) });

/** Authorities (DER, base64) whose signatures the centre accepts; and that of a practice service, with its key. */
export const centralTrustSchema = z.object({
  anker: z.array(z.string()),
  uebung: z.object({ file: z.string(), passphrase: z.string() }).nullable(),
});
export type CentralTrust = z.infer<typeof centralTrustSchema>;
