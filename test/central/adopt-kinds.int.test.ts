import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCandidates, prefixedNumbers } from '../../src/central/adopt/candidates.ts';
import { readSeat } from '../../src/central/adopt/seat.ts';
import { centralContext } from '../../src/cli/central-setup.ts';
import type { Stand } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { kinds } from '../../src/main/faecher.ts';
import { openWorkspaceFiles } from '../../src/main/store/workspace-files.ts';
import { newUuidV7 } from '../../src/main/uuid.ts';
import { openApp } from '../../src/main/workspace.ts';

/* Every kind of the house, with what the demo has done to it, adopted by another city. */

test('a state after adoption is the state before, in the words of the city', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-arten-'));
  const passphrase = 'ein langes Kennwort';
  const app = openApp({ dir, scryptCost: { N: 16, r: 8, p: 1 }, log: () => undefined });
  const setup = { passphrase, demo: true, stadt: 'Musterhafen' };
  expect(await app.handlers['setup.create'](setup)).toMatchObject({ ok: true });
  app.close();
  const clock = { now: () => new Date().toISOString() };
  const files = openWorkspaceFiles({ dir, kinds, crypto: ledgerCrypto, clock, newId: newUuidV7 });
  const opened = await files.unlock(passphrase);
  if (!opened.ok) throw new Error(opened.error.code);
  const { store } = opened.value;
  try {
    const ctx = centralContext();
    const chain = readSeat(ctx, {
      records: () => store.read.records(),
      keyOf: (vorgang) => store.read.history(vorgang).key,
      documents: () => store.blobs.all(),
      read: store.blobs.read,
      fakt: store.read.dokument,
    });
    if ('fault' in chain) throw new Error(`${chain.fault} ${chain.stelle}`);
    const origin = { name: 'Alt', vorsatz: 'SI2' };
    const before = (vorgang: string) => JSON.stringify(store.read.stand(vorgang)?.state);

    // As they are: nothing is put in another's place.
    const same = buildCandidates(ctx, chain, origin, { uebersetzung: {}, namen: {}, nummern: {} });
    const numbered = new Set(same.fehler.map((f) => f.replace(/„(.*)“:.*/, '$1')));
    expect(new Set(same.candidates.map((c) => c.art)).size + numbered.size).toBeGreaterThan(8);
    for (const { vorgang, stand } of same.candidates)
      expect(stand.state).toEqual(JSON.parse(before(vorgang)));

    // All people, units and bodies under other ids, all numbers with their prefix.
    const gremien = chain.vorgaenge.filter((v) => kinds.get(v.art)?.stammdatum === true);
    expect(new Set(gremien.map((v) => v.art))).toEqual(new Set(['gremium']));
    const there = [
      ...[...chain.personen, ...chain.einheiten].map((p) => p.id),
      ...gremien.map((v) => v.vorgang),
    ];
    const uebersetzung = Object.fromEntries(there.map((id) => [id, id.replace('01980000-', '0199aaaa-')]));
    const nummern = prefixedNumbers(ctx, chain, origin);
    const moved = buildCandidates(ctx, chain, origin, { uebersetzung, namen: {}, nummern });
    expect(moved.fehler).toEqual([]);
    expect(moved.candidates).toHaveLength(chain.vorgaenge.length);
    const body = gremien[0]?.vorgang ?? '';
    const named = (list: typeof same) =>
      JSON.stringify(list.candidates.map((c) => c.stand.state)).includes(body);
    expect([named(same), named(moved)]).toEqual([true, false]);
    for (const { vorgang, stand, projection, documents } of moved.candidates) {
      let text = before(vorgang);
      for (const [alt, neu] of Object.entries(uebersetzung)) text = text.replaceAll(alt, neu);
      for (const [alt, neu] of Object.entries(nummern)) text = text.replaceAll(`"${alt}"`, `"${neu}"`);
      expect(stand.state).toEqual(JSON.parse(text));
      const old = store.read.stand(vorgang) as Stand;
      expect(stand).toMatchObject({ revision: old.revision + 1, zuletzt: { zeit: old.zuletzt.zeit } });
      const number = store.read.row(vorgang)?.projection.nummer ?? null;
      expect(projection.nummer).toBe(number === null ? null : (nummern[number] ?? number));
      const current = kinds.get(old.art)?.documents(old.state) ?? [];
      expect(documents).toEqual(expect.arrayContaining([...current]));
    }
  } finally {
    files.lock();
    rmSync(dir, { recursive: true, force: true });
  }
}, 240_000);
