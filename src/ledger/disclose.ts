import { hex, utf8 } from './bytes.ts';
import { commitmentTo, openRecord, saltOf } from './chain.ts';
import { canonicalJson } from './canonical.ts';
import { fromHex } from './note.ts';
import type { LedgerCrypto, LedgerHeader, LedgerRecord } from './types.ts';

/** Content of one record and what its commitment was salted with: enough to check it, for this record only. */
export interface Disclosed {
  /** canonical JSON of the event as it was written */
  readonly inhalt: string;
  /** hex */
  readonly salz: string;
}

/** Opens one record for somebody who gets no key; null: erased, or not what the chain commits to. */
export function discloseRecord(
  crypto: LedgerCrypto,
  key: Uint8Array,
  record: LedgerRecord,
): Disclosed | null {
  const plain = openRecord(crypto, key, record);
  if (plain === null) return null;
  return { inhalt: canonicalJson(plain.event), salz: hex(saltOf(crypto, key, record)) };
}

/** Is this what the record commits to? */
export const isDisclosed = (
  crypto: LedgerCrypto,
  header: LedgerHeader,
  { inhalt, salz }: Disclosed,
): boolean => commitmentTo(crypto, fromHex(salz), utf8(inhalt)) === header.commitment && isJson(inhalt);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
