import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { erasureRecord, openRecord, registerKinds, verifyChain } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { fileKey, openDatabase, type FileName } from '../../../src/main/store/database.ts';
import type { OpenedStore } from '../../../src/main/store/open.ts';
import { openWorkspaceFiles, type WorkspaceFiles } from '../../../src/main/store/workspace-files.ts';
import { applied, envelopeFor, settleOn } from '../../support/workspace.ts';
import { notiz } from '../../support/toy.ts';

const kinds = registerKinds([notiz]);
const PASS = 'Kennwort';
let base: string;
let opened: WorkspaceFiles[] = [];
let clock = 0;
let ids = 0;

function files(name = 'mappe', backups = 'sicherungen'): WorkspaceFiles {
  mkdirSync(join(base, name), { recursive: true });
  const made = openWorkspaceFiles({
    dir: join(base, name),
    backupDir: join(base, backups),
    kinds,
    crypto: ledgerCrypto,
    clock: { now: () => `2026-11-22T08:00:${String(clock++).padStart(2, '0')}.000Z` },
    newId: () => `geraet-${++ids}`,
    scryptCost: { N: 16, r: 8, p: 1 },
  });
  opened.push(made);
  return made;
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
  opened = [];
  clock = 0;
});
afterEach(() => {
  for (const f of opened) f.lock();
  rmSync(base, { recursive: true, force: true });
});

const must = async <T>(
  result: Promise<{ ok: true; value: T } | { ok: false; error: { code: string; params: object } }>,
) => {
  const r = await result;
  if (!r.ok) throw new Error(`${r.error.code} ${JSON.stringify(r.error.params)}`);
  return r.value;
};
const run = (store: OpenedStore, vorgang: string, command: object, clientId = 'd:kaya') =>
  applied(
    store.transaction(() =>
      settleOn(store, kinds, envelopeFor(store, vorgang, command as Command, { clientId })),
    ),
  );
const titles = (store: OpenedStore) =>
  store.read
    .rows(['notiz'])
    .map((r) => r.projection.titel)
    .sort();

const pdf = randomBytes(2_500_000);

async function filled() {
  const f = files();
  const { store, device, recoveryKey } = await must(f.create(PASS));
  run(store, 'n1', { type: 'createNotiz', titel: 'Radlader' });
  run(store, 'n1', { type: 'addText', text: 'Grabstätte Familie Quittenbaum' });
  const sha = store.blobs.put(pdf, { mime: 'application/pdf', name: 'Angebot Quittenbaum.pdf' });
  const empty = store.blobs.put(new Uint8Array(), { mime: 'text/plain', name: 'leer.txt' });
  run(store, 'n1', { type: 'attach', sha256: sha });
  run(store, 'n1', { type: 'attach', sha256: empty });
  run(store, 'n2', { type: 'createNotiz', titel: 'Kehrmaschine' });
  run(store, 'n2', {
    type: 'book',
    belegt: [{ ressource: 'halle', von: '2026-11-23T09:00:00.000Z', bis: '2026-11-23T10:00:00.000Z' }],
  });
  run(store, 'n2', { type: 'assignNummer' });
  store.setSetting('einstellungen:n1', { name: 'Quittenbaum' });
  store.putDatensaetze('graeber', [{ schluessel: 'g1', suche: 'g1', gruppe: 'x', wert: 1 }]);
  store.transaction(() =>
    store.outbox.enqueue(
      envelopeFor(store, 'n2', { type: 'close' } as Command, { clientId: 'd:brand', seq: 1 }),
    ),
  );
  return { f, store, device, recoveryKey, sha, empty };
}

/** As the program wrote files before AEGIS-256. */
function toFormerCipher(path: string, file: FileName, databaseKey: Uint8Array): void {
  const db = openDatabase(path, file, databaseKey);
  db.pragma('journal_mode = DELETE');
  db.pragma("cipher = 'chacha20'");
  db.rekey(Buffer.from(fileKey(databaseKey, file).raw));
  db.close();
}

const backupPath = (name: string) => join(base, 'sicherungen', name);

