import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WorkspaceFiles as Port } from '../../../src/main/app/files.ts';
import { registerKinds } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { errors } from '../../../src/main/store/errors.ts';
import { openWorkspaceFiles } from '../../../src/main/store/workspace-files.ts';
import { envelopeFor, makeWorkspace, settleOn } from '../../support/workspace.ts';
import { notiz } from '../../support/toy.ts';

const kinds = registerKinds([notiz]);
let dir: string;
let opened: ReturnType<typeof openWorkspaceFiles>[] = [];

function files(at = dir) {
  let id = 0;
  const made = openWorkspaceFiles({
    dir: at,
    kinds,
    crypto: ledgerCrypto,
    clock: { now: () => '2026-11-22T08:00:00.000Z' },
    newId: () => `geraet-${++id}`,
    scryptCost: { N: 16, r: 8, p: 1 },
  });
  opened.push(made);
  return made;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
  opened = [];
});
afterEach(() => {
  for (const f of opened) f.lock();
  rmSync(dir, { recursive: true, force: true });
});

async function made(passphrase = 'Zwölf Boxkämpfer') {
  const f = files();
  const result = await f.create(passphrase);
  if (!result.ok) throw new Error(result.error.code);
  const { store } = result.value;
  store.transaction(() =>
    settleOn(store, kinds, envelopeFor(store, 'n1', { type: 'createNotiz', titel: 'Radlader' } as never)),
  );
  return { f, ...result.value };
}

const codeOf = (r: { ok: boolean; error?: { code: string } }) => {
  const code = r.ok ? 'ok' : r.error!.code;
  if (code !== 'ok') expect(Object.keys(errors)).toContain(code);
  return code;
};
const bytes = () =>
  Object.fromEntries(
    ['mappe.db', 'blobs.db', 'schluessel.db', 'mappe.json'].map((f) => [
      f,
      readFileSync(join(dir, f)).toString('base64'),
    ]),
  );

describe('set-up and unlocking', () => {
  test('is what the use cases need', () => {
    const port: Port = files();
    expect(port.status()).toBe('fehlt');
  });

  test('makes a workspace once, locks and unlocks it', async () => {
    const { f, device } = await made();
    expect(f.status()).toBe('vorhanden');
    expect(codeOf(await files().create('x'))).toBe('store.schon-vorhanden');
    f.lock();
    expect(codeOf(await f.unlock('falsch'))).toBe('store.kennwort-falsch');
    // the same umlaut, composed otherwise
    const again = await f.unlock('Zwo\u0308lf Boxka\u0308mpfer');
    expect(again.ok && again.value.store.read.row('n1')?.projection.titel).toBe('Radlader');
    expect(again.ok && again.value.device).toBe(device);
  });

  test('a forgotten passphrase is survivable', async () => {
    const { f, recoveryKey } = await made();
    f.lock();
    const wrong = recoveryKey.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'));
    expect(codeOf(await f.recover(wrong, 'neu'))).toBe('store.wiederherstellung-tippfehler');
    const recovered = await f.recover(recoveryKey, 'neu');
    if (!recovered.ok) throw new Error(recovered.error.code);
    expect(recovered.value.recoveryKey).not.toBe(recoveryKey);
    f.lock();
    expect(codeOf(await f.unlock('Zwölf Boxkämpfer'))).toBe('store.kennwort-falsch');
    expect(codeOf(await f.unlock('neu'))).toBe('ok');
    f.lock();
    expect(codeOf(await f.recover(recoveryKey, 'x'))).toBe('store.wiederherstellung-falsch');
    expect(codeOf(await f.recover(recovered.value.recoveryKey, 'x'))).toBe('ok');
  });

  test('changes the passphrase; the recovery key stays', async () => {
    const { f, recoveryKey } = await made();
    expect(codeOf(await f.changePassphrase('falsch', 'neu'))).toBe('store.kennwort-falsch');
    expect(codeOf(await f.changePassphrase('Zwölf Boxkämpfer', 'neu'))).toBe('ok');
    f.lock();
    expect(codeOf(await f.unlock('Zwölf Boxkämpfer'))).toBe('store.kennwort-falsch');
    expect(codeOf(await f.unlock('neu'))).toBe('ok');
    f.lock();
    expect(codeOf(await f.recover(recoveryKey, 'x'))).toBe('ok');
  });

  test('the key store of the device can open it, until it is told to forget', async () => {
    const { f } = await made();
    const flip = (b: Uint8Array) => b.map((x) => x ^ 0x5a);
    const keyStore = { wrap: flip, unwrap: flip };
    expect(codeOf(f.rememberOnDevice(keyStore))).toBe('ok');
    f.lock();
    expect(codeOf(await f.unlockOnDevice(keyStore))).toBe('ok');
    f.lock();
    expect(codeOf(await f.unlockOnDevice({ ...keyStore, unwrap: () => null }))).toBe(
      'store.schluesselspeicher-leer',
    );
    f.forgetOnDevice();
    expect(codeOf(await f.unlockOnDevice(keyStore))).toBe('store.schluesselspeicher-leer');
  });

  test('nothing on the disk names the passphrase or the content', async () => {
    const { f } = await made();
    f.lock();
    for (const name of readdirSync(dir)) {
      const content = readFileSync(join(dir, name)).toString('latin1');
      expect(content).not.toContain('Radlader');
      expect(content).not.toContain('Boxk');
    }
  });
});

