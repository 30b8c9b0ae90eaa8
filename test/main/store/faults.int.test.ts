import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { verifyChain } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { checkStore } from '../../../src/main/store/check.ts';
import { StoreFault } from '../../../src/main/store/fault.ts';
import { openStore } from '../../../src/main/store/open.ts';
import { applied, makeWorkspace, TEST_KEY } from '../../support/workspace.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a full disk', () => {
  test('refuses the entry with its own words, keeps everything before it and goes on when there is room', () => {
    const ws = makeWorkspace({ dir });
    applied(ws.execute('v0', { type: 'createNotiz', titel: 'Voll' } as Command));
    const { data } = ws.store.files;
    const pages = Number(data.pragma('page_count', { simple: true }));
    // SQLite's own limit answers SQLITE_FULL, as the system's ENOSPC does.
    data.pragma(`max_page_count = ${pages + 20}`);
    const enter = (n: number) =>
      applied(
        ws.execute('v0', { type: 'addText', text: 'x'.repeat(20_000) } as Command, { id: `befehl-${n}` }),
      );
    let n = 0;
    let fault: unknown = null;
    while (fault === null && n < 100) {
      try {
        enter(n);
        n++;
      } catch (error) {
        fault = error;
      }
    }
    expect((fault as StoreFault).rejection).toEqual({ code: 'store.platte-voll', params: {} });
    expect(ws.store.read.confirmed('v0')?.revision).toBe(n + 1);
    data.pragma('max_page_count = 1000000');
    enter(n);
    expect(verifyChain(ledgerCrypto, ws.store.read.records())).toMatchObject({
      fault: null,
      head: { feed: n + 2 },
    });
    ws.store.close();
  });

  // A limit on the size of files stops the system's writing in the middle of a page and needs no rights.
  test('a write that the system breaks off loses nothing acknowledged', () => {
    const child = fileURLToPath(new URL('./full-child.ts', import.meta.url));
    const limited = 'ulimit -f 2500; trap "" XFSZ; exec "$@"';
    const args = ['-c', limited, '-', process.execPath, '--no-warnings', child, dir];
    const lines = spawnSync('bash', args).stdout.toString().trim().split('\n');
    expect(lines.pop()).toBe('store.ein-ausgabe');
    expect(lines.length).toBeGreaterThan(3);

    const ws = makeWorkspace({ dir });
    const ids = [...ws.store.read.records()].map((r) => r.commandId);
    for (const id of lines) expect(ids.filter((x) => x === id)).toHaveLength(1);
    expect(verifyChain(ledgerCrypto, ws.store.read.records()).fault).toBeNull();
    applied(ws.execute('v0', { type: 'addText', text: 'geht wieder' } as Command));
    ws.store.close();
  });
});

describe('a damaged page deep inside', () => {
  test('is named when it is read, and by the full check', async () => {
    const ws = makeWorkspace({ dir });
    for (let i = 0; i < 300; i++)
      applied(ws.execute(`v${i}`, { type: 'createNotiz', titel: `T ${i}` } as Command));
    ws.store.blobs.put(Buffer.from('x'.repeat(3_000_000)), { mime: 'x', name: 'x' });
    ws.store.close();
    const path = join(dir, 'mappe.db');
    const content = readFileSync(path);
    // Somewhere behind the roots of the tables lies a page of data.
    for (let page = 60; page * 4096 < content.length; page += 10) {
      const copy = Buffer.from(content);
      copy[page * 4096 + 1000]! ^= 1;
      writeFileSync(path, copy);
      const opened = openStore({ dir, databaseKey: TEST_KEY, kinds: ws.kinds, crypto: ledgerCrypto });
      if (!opened.ok) {
        expect(opened.error.code).toMatch(/^store\.beschaedigt$/);
        continue;
      }
      expect(await checkStore(opened.value, ledgerCrypto)).toEqual([{ datei: 'mappe.db', stelle: 'Seiten' }]);
      try {
        for (let i = 0; i < 300; i++) opened.value.transaction(() => opened.value.read.stand(`v${i}`));
      } catch (error) {
        expect((error as StoreFault).rejection).toEqual({
          code: 'store.beschaedigt',
          params: { datei: 'mappe.db' },
        });
      }
      opened.value.close();
      expect(readFileSync(path).equals(copy)).toBe(true);
    }
  });

  test('in a document is named when it is read', () => {
    const ws = makeWorkspace({ dir });
    const sha = ws.store.blobs.put(Buffer.from('x'.repeat(3_000_000)), { mime: 'x', name: 'x' });
    ws.store.close();
    const path = join(dir, 'blobs.db');
    const content = readFileSync(path);
    content[2_000_000]! ^= 1;
    writeFileSync(path, content);
    const again = makeWorkspace({ dir });
    expect(() => again.store.blobs.read(sha)).toThrow(StoreFault);
    again.store.close();
  });
});