describe('a backup', () => {
  test('is one proven file and brings everything back', async () => {
    const { f, store, device, sha, empty } = await filled();
    const info = await must(f.createBackup());
    expect(info).toMatchObject({ geprueft: true, schluessel: true });
    expect(await f.listBackups()).toEqual([info]);
    expect(readdirSync(join(base, 'sicherungen'))).toEqual([info.name]);
    const before = { head: store.read.head(), row: store.read.row('n1'), stand: store.read.stand('n1') };

    const elsewhere = files('anderswo');
    await must(elsewhere.restore({ path: backupPath(info.name) }, PASS));
    const restored = await must(elsewhere.unlock(PASS));
    const read = restored.store.read;
    expect(read.head()).toEqual(before.head);
    expect(read.row('n1')).toEqual(before.row);
    expect(read.stand('n1')).toEqual(before.stand);
    expect(Buffer.from(restored.store.blobs.read(sha)!).equals(pdf)).toBe(true);
    expect(restored.store.blobs.read(empty)).toHaveLength(0);
    expect(restored.store.blobs.meta(sha)).toEqual({
      mime: 'application/pdf',
      name: 'Angebot Quittenbaum.pdf',
      bytes: pdf.length,
    });
    expect(read.search('quittenb', 5).map((h) => h.row.id)).toEqual(['n1']);
    expect(read.belegung(['halle'], '2026-11-23T00', '2026-11-24T00')).toHaveLength(1);
    expect(read.nummer('NZ-2026')).toBe(2);
    expect(read.setting('einstellungen:n1')).toEqual({ name: 'Quittenbaum' });
    expect(read.datensaetze('graeber', ['g1'])).toEqual({ g1: 1 });
    expect(restored.store.outbox.waiting().map((e) => e.clientId)).toEqual(['d:brand']);
    expect(read.referringTo(sha)).toEqual(['n1']);
    // Numbers of commands given after the backup must not be given again: the device has a new id.
    expect(restored.device).not.toBe(device);
    run(restored.store, 'n2', { type: 'addText', text: 'weiter' }, `${restored.device}:kaya`);
    expect(verifyChain(ledgerCrypto, read.records()).fault).toBeNull();
  });

  test("files with the former cipher open, keep it, and a backup of them has today's", async () => {
    const { f, store, sha } = await filled();
    const kept: Uint8Array[] = [];
    f.rememberOnDevice({ wrap: (key) => (kept.push(key), Buffer.from(key)), unwrap: (key) => key });
    const before = titles(store);
    f.lock();
    for (const file of ['mappe.db', 'blobs.db', 'schluessel.db'] as const)
      toFormerCipher(join(base, 'mappe', file), file, kept[0]!);
    expect(readFileSync(join(base, 'mappe', 'mappe.db'))[20]).toBe(32);

    const old = (await must(f.unlock(PASS))).store;
    expect(titles(old)).toEqual(before);
    expect(Buffer.from(old.blobs.read(sha)!).equals(pdf)).toBe(true);
    run(old, 'n3', { type: 'createNotiz', titel: 'weiter' }, 'd:brand');
    const info = await must(f.createBackup());
    await must(f.restore({ name: info.name }, PASS));
    expect(readFileSync(join(base, 'mappe', 'mappe.db'))[20]).toBe(64);
    expect(titles((await must(f.unlock(PASS))).store)).toEqual([...before, 'weiter'].sort());
  });

  test('a repeated push is still recognised after a restore', async () => {
    const { f, store } = await filled();
    const envelope = envelopeFor(store, 'n2', { type: 'addText', text: 'einmal' } as Command, {
      clientId: 'd:x',
    });
    const first = store.transaction(() => settleOn(store, kinds, envelope));
    const info = await must(f.createBackup());
    await must(f.restore({ name: info.name }, PASS));
    const again = (await must(f.unlock(PASS))).store;
    expect(again.transaction(() => settleOn(again, kinds, envelope))).toEqual(first);
  });

  test('replaces the workspace only when proven, and keeps the old one beside', async () => {
    const { f, store } = await filled();
    const info = await must(f.createBackup());
    run(store, 'n3', { type: 'createNotiz', titel: 'Nach der Sicherung' });
    await must(f.restore({ name: info.name }, PASS));
    expect(titles((await must(f.unlock(PASS))).store)).toEqual(['Kehrmaschine', 'Radlader']);
    f.lock();
    const former = join(base, 'mappe', 'alt');
    const [name] = readdirSync(former);
    const old = openWorkspaceFiles({
      dir: join(former, name!),
      kinds,
      crypto: ledgerCrypto,
      clock: { now: () => '' },
      newId: () => '',
    });
    opened.push(old);
    expect(titles((await must(old.unlock(PASS))).store)).toContain('Nach der Sicherung');
  });

  test('opens with the passphrase of its day and with that of today', async () => {
    const { f } = await filled();
    const info = await must(f.createBackup());
    await must(f.changePassphrase(PASS, 'heute'));
    expect(await f.restore({ name: info.name }, 'falsch')).toMatchObject({
      error: { code: 'store.kennwort-falsch' },
    });
    await must(f.restore({ name: info.name }, 'heute'));
    await must(f.unlock('heute'));
    await must(f.restore({ name: info.name }, PASS));
    await must(f.unlock(PASS));
  });

  test('says nothing to one who has no passphrase', async () => {
    const { f } = await filled();
    const content = readFileSync(backupPath((await must(f.createBackup())).name)).toString('latin1');
    for (const word of ['Quittenbaum', 'Radlader', 'halle', 'kaya']) expect(content).not.toContain(word);
  });

  test('entering goes on while it is written', async () => {
    const { f, store } = await filled();
    const pending = f.createBackup();
    run(store, 'n9', { type: 'createNotiz', titel: 'Währenddessen' });
    const later = store.blobs.put(randomBytes(3000), { mime: 'x', name: 'y' });
    const info = await must(pending);
    const elsewhere = files('anderswo');
    await must(elsewhere.restore({ path: backupPath(info.name) }, PASS));
    const restored = (await must(elsewhere.unlock(PASS))).store;
    expect(restored.blobs.has(later)).toBe(false);
    expect(verifyChain(ledgerCrypto, restored.read.records()).fault).toBeNull();
  });

  test.each(['daten', 'dokumente', 'schluessel', 'kopf'])(
    'a changed byte in „%s“ is found and the workspace stays as it is',
    async (teil) => {
      const { f } = await filled();
      const info = await must(f.createBackup());
      const path = backupPath(info.name);
      const content = readFileSync(path);
      const head = JSON.parse(content.subarray(20, 16384).toString('utf8').trimEnd()) as {
        teile: Record<string, { offset: number; bytes: number }>;
      };
      const at = teil === 'kopf' ? content.indexOf('"feed":') + 7 : head.teile[teil]!.offset + 5000;
      if (teil === 'schluessel') content[head.teile[teil]!.offset + 5]! ^= 1;
      else if (teil === 'kopf') content[at] = content[at] === 0x37 ? 0x38 : 0x37;
      else content[at]! ^= 1;
      writeFileSync(path, content);
      expect(await f.restore({ name: info.name }, PASS)).toMatchObject({
        ok: false,
        error: { code: 'store.sicherung-beschaedigt', params: { teil } },
      });
      expect(titles((await must(f.unlock(PASS))).store)).toEqual(['Kehrmaschine', 'Radlader']);
      expect(existsSync(join(base, 'mappe', '.neu'))).toBe(false);
    },
  );

  test('cut off, foreign and missing files are named', async () => {
    const { f } = await filled();
    const info = await must(f.createBackup());
    truncateSync(backupPath(info.name), 100_000);
    expect(await f.restore({ name: info.name }, PASS)).toMatchObject({
      error: { code: 'store.sicherung-beschaedigt' },
    });
    writeFileSync(backupPath('x.sicherung'), 'Urlaubsbilder');
    expect(await f.restore({ name: 'x.sicherung' }, PASS)).toMatchObject({
      error: { code: 'store.sicherung-unlesbar' },
    });
    expect(await f.restore({ name: 'fehlt' }, PASS)).toMatchObject({
      error: { code: 'store.sicherung-unlesbar' },
    });
    expect(await f.listBackups()).toEqual([]);
  });

  test('does not take the workspace away from another process', async () => {
    const { f } = await filled();
    const info = await must(f.createBackup());
    expect(await files().restore({ name: info.name }, PASS)).toMatchObject({
      error: { code: 'store.schon-offen' },
    });
  });

  test('an exchange that was cut off is completed at the next start', async () => {
    const { f } = await filled();
    const info = await must(f.createBackup());
    await must(f.restore({ name: info.name }, PASS));
    const dir = join(base, 'mappe');
    // as if the power had gone after half of the new files were in place
    mkdirSync(join(dir, '.neu'));
    for (const file of ['blobs.db', 'mappe.json']) {
      copyFileSync(join(dir, file), join(dir, '.neu', file));
      rmSync(join(dir, file));
    }
    writeFileSync(join(dir, '.neu', 'tausch.json'), JSON.stringify({ phase: 'neue-her', alt: 'x' }));
    expect(f.status()).toBe('vorhanden');
    expect(titles((await must(f.unlock(PASS))).store)).toEqual(['Kehrmaschine', 'Radlader']);
  });
});

