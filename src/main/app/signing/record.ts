import type { Zeichnungsaufzeichnung } from '../../../domain/shared/vorgang.ts';
import { canonicalJson } from '../../../ledger/index.ts';

/** File that holds a detached signature together with what it covers. */
export const RECORD_MIME = 'application/vnd.amtsmappe.zeichnung+json';

export interface RecordFile {
  /** canonical JSON of the record: exactly the bytes that were signed, as text */
  readonly aufzeichnung: string;
  /** CMS SignedData, detached, base64 */
  readonly cms: string;
}

export const recordBytes = (record: Zeichnungsaufzeichnung): Uint8Array =>
  new TextEncoder().encode(canonicalJson(record));

export const writeRecordFile = (record: Zeichnungsaufzeichnung, cms: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      aufzeichnung: canonicalJson(record),
      cms: Buffer.from(cms).toString('base64'),
    } satisfies RecordFile),
  );

/** Reads such a file; null if it is none. */
export function readRecordFile(
  bytes: Uint8Array,
): { readonly record: Zeichnungsaufzeichnung; readonly signed: Uint8Array; readonly cms: Uint8Array } | null {
  try {
    const file = JSON.parse(new TextDecoder().decode(bytes)) as RecordFile;
    const record = JSON.parse(file.aufzeichnung) as Zeichnungsaufzeichnung;
    if (record.format !== 'amtsmappe-zeichnung/1') return null;
    return {
      record,
      signed: new TextEncoder().encode(file.aufzeichnung),
      cms: Buffer.from(file.cms, 'base64'),
    };
  } catch {
    return null;
  }
}
