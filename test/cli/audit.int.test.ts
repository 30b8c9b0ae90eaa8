import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey } from 'node:crypto';
import Database from 'better-sqlite3-multiple-ciphers';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { stampDaily } from '../../src/central/evidence/time-stamp.ts';
import { EMPTY_HEAD, erasureRecord, formatNote, parseNote } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { openApp } from '../../src/main/workspace.ts';
import { httpTimestamps } from '../../src/signature/index.ts';
import { callerOf, commandOf, openTestCentre } from '../support/central.ts';
import { evidenceContext, TENANT } from '../support/evidence.ts';
import { command } from '../support/command-line.ts';
import { startTestPki, type TestPki } from '../support/pki.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-audit-'));
const whole = join(base, 'central.db');
const keyFile = join(base, 'schluessel.txt');
let ctx: ReturnType<typeof evidenceContext>;
let pki: TestPki;
let postgres: TestPostgres;

const audit = (args: readonly string[], env: Record<string, string> = {}) => command(['audit', ...args], env);
const findings = (out: string): readonly string[] =>
  (JSON.parse(out) as { verlaeufe: { befunde: { art: string; stelle: string }[] }[] }).verlaeufe.flatMap(
    (v) => v.befunde.map((b) => `${b.art}: ${b.stelle}`),
  );

/** A city with some notes, one of them erased, checkpoints and a time stamp. */
async function fill(url: string) {
  const centre = await openTestCentre(url);
  const { database } = centre;
  await database.db.insertInto('tenant').values({ tenant: TENANT, name: 'Siegen' }).execute();
  const mine = evidenceContext(database);
  const c = callerOf('p1');
  for (let i = 0; i < 6; i += 1) {
    await centre.push(c, commandOf(2 * i + 1, `v${i}`, { type: 'createNotiz', titel: `Notiz ${i}` }));
    const text = { type: 'addText', text: 'Herr Mustermann' };
    await centre.push(c, commandOf(2 * i + 2, `v${i}`, text, { baseRevision: 1 }));
    if (i === 3) await makeCheckpoint(mine, TENANT);
  }
  const last = await database.db
    .selectFrom('record')
    .selectAll()
    .orderBy('feed', 'desc')
    .executeTakeFirstOrThrow();
  const act = { zeit: '2026-11-22T09:00:00.000Z', akteur: 'p1', commandId: 'loeschung' };
  const stand = { vorgang: 'v1', art: 'notiz', revision: 2 };
  const head = { ...EMPTY_HEAD, feed: last.feed, hash: last.hash };
  const { commandId, ...erased } = erasureRecord(ledgerCrypto, TENANT, head, stand, act);
  const empty = Buffer.alloc(0);
  await database.db
    .insertInto('record')
    .values({ ...erased, command_id: commandId, payload: empty })
    .execute();
  await database.db.updateTable('record').set({ payload: empty }).where('vorgang', '=', 'v1').execute();
  await database.db.deleteFrom('vorgang_key').where('vorgang', '=', 'v1').execute();
  await database.db.deleteFrom('stand').where('vorgang', '=', 'v1').execute();
  await makeCheckpoint(mine, TENANT);
  await stampDaily(database, httpTimestamps(pki.tsaUrl), TENANT);
  await database.close();
  return mine;
}

beforeAll(async () => {
  pki = await startTestPki();
  postgres = await startPostgres();
  ctx = await fill(whole);
  writeFileSync(keyFile, Buffer.from(ctx.signer.publicKey).toString('base64'));
});
afterAll(async () => {
  await pki.close();
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

let copies = 0;
/** A copy in which somebody has been at work. */
function changed(work: (db: Database.Database) => void): string {
  const file = join(base, `kopie-${(copies += 1)}.db`);
  copyFileSync(whole, file);
  const db = new Database(file);
  work(db);
  db.close();
  return file;
}

test('a whole database: nothing found, erased cases are fine, and it is said what speaks for it', async () => {
  const { status, out } = await audit(['verify', whole, '--key', keyFile]);
  expect(out).toContain('Ergebnis:      unversehrt');
  expect(out).toContain('Gelöscht:      1 Vorgänge');
  expect(out).toContain('Prüfpunkte:    2, der letzte bei 13');
  expect(out).toContain('Zeitstempel:   zuletzt');
  expect(out).not.toContain('Hinweis');
  expect(status).toBe(0);
  expect((await audit(['verify', whole, '--json'])).out).toContain('"ganz": true');
});

test('a key is said in one form, and taken in each: itself or in a file, base64, hex or PEM', async () => {
  const key = Buffer.from(ctx.signer.publicKey);
  const shown = key.toString('base64');
  const pem = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  }).export({ type: 'spki', format: 'pem' });
  const pemFile = join(base, 'schluessel.pem');
  writeFileSync(pemFile, pem);
  for (const given of [shown, key.toString('hex'), pemFile, keyFile]) {
    const { status, out } = await audit(['verify', whole, '--key', given]);
    expect(out).toContain(`Schlüssel:     ${shown}`);
    expect(out).not.toContain('Der Schlüssel stammt aus dem Geprüften selbst');
    expect(status).toBe(0);
  }
  for (const given of [shown.slice(4), join(base, 'gibt-es-nicht'), whole]) {
    const { status, err } = await audit(['verify', whole, '--key', given]);
    expect(err).toContain('ist weder ein Schlüssel');
    expect(status).toBe(64);
  }
});

