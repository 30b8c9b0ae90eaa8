import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildOutdated } from '../../src/central/engine/rebuild.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import {
  callerOf,
  commandOf,
  geheimNotiz,
  openTestCentre,
  readerOf,
  testContext,
} from '../support/central.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import type { Notiz } from '../support/toy.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-neu-gemacht-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

/** The next version of the program: its states know how long the title is, and only one person reads them. */
const newer: Kind = {
  ...geheimNotiz,
  stateVersion: 2,
  evolve: (state, event, meta) => {
    const next = geheimNotiz.evolve(state, event, meta) as Notiz;
    return { ...next, laenge: next.titel.length };
  },
  project: (s: Notiz, id) => ({ ...geheimNotiz.project(s, id), lesbar: ['person:kaya'] }),
};
const COUNT = 130;

test.each(['sqlite', 'postgres'] as const)(
  'states of an earlier version are made anew from the log on %s, once; what is not understood stays',
  async (dialect) => {
    const url = dialect === 'sqlite' ? join(base, 'zentrale.db') : postgres.newDatabase();
    const old = await openTestCentre(url);
    const author = callerOf('kaya');
    const commands = Array.from({ length: COUNT }, (_, i) =>
      commandOf(i + 1, `n${String(i).padStart(3, '0')}`, { type: 'createNotiz', titel: `Titel ${i}` }),
    );
    for (let i = 0; i < COUNT; i += 50) await old.push(author, ...commands.slice(i, i + 50));
    await old.push(author, commandOf(COUNT + 1, 'n001', { type: 'addText', text: 'ein Text' }));

    const blind: Kind = {
      ...newer,
      eventSchema: { safeParse: (e: { type: string }) => ({ success: e.type !== 'TextErgaenzt' }) } as never,
    };
    const once = testContext({ kinds: [blind] });
    expect(await rebuildOutdated(once, old.database)).toEqual({ vorgaenge: COUNT - 1, geblieben: 1 });
    const now = testContext({ kinds: [newer] });
    expect(await rebuildOutdated(now, old.database)).toEqual({ vorgaenge: 1, geblieben: 0 });
    expect(await rebuildOutdated(now, old.database)).toEqual({ vorgaenge: 0, geblieben: 0 });
    // A program taken back to the version before leaves alone what it does not understand.
    expect(await rebuildOutdated(old.ctx, old.database)).toEqual({ vorgaenge: 0, geblieben: 0 });

    const { snapshots } = await old.pullAll(readerOf('kaya', ['person:kaya']));
    expect(snapshots).toHaveLength(COUNT);
    expect(snapshots.every((s) => s.stateVersion === 2)).toBe(true);
    expect(snapshots.find((s) => s.vorgang === 'n001')).toMatchObject({
      revision: 2,
      ersteller: 'kaya',
      state: { titel: 'Titel 1', texte: ['ein Text'], laenge: 7 },
    });
    expect((await old.pullAll(readerOf('brand', ['person:brand'], 'd2'))).snapshots).toEqual([]);
    expect(await old.chainFault('siegen')).toBeNull();
    await old.database.close();
  },
);
