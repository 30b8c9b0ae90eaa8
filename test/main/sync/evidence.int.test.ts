import { afterAll, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { latestCheckpoint, makeCheckpoint, notesOf } from '../../../src/central/evidence/checkpoint.ts';
import { proveConsistency, proveInclusion } from '../../../src/central/evidence/proofs.ts';
import { stateRestored } from '../../../src/central/evidence/restored.ts';
import { rotateKey } from '../../../src/central/evidence/rotate-key.ts';
import { openSigner } from '../../../src/central/evidence/signing-key.ts';
import { openCentralDatabase, type CentralDatabase } from '../../../src/central/db/open.ts';
import type { LedgerRecord } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import {
  checkPast,
  RESTORED_SETTING,
  SEEN_SETTING,
  type EvidenceLine,
} from '../../../src/main/sync/evidence.ts';
import { evidenceContext, growChain, TENANT } from '../../support/evidence.ts';
import { laptopIn, settled, TABLE } from '../../support/laptop.ts';
import { byName } from '../../support/organisation.ts';
import { freePort } from '../../support/free-port.ts';
import { startTestLogin } from '../../support/login.ts';
import { startTestService } from '../../support/service.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-vergangenheit-'));
const opened: { readonly close: () => unknown }[] = [];
afterAll(async () => {
  for (const o of opened) await o.close();
  rmSync(base, { recursive: true, force: true });
});

/** A centre's evidence without its HTTP: the same functions that its routes call. */
const lineOf = ({ db }: CentralDatabase): EvidenceLine => ({
  get: async (path, query, schema) => {
    const asked = Object.fromEntries(new URLSearchParams(query)) as Record<string, string>;
    const value = await db.transaction().execute(async (tx): Promise<unknown> => {
      const last = await latestCheckpoint(tx, TENANT);
      switch (path) {
        case '/evidence/checkpoint':
          return last && { note: last.note, zeitstempel: null };
        case '/evidence/notes':
          return {
            schluessel: await notesOf(tx, TENANT, 'schluessel'),
            wiederherstellungen: await notesOf(tx, TENANT, 'wiederherstellung'),
          };
        case '/evidence/consistency':
          return proveConsistency(tx, ledgerCrypto, TENANT, Number(asked['from']), Number(asked['to']));
        default:
          return proveInclusion(tx, ledgerCrypto, TENANT, Number(asked['feed']), Number(asked['size']));
      }
    });
    return { line: 'ok', value: value === null ? null : schema.parse(value) };
  },
});

function laptop(records: readonly LedgerRecord[] = []) {
  const settings = new Map<string, unknown>();
  const deps = {
    tenant: TENANT,
    crypto: ledgerCrypto,
    random: () => 0.95,
    store: {
      read: {
        setting: (name: string) => settings.get(name),
        records: (from = 1) => records.filter((r) => r.feed >= from),
      },
      setSetting: (name: string, value: unknown) => void settings.set(name, value),
      transaction: <T>(work: () => T) => work(),
    },
  };
  return { look: (database: CentralDatabase) => checkPast(deps, lineOf(database)), settings };
}

test('a log that goes on is accepted, and each checkpoint kept', async () => {
  const database = await openCentralDatabase(join(base, 'goes-on.db'));
  const ctx = evidenceContext(database);
  const l = laptop();
  expect(await l.look(database)).toBe('ok');
  for (const more of [3, 300, 1, 700]) {
    await growChain(database, more);
    await makeCheckpoint(ctx, TENANT);
    expect(await l.look(database)).toBe('ok');
    expect(await l.look(database)).toBe('ok');
  }
  expect(l.settings.get(SEEN_SETTING)).toHaveLength(4);
  await rotateKey(database, ledgerCrypto, ctx.keyFile, ctx.now);
  await growChain(database, 5);
  await makeCheckpoint({ ...ctx, signer: openSigner(ctx.keyFile, ledgerCrypto.sha256) }, TENANT);
  expect(await l.look(database)).toBe('ok');
  await database.close();
});

test('a history written anew and signed with the right key is noticed', async () => {
  const honest = await openCentralDatabase(join(base, 'honest.db'));
  const ctx = evidenceContext(honest);
  await growChain(honest, 500);
  await makeCheckpoint(ctx, TENANT);
  const rewritten = await openCentralDatabase(join(base, 'rewritten.db'));
  await growChain(rewritten, 400);
  await growChain(rewritten, 300, TENANT, 'p2');
  await makeCheckpoint({ ...ctx, database: rewritten }, TENANT);
  const shorter = await openCentralDatabase(join(base, 'shorter.db'));
  await growChain(shorter, 400);
  await makeCheckpoint({ ...ctx, database: shorter }, TENANT);
  const empty = await openCentralDatabase(join(base, 'empty.db'));
  for (const other of [rewritten, shorter, empty]) {
    const l = laptop();
    expect(await l.look(honest)).toBe('ok');
    expect(await l.look(other)).toBe('other_past');
    // Shown the true one again, all is well.
    expect(await l.look(honest)).toBe('ok');
  }
  // To whom it has never shown a checkpoint, but records: those are not in the tree.
  const rows = await honest.db.selectFrom('record').selectAll().orderBy('feed').execute();
  const records = rows.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerRecord);
  expect(await laptop(records).look(honest)).toBe('ok');
  expect(await laptop(records.slice(0, 480)).look(rewritten)).toBe('ok');
  expect(await laptop(records.map((r) => ({ ...r, feed: r.feed + 180 }))).look(rewritten)).toBe('other_past');
  for (const d of [honest, rewritten, shorter, empty]) await d.close();
});

