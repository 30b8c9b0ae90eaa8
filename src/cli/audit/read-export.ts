import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { fromBase64, type LedgerHeader } from '../../ledger/index.ts';
import type { AuditCheckpoint, AuditRecord, AuditSource } from './types.ts';

export const EXPORT_FORMAT = 'amtsmappe-pruefausgabe';
export const EXPORT_VERSION = 1;

/** Lines of an export (docs/pruefung.md). Unknown members are kept out; an unknown kind of line is an error. */
const text = z.string().max(1000);
const lineSchema = z.discriminatedUnion('zeile', [
  z.object({
    zeile: z.literal('kopf'),
    format: z.literal(EXPORT_FORMAT),
    version: z.literal(EXPORT_VERSION),
    tenant: text,
    erstellt: text,
    /** number of records that follow */
    eintraege: z.number().int().min(0),
  }),
  z.object({ zeile: z.literal('schluessel'), note: z.string() }),
  z.object({ zeile: z.literal('wiederherstellung'), note: z.string() }),
  z.object({ zeile: z.literal('pruefpunkt'), note: z.string(), zeitstempel: z.string().nullable() }),
  z.object({
    zeile: z.literal('eintrag'),
    feed: z.number().int(),
    vorgang: text,
    art: text,
    revision: z.number().int(),
    type: text,
    v: z.number().int(),
    zeit: text,
    akteur: text,
    commandId: text,
    commitment: text,
    prev: text,
    hash: text,
    /** the payload was erased */
    geleert: z.boolean(),
  }),
  z.object({ zeile: z.literal('ende'), eintraege: z.number().int() }),
]);
export type ExportLine = z.infer<typeof lineSchema>;

/** Not an export, or cut off. */
export class NotAnExport extends Error {}

/** Opens an export: everything but the records is read at once, the records when they are asked for. */
export async function readExport(file: string): Promise<AuditSource> {
  let kopf: Extract<ExportLine, { zeile: 'kopf' }> | null = null;
  const checkpoints: AuditCheckpoint[] = [];
  const keyNotes: string[] = [];
  const restoreNotes: string[] = [];
  let ende: number | null = null;
  for await (const line of linesOf(file)) {
    if (line.zeile === 'kopf') kopf = line;
    if (line.zeile === 'schluessel') keyNotes.push(line.note);
    if (line.zeile === 'wiederherstellung') restoreNotes.push(line.note);
    if (line.zeile === 'pruefpunkt')
      checkpoints.push({
        note: line.note,
        zeitstempel: line.zeitstempel === null ? null : fromBase64(line.zeitstempel),
      });
    if (line.zeile === 'ende') ende = line.eintraege;
  }
  if (kopf === null) throw new NotAnExport('no first line');
  const { tenant } = kopf;
  return {
    tenant,
    checkpoints,
    keyNotes,
    restoreNotes,
    copy: false,
    // Without its last line the file was cut; then at least what the first line promises must be there.
    referredTo: Math.max(kopf.eintraege, ende ?? kopf.eintraege + 1),
    records: recordsOf(file, tenant),
  };
}

async function* recordsOf(file: string, tenant: string): AsyncGenerator<AuditRecord> {
  for await (const line of linesOf(file)) {
    if (line.zeile !== 'eintrag') continue;
    const { zeile: _, geleert, ...rest } = line;
    yield { header: { ...rest, tenant } satisfies LedgerHeader, payload: geleert ? 'erased' : null };
  }
}

async function* linesOf(file: string): AsyncGenerator<ExportLine> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  for await (const raw of lines) {
    number += 1;
    if (raw === '') continue;
    const parsed = lineSchema.safeParse(parseJson(raw));
    if (!parsed.success) throw new NotAnExport(`line ${number}`);
    if ((number === 1) !== (parsed.data.zeile === 'kopf')) throw new NotAnExport(`line ${number}`);
    yield parsed.data;
  }
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
