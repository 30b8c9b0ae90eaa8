import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { registerKinds } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { checkStore } from '../../../src/main/store/check.ts';
import { openWorkspaceFiles, type WorkspaceFiles } from '../../../src/main/store/workspace-files.ts';
import { notiz } from '../../support/toy.ts';
import { applied, envelopeFor, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

/** A laptop that sees v1 and v3 of a centre, but not v2. */
let base: string;
let centre: TestWorkspace;
let files: WorkspaceFiles;
const run = (vorgang: string, command: object) => applied(centre.execute(vorgang, command as Command));

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
  centre = makeWorkspace();
  for (const v of ['v1', 'v2', 'v3']) run(v, { type: 'createNotiz', titel: `Quittenbaum ${v}` });
  run('v2', { type: 'addText', text: 'geheim' });
  run('v1', { type: 'addText', text: 'offen' });
  files = openWorkspaceFiles({
    dir: join(base, 'laptop'),
    kinds: registerKinds([notiz]),
    crypto: ledgerCrypto,
    clock: { now: () => '2026-11-22T08:00:00.000Z' },
    newId: () => 'geraet',
    scryptCost: { N: 16, r: 8, p: 1 },
  });
});
afterEach(() => {
  files.lock();
  centre.remove();
  rmSync(base, { recursive: true, force: true });
});

async function laptop() {
  const made = await files.create('pw');
  if (!made.ok) throw new Error(made.error.code);
  const { store } = made.value;
  store.transaction(() => {
    for (const v of ['v1', 'v3']) {
      const { key, records } = centre.store.read.history(v);
      store.feed.begin();
      store.feed.putKey(v, key!);
      for (const r of records) store.feed.append(r);
      store.feed.confirm(centre.store.read.confirmed(v)!, 'kaya');
    }
    store.outbox.enqueue(envelopeFor(store, 'v1', { type: 'close' } as Command, { seq: 1 }));
  });
  return store;
}

test('a share of the log has gaps and is whole all the same', async () => {
  const store = await laptop();
  expect([...store.read.records()].map((r) => r.feed)).toEqual([1, 3, 5]);
  expect(await checkStore(store, ledgerCrypto)).toEqual([]);
  store.files.data.exec('DROP TRIGGER record_header_is_never_changed');
  store.files.data.exec("UPDATE record SET akteur = 'x' WHERE feed = 3");
  expect(await checkStore(store, ledgerCrypto)).toEqual([{ datei: 'mappe.db', stelle: 'Eintrag 3' }]);
});

test('what is no longer to be seen goes with its key, and may come back', async () => {
  const store = await laptop();
  expect(store.transaction(() => store.feed.evict('v1'))).toBe(true);
  expect(store.transaction(() => store.feed.evict('v2'))).toBe(false);
  expect(store.read.row('v1')).toBeNull();
  expect(store.read.history('v1')).toEqual({ key: null, records: [] });
  expect(store.read.search('quittenbaum', 5).map((h) => h.row.id)).toEqual(['v3']);
  expect(store.outbox.waiting()).toHaveLength(1);
  store.transaction(() => {
    const { key, records } = centre.store.read.history('v1');
    store.feed.begin();
    store.feed.putKey('v1', key!);
    for (const r of records) store.feed.append(r);
    store.feed.confirm(centre.store.read.confirmed('v1')!, 'kaya');
  });
  expect(store.read.history('v1').records.every((r) => r.payload.length > 0)).toBe(true);
});

test('a resync forgets the states and keeps what is waiting', async () => {
  const store = await laptop();
  store.transaction(() => store.feed.forgetAll());
  expect(store.read.rows(['notiz'])).toEqual([]);
  expect(store.read.head().feed).toBe(0);
  expect(store.outbox.waiting()).toHaveLength(1);
});

test('restored from a backup it fetches anew and still sends what was waiting', async () => {
  await laptop();
  const backup = await files.createBackup();
  if (!backup.ok) throw new Error(backup.error.code);
  expect(await files.restore({ name: backup.value.name }, 'pw')).toEqual({ ok: true, value: null });
  const again = await files.unlock('pw');
  if (!again.ok) throw new Error(again.error.code);
  expect(again.value.store.read.rows(['notiz'])).toEqual([]);
  expect(again.value.store.read.setting('sync:cursor')).toBe('');
  expect(again.value.store.outbox.waiting().map((e) => e.vorgang)).toEqual(['v1']);
});

test('the log of a single seat or centre gives nothing back', () => {
  expect(() => centre.store.files.data.exec('DELETE FROM record')).toThrow('append-only');
});
