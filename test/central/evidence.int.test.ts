import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { keyNotes, latestCheckpoint, makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { proveConsistency, proveInclusion } from '../../src/central/evidence/proofs.ts';
import { rotateKey } from '../../src/central/evidence/rotate-key.ts';
import { openSigner } from '../../src/central/evidence/signing-key.ts';
import { stampDaily } from '../../src/central/evidence/time-stamp.ts';
import {
  emptyRoot,
  fromHex,
  hex,
  isSignedBy,
  leafHash,
  nodeHash,
  parseNote,
  parseStatement,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { httpTimestamps } from '../../src/signature/index.ts';
import { evidenceContext, growChain, TENANT } from '../support/evidence.ts';
import { startTestPki, type TestPki } from '../support/pki.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const { sha256, verify } = ledgerCrypto;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-nachweis-'));
let postgres: TestPostgres;
let pki: TestPki;
beforeAll(async () => {
  postgres = await startPostgres();
  pki = await startTestPki();
});
afterAll(async () => {
  await pki.close();
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

/** The tree by its definition (RFC 6962, 2.1). */
function rootOf(hashes: readonly string[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot(sha256);
  if (hashes.length === 1) return leafHash(sha256, fromHex(hashes[0]!));
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(sha256, rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

describe.each(['sqlite', 'postgres'] as const)('checkpoints on %s', (dialect) => {
  let database: CentralDatabase;
  let files = 0;
  beforeEach(async () => {
    await database?.close();
    const url = dialect === 'sqlite' ? join(base, `${(files += 1)}.db`) : postgres.newDatabase();
    database = await openCentralDatabase(url);
  });
  afterAll(() => database.close());
  const hashes = async () =>
    (
      await database.db
        .selectFrom('record')
        .select('hash')
        .where('tenant', '=', TENANT)
        .orderBy('feed')
        .execute()
    ).map((r) => r.hash);

  test('each says truly how the log stood; each is proven to go on from each before, each record to be in it', async () => {
    const ctx = evidenceContext(database);
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'nothing_new' });
    const sizes: number[] = [];
    for (const more of [1, 2, 252, 1, 300, 1500]) {
      const head = await growChain(database, more);
      expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'signed', size: head.feed });
      expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'nothing_new' });
      const { note, wurzel } = (await latestCheckpoint(database.db, TENANT))!;
      expect(wurzel).toBe(hex(rootOf(await hashes())));
      const parsed = parseNote(note)!;
      expect(isSignedBy(sha256, verify, parsed, ctx.signer.publicKey)).toBe(true);
      const said = parseStatement(parsed.text);
      expect(said).toMatchObject({ art: 'pruefpunkt', tenant: TENANT, size: head.feed, kopf: head.hash });
      sizes.push(head.feed);
    }
    const all = await hashes();
    await database.db.transaction().execute(async (tx) => {
      const whole = { size: all.length, root: rootOf(all) };
      for (const size of [...sizes, 2, 256, 257, 1023, 1024]) {
        const { proof } = await proveConsistency(tx, ledgerCrypto, TENANT, size, all.length);
        const before = { size, root: rootOf(all.slice(0, size)) };
        expect(verifyConsistency(sha256, before, whole, proof.map(fromHex))).toBe(true);
      }
      for (const feed of [1, 2, 255, 256, 257, 1024, all.length]) {
        const shown = (await proveInclusion(tx, ledgerCrypto, TENANT, feed, all.length))!;
        const leaf = leafHash(sha256, fromHex(shown.hash));
        const proof = shown.proof.map(fromHex);
        expect(verifyInclusion(sha256, leaf, feed - 1, all.length, proof, whole.root)).toBe(true);
      }
      expect(await proveInclusion(tx, ledgerCrypto, TENANT, all.length + 1, all.length + 1)).toBeNull();
    });
  });

  test('the tree grows, it is never built anew: what lies further back is not read again', async () => {
    const ctx = evidenceContext(database);
    await growChain(database, 600);
    await makeCheckpoint(ctx, TENANT);
    const before = await hashes();
    await database.db.deleteFrom('record').where('feed', '<', 500).execute();
    await growChain(database, 10);
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'signed', size: 610 });
    const after = [...before, ...(await hashes()).slice(-10)];
    expect((await latestCheckpoint(database.db, TENANT))?.wurzel).toBe(hex(rootOf(after)));
  });

  test('nothing is signed over a log that was cut, changed or built on, nor with another key', async () => {
    const ctx = evidenceContext(database);
    await growChain(database, 300);
    await makeCheckpoint(ctx, TENANT);
    await growChain(database, 20);
    const other = evidenceContext(database);
    expect(await makeCheckpoint(other, TENANT)).toEqual({ outcome: 'fault', fault: 'schluessel' });
    const change = (feed: number, set: object) =>
      database.db.updateTable('record').set(set).where('feed', '=', feed).execute();
    await change(310, { akteur: 'jemand-anderes' });
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'fault', fault: 'kette' });
    await change(310, { akteur: 'p1' });
    await database.db.deleteFrom('record').where('feed', '>=', 280).execute();
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'fault', fault: 'abgeschnitten' });
  });

  test('a history written anew, whole in itself, does not agree with what was signed', async () => {
    const ctx = evidenceContext(database);
    await growChain(database, 300);
    await makeCheckpoint(ctx, TENANT);
    await database.db.deleteFrom('record').where('feed', '>', 290).execute();
    await growChain(database, 40, TENANT, 'p2');
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'fault', fault: 'wurzel' });
  });

  test('a new key is introduced by the old one; cut short, the change goes on with the same key', async () => {
    const ctx = evidenceContext(database);
    await growChain(database, 5);
    await makeCheckpoint(ctx, TENANT);
    const kept = await rotateKey(database, ledgerCrypto, ctx.keyFile, ctx.now);
    const after = { ...ctx, signer: openSigner(ctx.keyFile, sha256) };
    expect(hex(openSigner(kept, sha256).publicKey)).toBe(hex(ctx.signer.publicKey));
    const [first, second] = (await keyNotes(database.db, TENANT)).map((n) => parseNote(n)!);
    expect(isSignedBy(sha256, verify, first!, ctx.signer.publicKey)).toBe(true);
    expect(isSignedBy(sha256, verify, second!, ctx.signer.publicKey)).toBe(true);
    expect(isSignedBy(sha256, verify, second!, after.signer.publicKey)).toBe(true);
    await growChain(database, 5);
    expect(await makeCheckpoint(ctx, TENANT)).toEqual({ outcome: 'fault', fault: 'schluessel' });
    expect(await makeCheckpoint(after, TENANT)).toEqual({ outcome: 'signed', size: 10 });
  });

  test('once a day a checkpoint is time-stamped, and openssl finds the stamp good', async () => {
    const ctx = evidenceContext(database);
    const source = httpTimestamps(pki.tsaUrl);
    expect(await stampDaily(database, source, TENANT)).toBe('nothing_new');
    await growChain(database, 3);
    await makeCheckpoint(ctx, TENANT);
    expect(await stampDaily(database, httpTimestamps('http://127.0.0.1:1/'), TENANT)).toBe('unavailable');
    expect(await stampDaily(database, source, TENANT)).toBe('stamped');
    await growChain(database, 3);
    await makeCheckpoint(ctx, TENANT);
    expect(await stampDaily(database, source, TENANT)).toBe('nothing_new');
    const row = await database.db
      .selectFrom('pruefpunkt')
      .selectAll()
      .where('zeitstempel', 'is not', null)
      .executeTakeFirstOrThrow();
    const at = (name: string) => join(base, name);
    writeFileSync(at('note'), row.note);
    writeFileSync(at('token'), row.zeitstempel!);
    const args = [
      'ts',
      '-verify',
      '-data',
      at('note'),
      '-in',
      at('token'),
      '-token_in',
      '-CAfile',
      pki.rootFile,
    ];
    const out = execFileSync('openssl', [...args, '-untrusted', pki.intermediateFile], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(out).toContain('Verification: OK');
    await growChain(database, 1);
    await makeCheckpoint({ ...ctx, now: () => '2026-11-23T00:00:01.000Z' }, TENANT);
    expect(await stampDaily(database, source, TENANT)).toBe('stamped');
  });

  test('several processes at once make one checkpoint, with one root', async () => {
    const ctx = evidenceContext(database);
    await growChain(database, 700);
    const done = await Promise.all([1, 2, 3].map(() => makeCheckpoint(ctx, TENANT)));
    expect(done.every((d) => d.outcome !== 'fault')).toBe(true);
    const rows = await database.db.selectFrom('pruefpunkt').selectAll().execute();
    expect(rows.map((r) => [r.groesse, r.wurzel])).toEqual([[700, hex(rootOf(await hashes()))]]);
  });
});
