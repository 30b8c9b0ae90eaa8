import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pullFeed } from '../../src/main/sync/pull.ts';
import type { SyncDeps } from '../../src/main/sync/ports.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { callerOf, commandOf, geheimNotiz, NOW, openTestCentre, readerOf } from '../support/central.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';

const SECRET = 'Grundstueckskauf Quittenweg';

/** Every byte of every file of a workspace, which this test keeps unencrypted for the purpose. */
function contains({ dir }: TestWorkspace, text: string): readonly string[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name));
  return files.filter((file) => statSync(file).isFile() && readFileSync(file).includes(text));
}

test('files of a device hold nothing that its person may not see: not before, and no longer after', async () => {
  const centre = await openTestCentre(':memory:');
  const laptop = makeWorkspace({ kinds: [geheimNotiz], databaseKey: null });
  let scopes = ['person:brand'];
  const deps: SyncDeps = {
    store: laptop.store,
    transport: {
      push: async () => ({ line: 'down' }),
      pull: async (cursor) => ({ line: 'ok', value: await centre.pull(readerOf('brand', scopes), cursor) }),
    },
    kinds: laptop.kinds,
    crypto: ledgerCrypto,
    tenant: 'siegen',
    clientId: 'd1:brand',
    rebase: () => ({ current: new Map(), traces: new Map(), doubtful: [] }),
    now: () => NOW,
    changed: () => undefined,
    progress: () => undefined,
    conflict: () => undefined,
  };
  const kaya = callerOf('kaya');
  await centre.push(
    kaya,
    commandOf(1, 'offen', { type: 'createNotiz', titel: 'Oeffentlich' }),
    commandOf(2, 'geheim', { type: 'createNotiz', titel: SECRET, fuer: 'kaya' }),
    commandOf(3, 'geheim', { type: 'addText', text: `${SECRET}, Preis` }),
  );
  await pullFeed(deps);
  expect(laptop.store.read.row('offen')).not.toBeNull();
  expect(contains(laptop, 'Oeffentlich').length).toBeGreaterThan(0);
  expect(contains(laptop, SECRET)).toEqual([]);
  expect(contains(laptop, 'geheim')).toEqual([]);

  scopes = ['person:brand', 'person:kaya'];
  await pullFeed(deps);
  await centre.push(kaya, commandOf(4, 'geheim', { type: 'addText', text: `${SECRET}, Ende` }));
  await pullFeed(deps);
  await laptop.store.completeIndex();
  expect(laptop.store.read.search('quittenweg', 5)).toHaveLength(1);
  expect(contains(laptop, SECRET).length).toBeGreaterThan(0);

  scopes = ['person:brand'];
  await pullFeed(deps);
  expect(laptop.store.read.row('geheim')).toBeNull();
  expect(laptop.store.read.search('quittenweg', 5)).toEqual([]);
  expect(contains(laptop, SECRET)).toEqual([]);
  expect(laptop.store.read.row('offen')).not.toBeNull();
  laptop.remove();
  await centre.database.close();
});
