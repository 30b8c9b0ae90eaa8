import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningApp } from '../../../src/main/workspace.ts';
import { ok, problem } from '../../support/app.ts';
import { hoursAt } from '../../support/hours.ts';
import { openLaptop, type OpenLaptop } from '../../support/open-laptop.ts';
import { connectAs } from '../../support/login.ts';
import { byName } from '../../support/organisation.ts';
import { startTestService, type TestService } from '../../support/service.ts';

/** Two people share one laptop: a workspace, an outbox and a passphrase each. */
let service: TestService;
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-geteilt-'));
let laptop: OpenLaptop;
let app: RunningApp;
const start = (): void => {
  laptop = openLaptop(dir);
  app = laptop.app;
};
beforeAll(async () => {
  service = await startTestService({ login: true });
  start();
});
afterAll(async () => {
  app.close();
  await service.remove();
  rmSync(dir, { recursive: true, force: true });
});

const state = async () => ok(await app.handlers['app.state'](null));

test('a second person gets a workspace of their own beside the first', async () => {
  await connectAs(app, service.address, byName('Brandt').id, 'passphrase von Brandt');
  await app.handlers['sync.now'](null);
  laptop.cut(true);
  await hoursAt(laptop).enter('Brandt, ohne Netz');
  laptop.cut(false);
  expect(ok(await app.handlers['platz.neu'](null))).toMatchObject({ phase: 'einrichten' });
  await connectAs(app, service.address, byName('Arslan').id, 'passphrase von Arslan');
  await app.handlers['sync.now'](null);
  expect((await state()).plaetze?.map((p) => p.name)).toEqual([
    expect.stringContaining('Brandt'),
    expect.stringContaining('Arslan'),
  ]);
  // The next person need not know where the centre is.
  expect((await state()).plaetze?.map((p) => p.adresse)).toEqual([service.address, service.address]);
  // Nothing of the other's outbox travels under this name.
  expect((await state()).sync.wartend).toBe(0);
});

test('one chooses who one is; the passphrase of another opens nothing', async () => {
  const [brandt, arslan] = (await state()).plaetze ?? [];
  expect(ok(await app.handlers['platz.waehlen']({ id: brandt?.id ?? 'x' }))).toMatchObject({
    phase: 'gesperrt',
    platz: brandt?.id,
  });
  const wrong = await app.handlers['session.unlock']({ passphrase: 'passphrase von Arslan' });
  expect(problem(wrong).code).toBe('store.kennwort-falsch');
  const opened = ok(await app.handlers['session.unlock']({ passphrase: 'passphrase von Brandt' }));
  expect(opened.person?.name).toContain('Brandt');
  expect(ok(await app.handlers['sync.now'](null))).toMatchObject({ wartend: 0, konflikte: 0 });
  expect(problem(await app.handlers['platz.waehlen']({ id: 'gibt-es-nicht' })).code).toBe(
    'app.nichts-gefunden',
  );
  ok(await app.handlers['platz.waehlen']({ id: arslan?.id ?? '' }));
  ok(await app.handlers['session.unlock']({ passphrase: 'passphrase von Arslan' }));

  app.close();
  start();
  expect(await state()).toMatchObject({ phase: 'gesperrt', platz: arslan?.id });
  expect((await state()).plaetze).toHaveLength(2);
});

test('an empty place that nobody filled is not in the list', async () => {
  expect(ok(await app.handlers['platz.neu'](null)).phase).toBe('einrichten');
  expect((await state()).plaetze).toHaveLength(2);
});
