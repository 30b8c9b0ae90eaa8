import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { eraseVorgang } from '../../src/central/engine/erase.ts';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { pullFeed } from '../../src/main/sync/pull.ts';
import { pushOutbox } from '../../src/main/sync/push.ts';
import type { SyncDeps } from '../../src/main/sync/ports.ts';
import { geheimNotiz } from '../support/central.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { everyRow, filesWith } from '../support/raw.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { makeWorkspace } from '../support/workspace.ts';

/* Erased at the centre means: key, text, documents and answers are gone from every file, at every place. */

const admin = byName('Brandt').id;
const kaya = byName('Kaya').id;
const NAMES = ['Quittenbaum', 'Joergenstraesser'];
const faellig: Kind = {
  ...geheimNotiz,
  retention: (s: { geschlossen: boolean }) => (s.geschlossen ? { bis: '2026-01-01', grund: 'Test' } : null),
  erasedWith: (s: { titel: string }) => (s.titel === 'Akte' ? ['anlage'] : []),
};

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

describe.each(['sqlite', 'postgres'] as const)('%s', (dialect) => {
  let service: TestService;
  const laptops: ReturnType<typeof makeWorkspace>[] = [];
  beforeAll(async () => {
    service = await startTestService({
      kinds: [faellig],
      ...(dialect === 'postgres' ? { url: postgres.newDatabase() } : {}),
    });
  }, 120_000);
  afterAll(async () => {
    for (const l of laptops) l.remove();
    await service.remove();
  });

  const command = (seq: number, wish: object, vorgang = 'fall') => ({
    seq,
    id: `${vorgang}-${seq}`,
    art: 'notiz',
    vorgang,
    command: wish as { type: string },
    v: 1,
    baseRevision: seq > 1 ? 99 : 0,
    hangsOn: null,
    clientTime: new Date().toISOString(),
  });

  /** A laptop without encryption, so that its files can be searched. */
  async function laptopOf(person: string) {
    const line = await service.lineOf(person);
    const workspace = makeWorkspace({ kinds: [faellig], databaseKey: null });
    laptops.push(workspace);
    const deps: SyncDeps = {
      store: workspace.store,
      transport: line.transport,
      kinds: workspace.kinds,
      crypto: ledgerCrypto,
      tenant: 'musterhafen',
      clientId: line.clientId,
      rebase: () => ({ current: new Map(), traces: new Map(), doubtful: [] }),
      now: () => new Date().toISOString(),
      changed: () => undefined,
      progress: () => undefined,
      conflict: () => undefined,
    };
    return { ...workspace, line, deps, pull: () => pullFeed(deps) };
  }

  test('a Vorgang is erased at the centre and on every device, also on one that was away; the chain is whole', async () => {
    const author = await laptopOf(kaya);
    const away = await laptopOf(kaya);
    const scan = Buffer.concat([
      Buffer.from('\x89PNG\r\n', 'latin1'),
      randomBytes(500),
      Buffer.from(NAMES[0]!),
    ]);
    const sha256 = createHash('sha256').update(scan).digest('hex');
    await author.line.transport.uploadBlob(sha256, scan, null);
    // Through the outbox, so that what was sent is kept as it is in daily work.
    const waiting = [
      command(1, { type: 'createNotiz', titel: `Fall ${NAMES[0]}`, fuer: kaya }),
      command(2, { type: 'addText', text: `Herr ${NAMES[1]} hat angerufen` }),
      command(3, { type: 'attach', sha256 }),
      command(4, { type: 'close' }),
      command(5, { type: 'addText', text: `zu spaet: ${NAMES[0]}` }),
    ];
    author.store.transaction(() => {
      for (const c of waiting)
        author.store.outbox.enqueue({
          ...c,
          tenant: 'musterhafen',
          clientId: author.line.clientId,
          author: kaya,
        });
    });
    await pushOutbox(author.deps);
    await author.pull();
    await away.pull();
    author.store.blobs.put(scan, { mime: 'image/png', name: `${NAMES[0]}.png` });
    await author.store.completeIndex();
    expect(author.store.read.search('quittenbaum', 5)).toHaveLength(1);
    expect(author.store.outbox.sent(author.line.clientId, 1).length).toBe(5);

    const erase = (person: string, id: string) =>
      service.lineOf(person).then((l) => l.transport.erase(id, 'Aufbewahrung abgelaufen'));
    expect(await erase(kaya, 'fall')).toMatchObject({
      value: { ok: false, error: { code: 'organisation.keine-berechtigung' } },
    });
    expect(await erase(admin, 'gibt-es-nicht')).toMatchObject({
      value: { ok: false, error: { code: 'ledger.vorgang-unbekannt' } },
    });
    expect(await erase(admin, 'fall')).toMatchObject({ line: 'ok', value: { ok: true } });
    expect(await erase(admin, 'fall')).toMatchObject({
      value: { ok: false, error: { code: 'ledger.vorgang-geloescht' } },
    });

    // The centre: nothing in any file, nor in any row.
    const records = await service.database.db.selectFrom('record').selectAll().orderBy('feed').execute();
    const chain = verifyChain(
      ledgerCrypto,
      records.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerHeader),
    );
    expect(chain.fault).toBeNull();
    expect(records.at(-1)).toMatchObject({ vorgang: 'fall', type: 'VorgangGeloescht' });
    if (dialect === 'sqlite') expect(filesWith([service.dir], NAMES)).toEqual([]);
    else expect(await everyRow(service.database.db)).not.toMatch(new RegExp(NAMES.join('|')));
    expect(filesWith([join(service.dir, 'dokumente')], NAMES)).toEqual([]);
    expect(readdirSync(join(service.dir, 'dokumente'), { recursive: true }).join()).not.toContain(sha256);

    // The laptops, each at its next contact.
    for (const laptop of [author, away]) {
      await laptop.pull();
      expect(laptop.store.read.row('fall')).toBeNull();
      expect(laptop.store.read.history('fall')).toMatchObject({
        key: null,
        records: [{ type: 'VorgangGeloescht' }],
      });
      expect(filesWith([laptop.dir], NAMES)).toEqual([]);
    }
    // Whoever comes with more on it is told.
    const late = await author.line.transport.push({
      protocol: 1,
      clientId: author.line.clientId,
      commands: [command(6, { type: 'createNotiz', titel: 'Wieder da' })],
    });
    expect(late).toMatchObject({
      value: {
        answers: [{ result: { outcome: 'rejected', rejection: { code: 'ledger.vorgang-geloescht' } } }],
      },
    });
  });

  test('before its retention is over nothing happens; a crash before the files are clean is made good', async () => {
    const line = await service.lineOf(kaya);
    const sha256 = createHash('sha256').update('x').digest('hex');
    await line.transport.push({
      protocol: 1,
      clientId: line.clientId,
      commands: [command(1, { type: 'createNotiz', titel: 'Offen' }, 'offen')],
    });
    const caller = { tenant: 'musterhafen', person: admin, device: 'd', clientId: `d:${admin}` };
    const blobs = openBlobFiles(join(service.dir, 'dokumente'));
    const deps = { ctx: service.ctx, database: service.database, blobs };
    expect(await eraseVorgang(deps, caller, 'offen', 'zu frueh')).toMatchObject({
      error: { code: 'loeschung.frist-unbekannt' },
    });
    await line.transport.push({
      protocol: 1,
      clientId: line.clientId,
      commands: [command(2, { type: 'close' }, 'offen')],
    });
    const dying = { ...deps, blobs: { remove: () => Promise.reject(new Error('crash')) } };
    await service.database.db
      .insertInto('dokument_ref')
      .values({ tenant: 'musterhafen', vorgang: 'offen', sha256 })
      .execute();
    await expect(eraseVorgang(dying, caller, 'offen', 'faellig')).rejects.toThrow('crash');
    const { finishErasures } = await import('../../src/central/engine/erase-rows.ts');
    expect(await finishErasures(deps)).toBe(1);
    expect(await finishErasures(deps)).toBe(0);
  });

  test('what belongs to a Vorgang does not outlive it, and has no say of its own', async () => {
    const line = await service.lineOf(kaya);
    const create = (titel: string) => ({ type: 'createNotiz', titel, fuer: kaya });
    await line.transport.push({
      protocol: 1,
      clientId: line.clientId,
      commands: [
        command(1, create('Akte'), 'akte'),
        { ...command(2, create('Anlage'), 'anlage'), baseRevision: 0 },
        command(3, { type: 'close' }, 'akte'),
      ],
    });
    const boss = await service.lineOf(admin);
    expect(await boss.transport.erase('anlage', 'allein')).toMatchObject({
      value: { error: { code: 'loeschung.frist-unbekannt' } },
    });
    expect(await boss.transport.erase('akte', 'Frist um')).toMatchObject({ value: { ok: true } });
    for (const id of ['akte', 'anlage'])
      expect(await boss.transport.erase(id, 'noch einmal')).toMatchObject({
        value: { error: { code: 'ledger.vorgang-geloescht' } },
      });
    // A command that waited for days is told why, whatever it wanted.
    const late = await line.transport.push({
      protocol: 1,
      clientId: line.clientId,
      commands: [command(4, { type: 'addText', text: 'Nachtrag' }, 'anlage')],
    });
    expect(late).toMatchObject({
      value: { answers: [{ result: { rejection: { code: 'ledger.vorgang-geloescht' } } }] },
    });
  });
});