describe('files that are not as they should be', () => {
  test.each([
    ['mappe.db', 40],
    ['mappe.db', 3000],
    ['schluessel.db', 1000],
    ['blobs.db', 5000],
  ])('a changed byte in %s at %d is named and nothing is touched', async (file, at) => {
    (await made()).f.lock();
    const content = readFileSync(join(dir, file));
    content[at]! ^= 1;
    writeFileSync(join(dir, file), content);
    const before = bytes();
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.beschaedigt');
    expect(bytes()).toEqual(before);
    expect(readdirSync(dir).filter((n) => /-wal|-shm|sperre/.test(n))).toEqual([]);
  });

  test('a shortened, an emptied and a missing file', async () => {
    (await made()).f.lock();
    const whole = readFileSync(join(dir, 'mappe.db'));
    truncateSync(join(dir, 'mappe.db'), whole.length - 8192);
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.abgeschnitten');
    expect(readFileSync(join(dir, 'mappe.db')).equals(whole.subarray(0, whole.length - 8192))).toBe(true);
    truncateSync(join(dir, 'mappe.db'), 0);
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.abgeschnitten');
    rmSync(join(dir, 'mappe.db'));
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.keine-mappe');
    expect(existsSync(join(dir, 'mappe.db'))).toBe(false);
  });

  test('a file of another workspace and one that is no database', async () => {
    (await made()).f.lock();
    const other = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
    const f = files(other);
    await f.create('anders');
    f.lock();
    writeFileSync(join(dir, 'mappe.db'), readFileSync(join(other, 'mappe.db')));
    rmSync(other, { recursive: true });
    const before = bytes();
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.fremde-datei');
    expect(bytes()).toEqual(before);
    writeFileSync(join(dir, 'mappe.db'), 'SQLite format 3\0 oder auch nicht');
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.fremde-datei');
  });

  test('a header that is none, and one of a newer program', async () => {
    (await made()).f.lock();
    const header = JSON.parse(readFileSync(join(dir, 'mappe.json'), 'utf8')) as object;
    writeFileSync(join(dir, 'mappe.json'), JSON.stringify({ ...header, version: 2 }));
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.neueres-format');
    expect(files().status()).toMatchObject({ code: 'store.neueres-format' });
    writeFileSync(join(dir, 'mappe.json'), '{"format":');
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.kopf-unlesbar');
    rmSync(join(dir, 'mappe.json'));
    expect(files().status()).toMatchObject({ code: 'store.keine-mappe' });
    expect(codeOf(await files().create('x'))).toBe('store.schon-vorhanden');
  });

  test('a data file of a newer program', async () => {
    const { f, store } = await made();
    store.files.data.pragma('user_version = 99');
    f.lock();
    const before = bytes();
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.neueres-format');
    expect(bytes()).toEqual(before);
  });

  test('a wrapped key from elsewhere or with other costs opens nothing', async () => {
    (await made()).f.lock();
    const path = join(dir, 'mappe.json');
    const header = JSON.parse(readFileSync(path, 'utf8')) as { id: string; kennwort: { N: number } };
    writeFileSync(path, JSON.stringify({ ...header, id: 'ab'.repeat(16) }));
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.kennwort-falsch');
    writeFileSync(path, JSON.stringify({ ...header, kennwort: { ...header.kennwort, N: 2 ** 21 } }));
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('store.kopf-unlesbar');
  });

  test('a workspace cut off while it was made is made anew', async () => {
    (await made()).f.lock();
    // as if the process had ended before the header was written
    const unfinished = join(dir, '.neu');
    rmSync(join(dir, 'mappe.json'));
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
    await made();
    expect(existsSync(unfinished)).toBe(false);
    expect(files().status()).toBe('vorhanden');
  });
});

describe('one process at a time', () => {
  test('a second one is told who holds it; a lock left by a dead one does not count', async () => {
    const { f } = await made();
    expect(await files().unlock('Zwölf Boxkämpfer')).toEqual({
      ok: false,
      error: { code: 'store.schon-offen', params: { prozess: String(process.pid) } },
    });
    f.lock();
    writeFileSync(join(dir, 'mappe.sperre'), '999999\n');
    expect(codeOf(await files().unlock('Zwölf Boxkämpfer'))).toBe('ok');
  });

  test('a killed process leaves a note but no lock', () => {
    const support = new URL('../../support/workspace.ts', import.meta.url).pathname;
    const script = `
      import { makeWorkspace } from '${support}';
      makeWorkspace({ dir: ${JSON.stringify(dir)} }).execute('n1', { type: 'createNotiz', titel: 'A' });
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
    expect(child.signal).toBe('SIGKILL');
    expect(existsSync(join(dir, 'mappe.sperre'))).toBe(true);
    const ws = makeWorkspace({ dir });
    expect(ws.store.read.row('n1')?.projection.titel).toBe('A');
    ws.remove();
  });
});