describe('migrations', () => {
  const migrations = fileURLToPath(new URL('../../../migrations/workspace/', import.meta.url));
  const known = readdirSync(join(migrations, 'mappe')).length;
  const next = `${String(known + 1).padStart(4, '0')}_weiter`;
  function withFurther(sql: string): string {
    const copy = join(dir, 'migrations');
    execFileSync('cp', ['-r', migrations, copy]);
    writeFileSync(join(copy, 'mappe', `${next}.sql`), sql);
    return copy;
  }
  const home = () => {
    const path = join(dir, 'mappe');
    mkdirSync(path, { recursive: true });
    return path;
  };

  test('leave a verified copy of the state before, without documents', () => {
    const ws = makeWorkspace({ dir: home() });
    applied(ws.execute('v1', { type: 'createNotiz', titel: 'Radlader' } as Command));
    ws.store.close();
    const migrated = makeWorkspace({
      dir: home(),
      migrationsDir: withFurther('ALTER TABLE zeile ADD COLUMN neu TEXT;'),
    });
    expect(migrated.store.read.row('v1')?.projection.titel).toBe('Radlader');
    expect(migrated.store.files.data.pragma('user_version', { simple: true })).toBe(known + 1);
    migrated.store.close();
    expect(readdirSync(join(home(), 'kopien'))).toEqual([`mappe-vor-${next}.db`]);
    // the copy opens with the key and is the old state
    rmSync(join(home(), 'mappe.db'));
    writeFileSync(join(home(), 'mappe.db'), readFileSync(join(home(), 'kopien', `mappe-vor-${next}.db`)));
    const old = makeWorkspace({ dir: home() });
    expect(old.store.read.row('v1')?.projection.titel).toBe('Radlader');
    old.store.close();
  });

  test('change nothing when the copy cannot be made', () => {
    const ws = makeWorkspace({ dir: home() });
    ws.store.close();
    writeFileSync(join(home(), 'kopien'), 'im Weg');
    const opened = openStore({
      dir: home(),
      databaseKey: TEST_KEY,
      kinds: ws.kinds,
      crypto: ledgerCrypto,
      migrationsDir: withFurther('ALTER TABLE zeile ADD COLUMN neu TEXT;'),
    });
    expect(opened).toMatchObject({ ok: false, error: { code: 'store.umbau-gescheitert' } });
    const again = makeWorkspace({ dir: home() });
    expect(again.store.files.data.pragma('user_version', { simple: true })).toBe(known);
    again.store.close();
  });

  test('run whole or not at all', () => {
    const ws = makeWorkspace({ dir: home() });
    ws.store.close();
    const migrationsDir = withFurther('ALTER TABLE zeile ADD COLUMN neu TEXT; SELECT * FROM gibt_es_nicht;');
    expect(() => makeWorkspace({ dir: home(), migrationsDir })).toThrow('gibt_es_nicht');
    const again = makeWorkspace({ dir: home() });
    const columns = again.store.files.data.pragma('table_info(zeile)') as { name: string }[];
    expect(columns.map((c) => c.name)).not.toContain('neu');
    again.store.close();
    expect(existsSync(join(home(), 'kopien'))).toBe(true);
  });
});