describe('what is found in a database', () => {
  const run = (db: Database.Database, text: string) => void db.exec(text);
  test.each<[string, (db: Database.Database) => void, string]>([
    [
      'a flipped byte of a payload',
      (db) => {
        const row = db.prepare('SELECT payload FROM record WHERE feed = 5').get() as { payload: Buffer };
        row.payload[20] = row.payload[20]! ^ 1;
        db.prepare('UPDATE record SET payload = ? WHERE feed = 5').run(row.payload);
      },
      'nutzdaten: Eintrag 5',
    ],
    [
      'a changed author',
      (db) => run(db, "UPDATE record SET akteur = 'p2' WHERE feed = 6"),
      'inhalt: Eintrag 6',
    ],
    ['a removed record', (db) => run(db, 'DELETE FROM record WHERE feed = 6'), 'fehlt: Eintrag 7'],
    [
      "two records in each other's place",
      (db) =>
        run(
          db,
          'UPDATE record SET feed = 99 WHERE feed = 5; UPDATE record SET feed = 5 WHERE feed = 6; UPDATE record SET feed = 6 WHERE feed = 99',
        ),
      'reihenfolge: Eintrag 5',
    ],
    ['a cut tail', (db) => run(db, 'DELETE FROM record WHERE feed > 9'), 'abgeschnitten: nach Eintrag 9'],
    [
      'a cut tail and the checkpoints over it',
      (db) => run(db, 'DELETE FROM record WHERE feed > 9; DELETE FROM pruefpunkt WHERE groesse > 9'),
      'abgeschnitten: nach Eintrag 9',
    ],
    [
      'a checkpoint with another root',
      (db) => {
        const { note } = db.prepare('SELECT note FROM pruefpunkt ORDER BY groesse DESC').get() as {
          note: string;
        };
        const lines = note.split('\n');
        lines[2] = Buffer.alloc(32, 7).toString('base64');
        db.prepare('UPDATE pruefpunkt SET note = ? WHERE note = ?').run(lines.join('\n'), note);
      },
      'pruefpunkt: Prüfpunkt 13',
    ],
    [
      'a payload taken out without a record of it',
      (db) => run(db, "UPDATE record SET payload = x'' WHERE vorgang = 'v2'"),
      'nutzdaten: Eintrag 5',
    ],
    [
      'a time stamp that belongs to another checkpoint',
      (db) =>
        run(
          db,
          'UPDATE pruefpunkt SET zeitstempel = (SELECT zeitstempel FROM pruefpunkt WHERE zeitstempel IS NOT NULL) WHERE zeitstempel IS NULL',
        ),
      'zeitstempel: Prüfpunkt 8',
    ],
  ])('%s', async (_name, work, expected) => {
    const { status, out } = await audit(['verify', changed(work), '--json', '--key', keyFile]);
    expect(findings(out)).toContain(expected);
    expect(status).toBe(1);
  });

  test('a history forged whole, with a key of its own: only who knows the key notices, or who kept a checkpoint', async () => {
    const forged = join(base, 'gefaelscht.db');
    const mine = await fill(forged);
    expect((await audit(['verify', forged])).status).toBe(0);
    expect((await audit(['verify', forged])).out).toContain('Der Schlüssel stammt aus dem Geprüften selbst');
    const { status, out } = await audit(['verify', forged, '--key', keyFile, '--json']);
    expect(status).toBe(1);
    expect(findings(out)).toContain('pruefpunkt: Prüfpunkt 13');
    const db = new Database(whole, { readonly: true });
    const { note } = db.prepare('SELECT note FROM pruefpunkt ORDER BY groesse').get() as { note: string };
    db.close();
    // Somebody with the right key has signed the forged history as well; the kept checkpoint does not fit.
    const text = parseNote(note)!.text;
    const kept = join(base, 'aufgehoben.txt');
    writeFileSync(kept, formatNote({ text, signatures: [mine.signer.signature(text)] }));
    expect((await audit(['verify', forged, '--checkpoint', kept])).status).toBe(1);
    writeFileSync(kept, note);
    expect((await audit(['verify', whole, '--checkpoint', kept])).status).toBe(0);
  });

  test('damaged pages: said, and nothing is touched', async () => {
    const file = changed(() => undefined);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 12, 4096 * 13);
    writeFileSync(file, bytes);
    const { status } = await audit(['verify', file]);
    expect([1, 3]).toContain(status);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

test('PostgreSQL: the same, from DATABASE_URL', async () => {
  const url = postgres.newDatabase();
  await fill(url);
  const env = { DATABASE_URL: url };
  expect((await audit(['verify', '--database'], env)).out).toContain('unversehrt');
  expect((await audit(['verify', '--database'], {})).status).toBe(64);
});

describe('an export', () => {
  const file = join(base, 'pruefausgabe.ndjson');
  const edit = (work: (lines: string[]) => string[]): string => {
    const changedFile = join(base, `ausgabe-${(copies += 1)}.ndjson`);
    writeFileSync(changedFile, `${work(readFileSync(file, 'utf8').trimEnd().split('\n')).join('\n')}\n`);
    return changedFile;
  };
  const recordAt = (lines: readonly string[], feed: number) =>
    lines.findIndex((l) => l.includes(`"feed":${feed},`));
  beforeAll(async () => {
    expect((await audit(['export', whole, '--tenant', TENANT, '--out', file])).status).toBe(0);
  });

  test('is read without keys, holds no content, and is whole', async () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/Mustermann|payload/);
    const { status, out } = await audit(['verify', file, '--key', keyFile]);
    expect(out).toContain('Ergebnis:      unversehrt');
    expect(status).toBe(0);
  });

  test.each<[string, (lines: string[]) => string[], string]>([
    [
      'a flipped byte',
      (l) => l.map((t) => t.replace('"feed":6,"vorgang":"v2"', '"feed":6,"vorgang":"v3"')),
      'inhalt: Eintrag 6',
    ],
    ['a removed record', (l) => l.toSpliced(recordAt(l, 6), 1), 'fehlt: Eintrag 7'],
    [
      'records in another order',
      (l) => {
        const i = recordAt(l, 6);
        return [...l.slice(0, i), l[i + 1]!, l[i]!, ...l.slice(i + 2)];
      },
      'reihenfolge: Eintrag 6',
    ],
    ['a cut tail', (l) => l.slice(0, recordAt(l, 10)), 'abgeschnitten: nach Eintrag 9'],
    [
      'a checkpoint of another key',
      (l) => l.filter((t) => !t.includes('"schluessel"')),
      'pruefpunkt: Prüfpunkt 13',
    ],
  ])('%s is found', async (_name, work, expected) => {
    const { status, out } = await audit(['verify', edit(work), '--json']);
    expect(findings(out)).toContain(expected);
    expect(status).toBe(1);
  });

  test('what is no export is not read', async () => {
    const none = join(base, 'keine.txt');
    writeFileSync(none, 'hallo\n');
    expect((await audit(['verify', none])).status).toBe(3);
    expect((await audit(['verify', join(base, 'gibt-es-nicht')])).status).toBe(64);
    expect((await audit([])).status).toBe(64);
    expect((await audit(['verify', edit((l) => [...l.slice(1), l[0]!])])).status).toBe(3);
  });
});

test('a workspace: with its passphrase from the environment or standard input, or with the recovery key', async () => {
  const dir = join(base, 'mappe');
  const app = openApp({ dir, scryptCost: { N: 16, r: 8, p: 1 }, log: () => undefined });
  const person = { vorname: 'Erika', nachname: 'Beispiel', funktion: 'Systemverwaltung' };
  const setup = { passphrase: 'ein langes Kennwort', demo: false, stadt: 'Musterhafen', person };
  const made = (await app.handlers['setup.create'](setup)) as { ok: boolean; value: { recoveryKey: string } };
  expect(made.ok).toBe(true);
  app.close();
  const right = { AMTSMAPPE_PASSPHRASE: 'ein langes Kennwort' };
  const { status, out } = await audit(['verify', dir], right);
  expect(out).toContain('unversehrt');
  expect(status).toBe(0);
  expect((await audit(['verify', dir], { STDIN: 'ein langes Kennwort\n' })).status).toBe(0);
  const recovery = { SCHLUESSEL: made.value.recoveryKey };
  expect((await audit(['verify', dir, '--recovery-env', 'SCHLUESSEL'], recovery)).status).toBe(0);
  const wrong = await audit(['verify', dir], { AMTSMAPPE_PASSPHRASE: 'falsch' });
  expect(wrong.status).toBe(3);
  expect(wrong.err).toContain('store.kennwort-falsch');
  const bytes = readFileSync(join(dir, 'mappe.db'));
  bytes[bytes.length - 2000] = bytes[bytes.length - 2000]! ^ 0xff;
  writeFileSync(join(dir, 'mappe.db'), bytes);
  expect([1, 3]).toContain((await audit(['verify', dir], right)).status);
});