test('with another key nothing is accepted, nor a note of restore that another has signed', async () => {
  const honest = await openCentralDatabase(join(base, 'key.db'));
  await growChain(honest, 20);
  const ctx = evidenceContext(honest);
  await makeCheckpoint(ctx, TENANT);
  const foreign = await openCentralDatabase(join(base, 'foreign-key.db'));
  await growChain(foreign, 30);
  const other = { ...evidenceContext(foreign), now: () => '2027-01-01T00:00:00.000Z' };
  await makeCheckpoint(other, TENANT);
  await stateRestored(other);
  const l = laptop();
  expect(await l.look(honest)).toBe('ok');
  expect(await l.look(foreign)).toBe('other_past');
  for (const d of [honest, foreign]) await d.close();
});

test('a restore that its operator has signed is accepted; what lies before the backup must still agree', async () => {
  const database = await openCentralDatabase(join(base, 'before.db'));
  const ctx = evidenceContext(database);
  const l = laptop();
  for (const more of [100, 100]) {
    await growChain(database, more);
    await makeCheckpoint(ctx, TENANT);
    expect(await l.look(database)).toBe('ok');
  }
  const restored = await openCentralDatabase(join(base, 'restored.db'));
  await growChain(restored, 150);
  const after = { ...ctx, database: restored };
  await makeCheckpoint(after, TENANT);
  expect(await l.look(restored)).toBe('other_past');
  expect(await stateRestored(after)).toEqual({ stated: [{ tenant: TENANT, size: 150 }], faults: [] });
  expect(await l.look(restored)).toBe('ok');
  expect(l.settings.get(RESTORED_SETTING)).toHaveLength(1);
  await growChain(restored, 80, TENANT, 'p2');
  await makeCheckpoint(after, TENANT);
  expect(await l.look(restored)).toBe('ok');

  // A note of a restore covers nothing of what lies before its backup.
  const forged = await openCentralDatabase(join(base, 'forged.db'));
  await growChain(forged, 90);
  await growChain(forged, 60, TENANT, 'p3');
  const forger = { ...ctx, database: forged };
  await makeCheckpoint(forger, TENANT);
  await stateRestored(forger);
  expect(await l.look(forged)).toBe('other_past');
  for (const d of [database, restored, forged]) await d.close();
});

test('the app stops the sync and says so, loses nothing, and goes on when the operator has stated the restore', async () => {
  const port = await freePort();
  const dir = join(base, 'zentrale');
  mkdirSync(dir);
  const login = await startTestLogin();
  let service = await startTestService({ port, dir, login });
  const contextOf = () => ({
    ...evidenceContext(service.database, join(base, 'pruefpunkt.pem')),
    now: () => new Date().toISOString(),
  });
  const checkpoint = () => makeCheckpoint(contextOf(), 'musterhafen');
  const laptop = laptopIn(base, 'a');
  opened.push(laptop.app, { close: () => service.close() }, login);
  await laptop.connect(service.address, byName('Brandt').id);
  await checkpoint();
  await laptop.enter('Beschluss 1');
  expect(await laptop.sync()).toMatchObject({ art: 'verbunden', wartend: 0 });

  const copy = join(base, 'sicherung.db');
  await checkpoint();
  const raw = new Database(join(dir, 'central.db'));
  raw.exec(`VACUUM INTO '${copy}'`);
  raw.close();
  await laptop.enter('Beschluss 2');
  await laptop.sync();
  await checkpoint();
  expect(await laptop.sync()).toMatchObject({ art: 'verbunden', wartend: 0 });

  await service.close();
  for (const end of ['-wal', '-shm']) rmSync(join(dir, `central.db${end}`), { force: true });
  copyFileSync(copy, join(dir, 'central.db'));
  service = await startTestService({ port, dir, login });
  expect(await laptop.sync()).toMatchObject({ art: 'andere_vergangenheit' });
  expect(await laptop.newest()).toBe('Beschluss 2');
  await laptop.enter('Beschluss 3');
  expect(await laptop.sync()).toMatchObject({ art: 'andere_vergangenheit', wartend: 1 });
  expect(await laptop.newest()).toBe('Beschluss 3');

  expect((await stateRestored(contextOf())).stated).toHaveLength(1);
  expect(await settled(laptop)).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
  expect(await laptop.newest()).toBe('Beschluss 3');
  const told = await service.database.db
    .selectFrom('record')
    .select('feed')
    .where('vorgang', '=', TABLE)
    .execute();
  expect(told.length).toBe((await laptop.table()).revision);
});
