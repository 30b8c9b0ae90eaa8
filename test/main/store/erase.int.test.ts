import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { erasureRecord, openRecord, verifyChain, type LedgerRecord } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { notiz } from '../../support/toy.ts';
import { applied, envelopeFor, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

/** Every spelling in which the planted names could lie somewhere, the search index included. */
const NAMES = [
  'Quittenbaum',
  'quittenbaum',
  'Jörgensträßer',
  'jorgenstra',
  'joergenstraesser',
  'Ottilie',
  'ottilie',
];

let ws: TestWorkspace;
afterEach(() => ws.remove());

const run = (vorgang: string, command: object) => applied(ws.execute(vorgang, command as Command));

/** One Vorgang about a person among many others, so that its pages are shared, split and merged. */
function plant(others: number): string {
  for (let i = 0; i < others; i++) {
    run(`v${i}`, { type: 'createNotiz', titel: `Vorgang ${i}` });
    if (i === Math.floor(others / 2)) plantPerson();
    run(`v${i}`, { type: 'addText', text: `Text ${'lang '.repeat(i % 40)}` });
    if (i > others / 2 && i % 7 === 0)
      run('person', { type: 'addText', text: `Rückruf Ottilie Quittenbaum ${'x'.repeat(i * 10)}` });
  }
  return ws.store.blobs.put(Buffer.from('Sterbeurkunde Ottilie Quittenbaum '.repeat(5000)), {
    mime: 'application/pdf',
    name: 'Quittenbaum.pdf',
  });
}

function plantPerson(): void {
  run('person', { type: 'createNotiz', titel: 'Ottilie Quittenbaum', fuer: 'brand' });
  run('person', { type: 'addText', text: 'Herr Jörgensträßer ruft zurück' });
  run('person', { type: 'rename', titel: 'Ottilie Quittenbaum, geb. Jörgensträßer' });
  run('person', {
    type: 'book',
    belegt: [{ ressource: 'halle', von: '2026-11-23T09:00:00.000Z', bis: '2026-11-23T10:00:00.000Z' }],
  });
  ws.store.setSetting('entwurf:person', { text: 'Quittenbaum' });
  // a refusal that names her, and a command of hers still waiting
  ws.execute('person', { type: 'createNotiz', titel: 'Ottilie Quittenbaum' } as Command);
  ws.store.transaction(() =>
    ws.store.outbox.enqueue(
      envelopeFor(ws.store, 'person', { type: 'addText', text: 'Quittenbaum' } as Command, {
        clientId: 'x',
        seq: 1,
      }),
    ),
  );
  const stand = ws.store.read.stand('person')!;
  const state = { ...(stand.state as object), titel: 'Ottilie Quittenbaum vorläufig' };
  ws.store.transaction(() =>
    ws.store.outbox.setCurrent([
      { stand: { ...stand, state }, projection: notiz.project(state as never, 'person') },
    ]),
  );
  // an update of a kind of its own would make a copy; here one lies about from earlier
  mkdirSync(join(ws.dir, 'kopien'), { recursive: true });
  writeFileSync(join(ws.dir, 'kopien', 'mappe-vor-0002.db'), 'Ottilie Quittenbaum');
  mkdirSync(join(ws.dir, 'alt', '2026'), { recursive: true });
  writeFileSync(join(ws.dir, 'alt', '2026', 'mappe.db'), 'Ottilie Quittenbaum');
}

function erase(documents: readonly string[]): LedgerRecord {
  const stand = ws.store.read.confirmed('person')!;
  const record = erasureRecord(ledgerCrypto, 'siegen', ws.store.read.head(), stand, {
    zeit: '2026-11-22T12:00:00.000Z',
    akteur: 'kaya',
    commandId: 'loeschung-1',
  });
  ws.store.erase(record, documents);
  return record;
}

function filesOf(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
}
const filesNaming = (dir: string) =>
  filesOf(dir).filter((path) => {
    const content = readFileSync(path);
    return NAMES.some((name) => content.includes(Buffer.from(name)));
  });

describe('erasing a person', () => {
  test('leaves the names in no byte of any file, and the chain whole', () => {
    // without encryption, so that every page can be looked at as it lies on the disk
    ws = makeWorkspace({ databaseKey: null });
    const sha = plant(120);
    run('person', { type: 'attach', sha256: sha });
    expect(filesNaming(ws.dir).length).toBeGreaterThan(0);

    erase([sha]);
    expect(filesNaming(ws.dir)).toEqual([]);
    ws.store.close();
    expect(filesNaming(ws.dir)).toEqual([]);

    ws = ws.reopen();
    const { read } = ws.store;
    expect(verifyChain(ledgerCrypto, read.records()).fault).toBeNull();
    expect(read.stand('person')).toBeNull();
    expect(read.row('person')).toBeNull();
    expect(read.search('quittenbaum', 5)).toEqual([]);
    expect(read.search('Vorgang', 500)).toHaveLength(120);
    expect(read.tasksFor({ personen: ['brand'], rollen: [] })).toEqual([]);
    expect(read.belegung(['halle'], '2026-11-23T00', '2026-11-24T00')).toEqual([]);
    expect(ws.store.blobs.read(sha)).toBeNull();
    const { key, records } = read.history('person');
    expect(key).toBeNull();
    expect(records.every((r) => r.payload.length === 0)).toBe(true);
    expect(records.at(-1)?.type).toBe('VorgangGeloescht');
  });

  test('in the encrypted workspace no table knows the names either', () => {
    ws = makeWorkspace();
    const sha = plant(20);
    run('person', { type: 'attach', sha256: sha });
    erase([sha]);
    for (const db of Object.values(ws.store.files)) {
      const tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .pluck()
        .all() as string[];
      for (const table of tables) {
        const dump = db
          .prepare(`SELECT * FROM "${table}"`)
          .raw()
          .all()
          .flat()
          .map((v: unknown) => (Buffer.isBuffer(v) ? v.toString('latin1') : String(v)))
          .join('\n');
        for (const name of NAMES) expect(dump).not.toContain(name);
      }
    }
  });

  test('a key kept elsewhere finds nothing to open', () => {
    ws = makeWorkspace();
    plantPerson();
    const { key } = ws.store.read.history('person');
    erase([]);
    const { records } = ws.store.read.history('person');
    expect(records.map((r) => openRecord(ledgerCrypto, key!, r))).toEqual(records.map(() => null));
  });

  test('a document that another Vorgang refers to stays', () => {
    ws = makeWorkspace();
    plantPerson();
    run('v1', { type: 'createNotiz', titel: 'Anderer' });
    const sha = ws.store.blobs.put(Buffer.from('gemeinsam'), { mime: 'text/plain', name: 'g' });
    run('person', { type: 'attach', sha256: sha });
    run('v1', { type: 'attach', sha256: sha });
    erase([sha]);
    expect(Buffer.from(ws.store.blobs.read(sha)!).toString()).toBe('gemeinsam');
    expect(ws.store.read.referringTo(sha)).toEqual(['v1']);
  });

  test('an erased document may come back with a new Vorgang', () => {
    ws = makeWorkspace();
    plantPerson();
    const bytes = Buffer.from('Vordruck');
    const sha = ws.store.blobs.put(bytes, { mime: 'text/plain', name: 'v' });
    run('person', { type: 'attach', sha256: sha });
    erase([sha]);
    expect(ws.store.blobs.has(sha)).toBe(false);
    expect(ws.store.blobs.put(bytes, { mime: 'text/plain', name: 'v' })).toBe(sha);
    expect(Buffer.from(ws.store.blobs.read(sha)!).equals(bytes)).toBe(true);
  });

  test('cut off after the first half, it is completed at the next start', () => {
    ws = makeWorkspace({ databaseKey: null });
    const sha = plant(10);
    run('person', { type: 'attach', sha256: sha });
    const stand = ws.store.read.confirmed('person')!;
    const act = { zeit: '2026-11-22T12:00:00.000Z', akteur: 'kaya', commandId: 'l' };
    // what the transaction of `erase` leaves when the process ends right after its commit
    const { data } = ws.store.files;
    ws.store.erase(erasureRecord(ledgerCrypto, 'siegen', ws.store.read.head(), stand, act), [sha]);
    const kept = ws.store.blobs.put(Buffer.from('Ottilie'), { mime: 'x', name: 'Ottilie' });
    data
      .prepare('INSERT INTO loeschung (vorgang, dokumente) VALUES (?, ?)')
      .run('v1', JSON.stringify([kept]));
    ws = ws.reopen();
    expect(ws.store.blobs.has(kept)).toBe(false);
    expect(ws.store.read.history('v1').key).toBeNull();
    expect(ws.store.files.data.prepare('SELECT count(*) FROM loeschung').pluck().get()).toBe(0);
  });

  test('a repeated push of an erased Vorgang is answered, not applied again', () => {
    ws = makeWorkspace();
    plantPerson();
    erase([]);
    expect(ws.execute('person', { type: 'createNotiz', titel: 'Ottilie' } as Command)).toMatchObject({
      result: { outcome: 'rejected', rejection: { code: 'ledger.vorgang-geloescht' } },
    });
  });
});
