import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { pull } from '../../src/central/sync/pull.ts';
import { push } from '../../src/central/sync/push.ts';
import { adoptFolder } from '../../src/cli/central-adopt.ts';
import { centralContext } from '../../src/cli/central-setup.ts';
import { verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { makeLaufzettel, ok, PASSPHRASE, signNext, startDemoApp, type TestApp } from '../support/app.ts';
import { readerOf } from '../support/central.ts';

/* A single seat moves onto a centre: an empty city takes it over whole, and goes on where it stood. */

let seat: TestApp;
let slip: string;
let database: CentralDatabase;
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-umzug-'));
const ctx = centralContext();
const blobs = openBlobFiles(join(dir, 'dokumente'));
const wish = () => ({ tenant: 'hafen', name: 'Musterhafen', mappe: seat.dir, kennwort: PASSPHRASE });

beforeAll(async () => {
  seat = await startDemoApp();
  slip = await makeLaufzettel(seat);
  await signNext(seat, slip, 'Naumann');
  database = await openCentralDatabase(join(dir, 'central.db'));
}, 180_000);
afterAll(async () => {
  await database.close();
  seat.remove();
  rmSync(dir, { recursive: true, force: true });
});

test('records, keys, states, series, people and documents are there; new entries continue the same chain', async () => {
  const { store } = seat.workspace().ctx;
  const before = {
    stand: store.read.stand(slip),
    head: store.read.head(),
    shas: [...store.feed.documents()],
  };
  const person = store.read.row(slip)!.ersteller;
  seat.app.close();

  expect(await adoptFolder(ctx, database, blobs, { ...wish(), kennwort: 'falsch' })).toContain(
    'nicht öffnen',
  );
  const adopted = await adoptFolder(ctx, database, blobs, wish());
  expect(adopted).toMatchObject({ outcome: 'adopted', records: before.head.feed, kopf: before.head.hash });
  // Only once: a city with entries is not overwritten.
  expect(await adoptFolder(ctx, database, blobs, wish())).toContain('hat schon Einträge');

  // The seat is still to be read, and says where its people have gone.
  seat.reopen();
  ok(await seat.app.handlers['session.unlock']({ passphrase: PASSPHRASE }));
  expect(ok(await seat.app.handlers['app.state'](null)).umzug).toMatchObject({ stadt: 'Musterhafen' });
  seat.app.close();

  for (const sha256 of before.shas) expect(await blobs.size('hafen', sha256)).not.toBeNull();
  const caller = { tenant: 'hafen', person, device: 'd1', clientId: `d1:${person}` };
  const reader = { ...readerOf(person, [`person:${person}`]), ...caller };
  const snapshots = [];
  for (let cursor = '', more = true; more;) {
    const page = await pull(ctx, database, reader, cursor);
    snapshots.push(...page.snapshots);
    ({ cursor, more } = page);
  }
  expect(snapshots.find((s) => s.vorgang === slip)).toMatchObject({
    revision: before.stand?.revision,
    state: JSON.parse(JSON.stringify(before.stand?.state)),
  });

  const [answer] = await push(ctx, database, caller, [
    {
      seq: 1,
      id: 'neu-1',
      art: 'person',
      vorgang: person,
      command: { type: 'revokeZertifikat', sha256: 'f'.repeat(64), grund: 'gibt es nicht' },
      v: 1,
      baseRevision: 999,
      hangsOn: null,
      clientTime: new Date().toISOString(),
    },
  ]);
  expect(answer).toMatchObject({ result: { rejection: { code: 'organisation.zertifikat-unbekannt' } } });
  const [applied] = await push(ctx, database, caller, [
    {
      seq: 2,
      id: 'neu-2',
      art: 'person',
      vorgang: person,
      command: {
        type: 'enrolZertifikat',
        sha256: 'e'.repeat(64),
        bezeichnung: 'Neu',
        gueltigVon: '2026-01-01T00:00:00.000Z',
        gueltigBis: '2030-01-01T00:00:00.000Z',
      },
      v: 1,
      baseRevision: 999,
      hangsOn: null,
      clientTime: new Date().toISOString(),
    },
  ]);
  expect(applied).toMatchObject({ result: { outcome: 'applied', feed: before.head.feed + 1 } });
  const records = await database.db.selectFrom('record').selectAll().orderBy('feed').execute();
  const headers = records.map(
    ({ command_id, siegel, ...r }) =>
      ({ ...r, tenant: siegel ?? r.tenant, commandId: command_id }) as LedgerHeader,
  );
  expect(verifyChain(ledgerCrypto, headers).fault).toBeNull();
  expect(records.at(-1)).toMatchObject({ tenant: 'hafen', siegel: null });
}, 120_000);
