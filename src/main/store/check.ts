import { createHash } from 'node:crypto';
import { EMPTY_HEAD, openRecord, type LedgerCrypto } from '../../ledger/index.ts';
import { statements } from './database.ts';
import { isCopy } from './feed.ts';
import { followChain } from './records.ts';
import { vorgangKey } from './keys.ts';
import type { OpenedStore } from './open.ts';

/** What a full check found; empty: everything is as it was written. `stelle` names a file, a record or a document. */
export interface Finding {
  readonly datei: 'mappe.db' | 'blobs.db' | 'schluessel.db';
  readonly stelle: string;
}

/** Records checked before other work gets its turn. */
const STRIDE = 2000;

/** Reads everything once: every page of the three files, the chain, every sealed event, every document. */
export async function checkStore(store: OpenedStore, crypto: LedgerCrypto): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [datei, db] of [
    ['mappe.db', store.files.data],
    ['blobs.db', store.files.blobs],
    ['schluessel.db', store.files.keys],
  ] as const) {
    try {
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') findings.push({ datei, stelle: 'Seiten' });
    } catch {
      findings.push({ datei, stelle: 'Seiten' });
    }
  }
  if (findings.length > 0) return findings;

  const copy = isCopy(statements(store.files.data));
  let head = EMPTY_HEAD;
  for (const record of store.read.records()) {
    const next = followChain(crypto, head, record, copy);
    const stelle = `Eintrag ${record.feed}`;
    if (next === null) return [{ datei: 'mappe.db', stelle }];
    head = next;
    const key = store.keys.get(vorgangKey(record.vorgang));
    const sealed = record.payload.length > 0;
    if (sealed && (key === null || openRecord(crypto, key, record) === null))
      findings.push({ datei: 'mappe.db', stelle });
    if (head.feed % STRIDE === 0) await new Promise(setImmediate);
  }
  for (const sha256 of store.blobs.all()) {
    if (!store.blobs.has(sha256)) continue;
    const hash = createHash('sha256');
    try {
      for (const chunk of store.blobs.chunks(sha256)) hash.update(chunk);
    } catch {
      findings.push({ datei: 'blobs.db', stelle: `Dokument ${sha256}` });
      continue;
    }
    if (hash.digest('hex') !== sha256) findings.push({ datei: 'blobs.db', stelle: `Dokument ${sha256}` });
    await new Promise(setImmediate);
  }
  return findings;
}