describe('erasure and backups', () => {
  function erase(store: OpenedStore, vorgang: string) {
    const stand = store.read.confirmed(vorgang)!;
    store.erase(
      erasureRecord(ledgerCrypto, 'siegel', store.read.head(), stand, {
        zeit: '2026-11-22T12:00:00.000Z',
        akteur: 'kaya',
        commandId: 'c',
      }),
      notiz.documents(stand.state as never),
    );
  }

  test('an old backup restored over the workspace does not bring the erased back', async () => {
    const { f, store, sha } = await filled();
    const info = await must(f.createBackup());
    erase(store, 'n1');
    await must(f.restore({ name: info.name }, PASS));
    const restored = (await must(f.unlock(PASS))).store;
    expect(titles(restored)).toEqual(['Kehrmaschine']);
    expect(restored.blobs.read(sha)).toBeNull();
    expect(restored.read.history('n1').key).toBeNull();
    expect(restored.read.setting('einstellungen:n1')).toBeUndefined();
    expect(verifyChain(ledgerCrypto, restored.read.records()).fault).toBeNull();
    expect(
      restored.transaction(() =>
        settleOn(
          restored,
          kinds,
          envelopeFor(restored, 'n1', { type: 'createNotiz', titel: 'X' } as Command),
        ),
      ),
    ).toMatchObject({ result: { rejection: { code: 'ledger.vorgang-geloescht' } } });
  });

  test('whose keys have expired restores with a newer one, without what was erased in between', async () => {
    const { f, store, sha } = await filled();
    const old = await must(f.createBackup());
    erase(store, 'n1');
    const newer = await must(f.createBackup());
    expect(await f.expireBackupKeys(newer.zeit)).toEqual([old.name]);
    expect((await f.listBackups()).map((b) => b.schluessel)).toEqual([true, false]);

    const alone = files('allein', 'nirgends');
    expect(await alone.restore({ path: backupPath(old.name) }, PASS)).toMatchObject({
      error: { code: 'store.sicherung-ohne-schluessel', params: { anzahl: 2 } },
    });
    expect(alone.status()).toBe('fehlt');

    const elsewhere = files('anderswo');
    await must(elsewhere.restore({ path: backupPath(old.name) }, PASS));
    const restored = (await must(elsewhere.unlock(PASS))).store;
    expect(titles(restored)).toEqual(['Kehrmaschine']);
    expect(restored.blobs.read(sha)).toBeNull();
    expect(verifyChain(ledgerCrypto, restored.read.records()).fault).toBeNull();
  });

  test('without keys nothing in it can be read, even with the passphrase', async () => {
    const { f, store } = await filled();
    const { records, key } = store.read.history('n1');
    const info = await must(f.createBackup());
    await f.expireBackupKeys('2027-01-01T00:00:00.000Z');
    const content = readFileSync(backupPath(info.name));
    expect(content.includes(Buffer.from(key!))).toBe(false);
    // the sealed event is there, but only its key opens it
    expect(openRecord(ledgerCrypto, new Uint8Array(32), records[0]!)).toBeNull();
    expect(content.subarray(-22).toString()).toBe('SCHLUESSEL ABGELAUFEN\n');
  });

  test('former workspaces go with their keys', async () => {
    const { f } = await filled();
    const info = await must(f.createBackup());
    await must(f.restore({ name: info.name }, PASS));
    expect(readdirSync(join(base, 'mappe', 'alt'))).toHaveLength(1);
    await f.expireBackupKeys('2027-01-01T00:00:00.000Z');
    expect(readdirSync(join(base, 'mappe', 'alt'))).toEqual([]);
  });
});
