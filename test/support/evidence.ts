import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CentralDatabase } from '../../src/central/db/open.ts';
import type { EvidenceContext } from '../../src/central/evidence/checkpoint.ts';
import { startEvidence } from '../../src/central/evidence/schedule.ts';
import { openSigner } from '../../src/central/evidence/signing-key.ts';
import { EMPTY_HEAD, erasureRecord, type ChainHead } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';

export const TENANT = 'siegen';

/** Puts `count` records without payload on a chain, straight into the table: thousands in a moment. */
export async function growChain(
  database: CentralDatabase,
  count: number,
  tenant = TENANT,
  akteur = 'p1',
): Promise<ChainHead> {
  const last = await database.db
    .selectFrom('record')
    .select(['feed', 'hash', 'zeit'])
    .where('tenant', '=', tenant)
    .orderBy('feed', 'desc')
    .limit(1)
    .executeTakeFirst();
  let head: ChainHead = last ?? EMPTY_HEAD;
  const rows = [];
  for (let i = 0; i < count; i += 1) {
    const n = head.feed + 1;
    const act = { zeit: '2026-11-22T08:00:00.000Z', akteur, commandId: `c${n}` };
    const stand = { vorgang: `v${n}`, art: 'notiz', revision: 0 };
    const { commandId, ...r } = erasureRecord(ledgerCrypto, tenant, head, stand, act);
    rows.push({ ...r, command_id: commandId, payload: Buffer.from(r.payload) });
    head = { feed: r.feed, hash: r.hash, zeit: r.zeit };
  }
  for (let i = 0; i < rows.length; i += 500)
    await database.db
      .insertInto('record')
      .values(rows.slice(i, i + 500))
      .execute();
  await database.db
    .insertInto('tenant')
    .values({ tenant, name: tenant })
    .onConflict((c) => c.doNothing())
    .execute();
  return head;
}

/** Clock that goes on by a second with each look. */
export function tickingClock(start = '2026-11-22T08:00:00.000Z'): () => string {
  let at = Date.parse(start);
  return () => new Date((at += 1000)).toISOString();
}

export function evidenceContext(
  database: CentralDatabase,
  file = join(mkdtempSync(join(tmpdir(), 'amtsmappe-schluessel-')), 'pruefpunkt.pem'),
): EvidenceContext & { readonly keyFile: string } {
  return {
    crypto: ledgerCrypto,
    now: tickingClock(),
    database,
    signer: openSigner(file, ledgerCrypto.sha256),
    keyFile: file,
  };
}

/** The jobs of a service, so far apart that only the first round of a test comes. */
export const evidenceJobs = (
  database: CentralDatabase,
  keyFile: string,
  log: (entry: unknown) => void = () => undefined,
) =>
  startEvidence({
    database,
    crypto: ledgerCrypto,
    now: () => new Date().toISOString(),
    signer: openSigner(keyFile, ledgerCrypto.sha256),
    timestamps: null,
    everyMs: 3_600_000,
    log,
  });
