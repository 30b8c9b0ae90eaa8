import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GRAB_TABELLE, type BestattungState } from '../../../src/domain/bestattung/index.ts';
import { expireVormerkungen } from '../../../src/main/app/bestattung/dienst.ts';
import { openApp, type RunningApp } from '../../../src/main/workspace.ts';
import { tagOf } from '../../../src/domain/shared/dates.ts';

// The use cases of the cemeteries on a real demo workspace: set-up, sample week, lapsed holds.
const uhr = { jetzt: '2026-11-24T09:00:00.000Z' };
let dir: string;
let app: RunningApp;

const open = () => {
  const found = app.app.workspace();
  if (!found) throw new Error('not open');
  return found.open;
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-friedhof-'));
  app = openApp({
    dir,
    clock: { now: () => uhr.jetzt, today: () => tagOf(uhr.jetzt) },
    scryptCost: { N: 1024, r: 8, p: 1 },
  });
  const made = await app.handlers['setup.create']({
    passphrase: 'Uebung2026 lang genug',
    demo: true,
    stadt: 'Musterhafen',
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
}, 180_000);
afterAll(() => {
  app.close();
  rmSync(dir, { recursive: true, force: true });
});

test('set-up enters all graves of the sample', () => {
  const { store } = open().ctx;
  expect(store.findDatensaetze(GRAB_TABELLE, { text: '17-B-20', limit: 5 })).toHaveLength(5);
  expect(store.findDatensaetze(GRAB_TABELLE, { limit: 100_000 }).length).toBeGreaterThan(60_000);
});

test('the demo week has burials in every state, in order of time', () => {
  const { store } = open().ctx;
  const codes = new Set(store.read.rows(['bestattung']).map((r) => r.projection.status.code));
  for (const code of ['entwurf', 'angefragt', 'vorgemerkt', 'freigegeben', 'abgeschlossen', 'storniert'])
    expect(codes).toContain(code);
  const zeiten = [...store.read.records()].map((r) => r.zeit);
  expect([...zeiten].sort()).toEqual(zeiten);
  expect(zeiten.at(-1)! < uhr.jetzt).toBe(true);
});

test('a lapsed hold gives its resources back', () => {
  const { ctx } = open();
  const held = ctx.store.read
    .rows(['bestattung'], { offen: true })
    .filter((r) => r.projection.status.code === 'vorgemerkt');
  expect(held.length).toBeGreaterThan(0);
  uhr.jetzt = '2026-12-08T09:00:00.000Z';
  expect(expireVormerkungen(ctx, ctx.store.read.setting('person') as string)).toBe(held.length);
  for (const { id } of held) {
    const state = ctx.store.read.confirmed(id)?.state as BestattungState;
    expect(state.status).not.toBe('vorgemerkt');
    expect(state.vormerkungBis).toBeNull();
  }
  uhr.jetzt = '2026-11-24T09:00:00.000Z';
});
