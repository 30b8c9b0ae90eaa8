import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ERASED, fromBase64, type LedgerHeader } from '../../ledger/index.ts';
import type { AuditCheckpoint, AuditRecord, AuditSource } from './types.ts';

export const EXPORT_FORMAT = 'amtsmappe-pruefausgabe';
export const EXPORT_VERSION = 1;
/** of an export that holds sealed chains as well */
export const EXPORT_VERSION_SEALED = 2;

/** Lines of an export (docs/pruefung.md). Unknown members are kept out; an unknown kind of line is an error. */
const text = z.string().max(1000);
const eintrag = {
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
};
const lineSchema = z.discriminatedUnion('zeile', [
  z.object({
    zeile: z.literal('kopf'),
    format: z.literal(EXPORT_FORMAT),
    version: z.union([z.literal(EXPORT_VERSION), z.literal(EXPORT_VERSION_SEALED)]),
    tenant: text,
    erstellt: text,
    /** number of records that follow */
    eintraege: z.number().int().min(0),
  }),
  z.object({ zeile: z.literal('schluessel'), note: z.string() }),
  z.object({ zeile: z.literal('wiederherstellung'), note: z.string() }),
  z.object({ zeile: z.literal('pruefpunkt'), note: z.string(), zeitstempel: z.string().nullable() }),
  /** `siegel`: the name under which it was sealed, if that is not the city's */
  z.object({ zeile: z.literal('eintrag'), ...eintrag, siegel: text.optional() }),
  /** the chain of a single seat that entered this city, and its records */
  z.object({
    zeile: z.literal('siegelkette'),
    kette: text,
    kopf: text,
    name: text,
    vorsatz: text,
    /** name of the tenant in its records */
    siegel: text,
    eintraege: z.number().int().min(0),
    note: z.string(),
    getilgt: text.nullable(),
  }),
  z.object({ zeile: z.literal('siegeleintrag'), kette: text, ...eintrag }),
  z.object({ zeile: z.literal('ende'), eintraege: z.number().int() }),
]);
export type ExportLine = z.infer<typeof lineSchema>;

/** Not an export, or cut off. */
export class NotAnExport extends Error {}

/**
 * Opens an export: everything but the records is read at once, the records when they are asked for. The log of the city
 * first, then the sealed chains that it holds.
 */
export async function readExport(file: string): Promise<readonly AuditSource[]> {
  let kopf: Extract<ExportLine, { zeile: 'kopf' }> | null = null;
  const checkpoints: AuditCheckpoint[] = [];
  const keyNotes: string[] = [];
  const restoreNotes: string[] = [];
  const chains: Extract<ExportLine, { zeile: 'siegelkette' }>[] = [];
  const geloescht = new Set<string>();
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
    if (line.zeile === 'siegelkette') chains.push(line);
    if (line.zeile === 'eintrag' && line.type === ERASED) geloescht.add(line.vorgang);
    if (line.zeile === 'ende') ende = line.eintraege;
  }
  if (kopf === null) throw new NotAnExport('no first line');
  const { tenant } = kopf;
  const city: AuditSource = {
    tenant,
    checkpoints,
    keyNotes,
    restoreNotes,
    copy: false,
    koepfe: new Set(chains.map((c) => c.kopf)),
    // Without its last line the file was cut; then at least what the first line promises must be there.
    referredTo: Math.max(kopf.eintraege, ende ?? kopf.eintraege + 1),
    records: recordsOf(file, tenant, null),
  };
  const sealed = chains.map(
    ({ kette, kopf, name, vorsatz, siegel, eintraege, note, getilgt }): AuditSource => ({
      tenant: siegel,
      checkpoints: [{ note, zeitstempel: null }],
      keyNotes,
      restoreNotes: [],
      copy: false,
      koepfe: null,
      siegel: { stadt: tenant, kette, kopf, name, vorsatz, geloescht, getilgt },
      referredTo: eintraege,
      records: recordsOf(file, siegel, kette),
    }),
  );
  return [city, ...sealed];
}

/** `kette` null: those of the city */
async function* recordsOf(file: string, tenant: string, kette: string | null): AsyncGenerator<AuditRecord> {
  for await (const line of linesOf(file)) {
    if (line.zeile !== 'eintrag' && line.zeile !== 'siegeleintrag') continue;
    if ((line.zeile === 'eintrag' ? null : line.kette) !== kette) continue;
    const { geleert, ...rest } = line;
    const { feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash } = rest;
    const header: LedgerHeader = {
      tenant: line.zeile === 'eintrag' ? (line.siegel ?? tenant) : tenant,
      feed,
      vorgang,
      art,
      revision,
      type,
      v,
      zeit,
      akteur,
      commandId,
      commitment,
      prev,
      hash,
    };
    yield { header, payload: geleert ? 'erased' : null };
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
