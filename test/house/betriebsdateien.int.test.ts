import { afterAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { createMetrics } from '../../src/central/http/metrics.ts';
import { MAX_DOCUMENT_BYTES } from '../../src/contract/limits.ts';

/** What docs/betrieb.md hands to the operator as a file: it fits the program, and does what it says. */
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'resources/betrieb');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-ablage-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('every file is named in docs/betrieb.md', () => {
  const doc = readFileSync(join(root, 'docs/betrieb.md'), 'utf8');
  for (const name of readdirSync(folder)) expect([name, doc.includes(name)]).toEqual([name, true]);
});

test('the proxy lets the largest document pass, and keeps the figures to the house', () => {
  const [, megabytes] = /client_max_body_size (\d+)m;/.exec(read('nginx.conf')) ?? [];
  expect(Number(megabytes) * 1024 * 1024).toBeGreaterThanOrEqual(MAX_DOCUMENT_BYTES);
  expect(read('nginx.conf')).toMatch(/location = \/metrics \{ deny all; \}/);
});

test('alarms ask for figures that there are', async () => {
  const database = await openCentralDatabase(':memory:');
  const { registry } = createMetrics({ database, version: 'test' });
  const known = new Set(registry.getMetricsAsArray().map((m) => m.name));
  const asked = read('prometheus-regeln.yml').match(/amtsmappe_[a-z_]+/g) ?? [];
  expect(asked.length).toBeGreaterThan(5);
  for (const name of asked) expect([name, known.has(name.replace(/_count$/, ''))]).toEqual([name, true]);
  await database.close();
});

test('backups go elsewhere encrypted and come back whole; what was erased goes there too, a wiped folder costs nothing', () => {
  const [von, fern, zurueck] = ['sicherung', 'fern', 'zurueck'].map((n) => join(dir, n)) as [
    string,
    string,
    string,
  ];
  const put = (name: string, text: string) => {
    mkdirSync(join(von, name, '..'), { recursive: true });
    writeFileSync(join(von, name), text);
  };
  put('2026-11-22T08-00-00Z.json', '{}');
  put('datenbank/2026-11-22T08-00-00Z.db', 'Klartext Datenbank');
  put('schluessel/2026-11-22T08-00-00Z.db', 'Klartext Schlüssel');
  put('dokumente/bad laasphe/aa/eins', 'Klartext eins');
  put('dokumente/bad laasphe/bb/zwei', 'Klartext zwei');
  put('datenbank/halb.neu', 'Klartext halb');
  const secret = join(dir, 'geheim');
  writeFileSync(secret, 'nur im Test');
  const openssl = (...more: string[]) =>
    `openssl enc -aes-256-cbc -pbkdf2 -iter 1000 -pass file:${secret} ${more.join(' ')}`;
  const run = (...args: string[]) =>
    spawnSync(join(folder, 'sicherung-ablegen.sh'), args, { encoding: 'utf8' });
  const files = (at: string) =>
    (readdirSync(at, { recursive: true }) as string[]).filter((f) => statSync(join(at, f)).isFile()).sort();

  expect(run('ablegen', von, fern, openssl())).toMatchObject({ status: 0, stderr: '' });
  expect(files(fern)).toHaveLength(5);
  for (const file of files(fern)) expect(readFileSync(join(fern, file), 'latin1')).not.toContain('Klartext');
  const before = statSync(join(fern, '2026-11-22T08-00-00Z.json.verschluesselt')).mtimeMs;
  rmSync(join(von, 'dokumente/bad laasphe/bb/zwei'));
  rmSync(join(von, 'schluessel'), { recursive: true });
  expect(run('ablegen', von, fern, openssl()).status).toBe(0);
  expect(existsSync(join(fern, 'dokumente/bad laasphe/bb/zwei.verschluesselt'))).toBe(false);
  expect(statSync(join(fern, '2026-11-22T08-00-00Z.json.verschluesselt')).mtimeMs).toBe(before);

  expect(run('holen', fern, zurueck, openssl('-d'))).toMatchObject({ status: 0, stderr: '' });
  expect(files(zurueck)).toEqual([
    '2026-11-22T08-00-00Z.json',
    'datenbank/2026-11-22T08-00-00Z.db',
    'dokumente/bad laasphe/aa/eins',
    'schluessel/2026-11-22T08-00-00Z.db',
  ]);
  expect(readFileSync(join(zurueck, 'datenbank/2026-11-22T08-00-00Z.db'), 'utf8')).toBe('Klartext Datenbank');

  const failed = run('ablegen', von, join(dir, 'kaputt'), 'false');
  expect(failed).toMatchObject({ status: 74, stderr: expect.stringContaining('ließ sich nicht umwandeln') });
  expect(files(join(dir, 'kaputt'))).toEqual([]);
  rmSync(von, { recursive: true });
  mkdirSync(von);
  expect(run('ablegen', von, fern, openssl()).status).toBe(66);
  expect(files(fern)).toHaveLength(4);
});
