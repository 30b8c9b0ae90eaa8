import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { runCentral } from '../../src/cli/central.ts';
import { runAudit } from '../../src/cli/audit.ts';
import { centralContext, demoEntries } from '../../src/cli/central-setup.ts';
import { runTenant } from '../../src/cli/central-tenant.ts';
import { envelopeFor } from '../../src/main/app/execute.ts';
import type { HistoryEntry, VorgangView } from '../../src/contract/vorgang.ts';
import { ADOPTED } from '../../src/ledger/index.ts';
import {
  makeLaufzettel,
  ok,
  PASSPHRASE,
  problem,
  signNext,
  startDemoApp,
  type TestApp,
} from '../support/app.ts';
import { connectLaptop } from '../support/connected-laptop.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/* The folder of a single seat, the command line, a city with people of its own, and a laptop of one of them. */

const root = join(import.meta.dirname, '../..');
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-umzug-'));
const plan = join(base, 'zuordnung.csv');
let seat: TestApp;
let slip: string;
let before: Record<string, unknown>;
beforeAll(async () => {
  seat = await startDemoApp();
  slip = await makeLaufzettel(seat);
  await signNext(seat, slip, 'Naumann');
  for (let i = 1; i <= 3; i += 1) await makeLaufzettel(seat, { titel: `Entwurf ${i}`, senden: false });
  before = JSON.parse(JSON.stringify(seat.workspace().ctx.store.read.stand(slip))) as typeof before;
}, 180_000);
afterAll(() => {
  seat.remove();
  rmSync(base, { recursive: true, force: true });
});

const env = { AMTSMAPPE_KENNWORT: PASSPHRASE };
async function tenant(args: readonly string[], more: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const io = { out: (t: string) => void (out += t), err: (t: string) => void (err += t) };
  const status = await runTenant(args, { ...io, env: { ...env, ...more } });
  return { status, out, err };
}
const adopt = (data: string, ...more: readonly string[]) => [
  'adopt',
  '--tenant',
  'musterhafen',
  '--mappe',
  seat.dir,
  '--vorsatz',
  'SI2',
  '--data',
  data,
  ...more,
];

/** The sample city under other ids than the seat, so that nobody is the same by chance. */
async function makeCity(name: string): Promise<string> {
  const data = join(base, name);
  expect((await tenant(['list', '--data', data])).status).toBe(0);
  const database = await openCentralDatabase(join(data, 'central.db'));
  const entries = JSON.parse(
    JSON.stringify(demoEntries()).replaceAll('01980000-', '0199aaaa-'),
  ) as ReturnType<typeof demoEntries>;
  await enterTenant(centralContext(), database, 'musterhafen', 'Musterhafen', entries);
  await database.close();
  return data;
}

test('refused in words: in use, wrong passphrase, no such city, nothing decided; the plan changes nothing', async () => {
  const data = await makeCity('geplant');
  expect((await tenant(adopt(data, '--plan', plan))).err).toMatch(/store\.in-benutzung|nicht öffnen/);
  seat.app.close();
  const wrong = await tenant(adopt(data, '--plan', plan), { AMTSMAPPE_KENNWORT: 'falsch' });
  expect([wrong.status, wrong.err]).toEqual([65, expect.stringContaining('store.kennwort-falsch')]);
  expect((await tenant(adopt(data))).status).toBe(64);
  const nowhere = adopt(data, '--plan', plan).map((a) => (a === 'musterhafen' ? 'olpe' : a));
  expect((await tenant(nowhere)).err).toContain('„olpe“ gibt es hier nicht');

  const planned = await tenant(adopt(data, '--plan', plan));
  expect(planned).toMatchObject({ status: 0, err: '' });
  expect(planned.out).toMatch(/4 Vorgänge: 4 können übernommen werden/);
  const csv = readFileSync(plan, 'utf8');
  expect(csv).toMatch(
    /person;01980000-[\w-]+;[^;]*Naumann;[^;]*;\d;\d;0199aaaa-[\w-]+;gleiche E-Mail-Adresse/,
  );
  const open = join(base, 'offen.csv');
  writeFileSync(open, csv.replace(/;0199aaaa-[\w-]+;/g, ';;'));
  const refused = await tenant(adopt(data, '--zuordnung', open));
  expect([refused.status, refused.err]).toEqual([
    65,
    expect.stringMatching(/Nichts wurde übernommen[\s\S]*Naumann.*nicht entschieden/),
  ]);
  writeFileSync(open, 'nur;ein;Text\r\n');
  expect((await tenant(adopt(data, '--zuordnung', open))).err).toContain('erste Zeile');
  seat.reopen();
  ok(await seat.app.handlers['session.unlock']({ passphrase: PASSPHRASE }));
  expect(ok(await seat.app.handlers['app.state'](null)).umzug).toBeUndefined();
  // Something waits in it: first it must be through.
  const { ctx } = seat.workspace();
  const intent = { art: 'laufzettel', vorgang: slip, baseRevision: 1, command: { type: 'changeLaufzettel' } };
  const waiting = envelopeFor(ctx, byName('Arslan').id, intent);
  ctx.store.transaction(() => ctx.store.outbox.enqueue(waiting));
  seat.app.close();
  expect((await tenant(adopt(data, '--plan', plan))).err).toContain('warten 1 Eingaben');
  seat.reopen();
  ok(await seat.app.handlers['session.unlock']({ passphrase: PASSPHRASE }));
  const { store } = seat.workspace().ctx;
  const gone = { outcome: 'rejected', rejection: { code: 'x', params: {} }, revision: 0 } as const;
  store.transaction(() => store.outbox.settle(waiting.clientId, waiting.seq, gone));
  seat.app.close();
}, 120_000);

/** The real command in a process of its own, killed with -9 once it has said this. */
function killAfter(data: string, said: RegExp): Promise<void> {
  const args = ['--no-warnings', 'src/cli/main.ts', 'central', 'tenant', ...adopt(data, '--zuordnung', plan)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((done) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += String(chunk);
      if (said.test(text)) child.kill('SIGKILL');
    });
    child.once('exit', () => done());
  });
}

test('killed with -9 at every step and begun again: everything once; audit finds the old chain whole', async () => {
  const data = await makeCity('getoetet');
  for (const said of [/Dokumente/, /Versiegelte/, /Vorgänge/]) await killAfter(data, said);
  const { status, out } = await tenant(adopt(data, '--zuordnung', plan));
  expect(status).toBe(0);
  expect(out).toContain('Versiegelt: „');
  const database = await openCentralDatabase(join(data, 'central.db'));
  const adopted = await database.db
    .selectFrom('record')
    .select('vorgang')
    .where('type', '=', ADOPTED)
    .execute();
  expect(new Set(adopted.map((r) => r.vorgang)).size).toBe(4);
  expect(adopted).toHaveLength(4);
  const stand = await database.db
    .selectFrom('stand')
    .selectAll()
    .where('vorgang', '=', slip)
    .executeTakeFirstOrThrow();
  // The same but for the ids of the people and what stands before the number.
  const there = JSON.stringify(before['state']).replaceAll('01980000-', '0199aaaa-');
  expect(JSON.parse(stand.state)).toEqual(JSON.parse(there.replace('"LZ-', '"SI2-LZ-')));
  await database.close();

  let found = '';
  const io = { out: (t: string) => void (found += t), err: () => undefined, env: {} };
  expect(await runAudit(['verify', data], io)).toBe(0);
  expect(found).toMatch(/musterhafen, versiegelt: .* \(SI2\)[\s\S]*unversehrt/);
  const file = join(base, 'ausgabe.ndjson');
  expect(await runAudit(['export', data, '--tenant', 'musterhafen', '--out', file], io)).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toMatch(/Naumann|payload/);
  found = '';
  expect(await runAudit(['verify', file], io)).toBe(0);
  expect(found.match(/unversehrt/g)).toHaveLength(2);
  // The evidence of one that came: its own records, with content.
  const own = join(base, 'vorgang.ndjson');
  const wish = ['--tenant', 'musterhafen', '--vorgang', slip, '--inhalt', '--out', own];
  expect(await runAudit(['export', data, ...wish], io)).toBe(0);
  expect(readFileSync(own, 'utf8')).toContain(ADOPTED);
  expect(await runAudit(['verify', own], io)).toBe(0);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const last = lines.findLastIndex((l) => l.includes('"siegeleintrag"'));
  writeFileSync(file, `${lines.toSpliced(last, 1).join('\n')}\n`);
  expect(await runAudit(['verify', file], io)).toBe(1);
}, 180_000);

test('a backup holds the sealed chain and its keys; brought back, it is whole, and another run finds all there', async () => {
  const data = join(base, 'getoetet');
  const out = join(base, 'sicherung');
  const quiet = { out: () => undefined, err: () => undefined, env };
  expect(await runCentral(['backup', '--out', out, '--data', data], quiet)).toBe(0);
  const back = join(base, 'zurueck');
  cpSync(join(data, 'pruefpunkt-schluessel.pem'), join(back, 'pruefpunkt-schluessel.pem'), {
    recursive: true,
  });
  expect(await runCentral(['restore', '--from', out, '--data', back], quiet)).toBe(0);
  let found = '';
  const io = { ...quiet, out: (t: string) => void (found += t) };
  expect(await runAudit(['verify', back], io)).toBe(0);
  // With content: the keys came back as well, also of what did not enter.
  const [, eintraege, verglichen] =
    /versiegelt:[^\n]*\n +Einträge: +(\d+), davon mit Inhalt verglichen: (\d+)/.exec(found) ?? [];
  expect(verglichen).toBe(eintraege);
  expect((await tenant(adopt(back, '--zuordnung', plan))).out).toContain('4 waren schon da');
}, 60_000);

test('the seat can be read and not written, and goes nowhere else', async () => {
  seat.reopen();
  ok(await seat.app.handlers['session.unlock']({ passphrase: PASSPHRASE }));
  expect(ok(await seat.app.handlers['app.state'](null)).umzug).toMatchObject({ stadt: 'Musterhafen' });
  await seat.als('Arslan');
  const id = ok(await seat.app.handlers['id.new'](null));
  const command = { type: 'createLaufzettel', jahr: 2026, angaben: {} };
  const entered = await seat.app.handlers['command.execute']({
    art: 'laufzettel',
    vorgang: id,
    baseRevision: 0,
    command,
  });
  expect(problem(entered)).toMatchObject({ code: 'app.umgezogen', heading: 'Mappe umgezogen' });
  const view = ok(await seat.app.handlers['vorgang.get']({ id: slip })) as VorgangView;
  expect(view.nurLesen).toMatchObject({ code: 'app.umgezogen' });
  // No signature is made that nothing would hold.
  const sign = signNext(seat, slip, 'Demirci');
  await expect(sign).rejects.toThrow('app.umgezogen');
  seat.app.close();
  const elsewhere = await tenant([
    'adopt',
    '--tenant',
    'olpe',
    '--name',
    'Olpe',
    '--mappe',
    seat.dir,
    '--data',
    join(base, 'geplant'),
  ]);
  expect([elsewhere.status, elsewhere.err]).toEqual([
    65,
    expect.stringContaining('schon umgezogen: nach „Musterhafen“'),
  ]);
});

test('a laptop of the city gets what came, sees where from and what was before, and goes on with it', async () => {
  const service: TestService = await startTestService({ login: true });
  const laptops: Awaited<ReturnType<typeof connectLaptop>>[] = [];
  try {
    const other = await startDemoApp();
    const mine = await makeLaufzettel(other, { titel: 'Vom Einzelplatz', senden: false });
    other.app.close();
    const args = [
      '--tenant',
      'musterhafen',
      '--vorsatz',
      'FH',
      '--herkunft',
      'Platz 7',
      '--mappe',
      other.dir,
      '--data',
      service.dir,
    ];
    expect((await tenant(['adopt', ...args, '--plan', plan])).status).toBe(0);
    expect((await tenant(['adopt', ...args, '--zuordnung', plan])).status).toBe(0);
    other.remove();

    const laptop = await connectLaptop(service.address, byName('Arslan').id);
    laptops.push(laptop);
    const view = (await laptop.call('vorgang.get', { id: mine })) as VorgangView;
    expect(view).toMatchObject({ nurLesen: null, projection: { nummer: expect.stringMatching(/^FH-LZ-/) } });
    const history = (await laptop.call('vorgang.history', { id: mine })) as readonly HistoryEntry[];
    expect(history[0]).toMatchObject({
      revision: 1,
      type: 'LaufzettelAngelegt',
      herkunft: 'Platz 7',
      akteurName: expect.stringContaining('Arslan'),
    });
    expect(history.at(-1)).toMatchObject({
      type: ADOPTED,
      revision: view.revision,
      event: { herkunft: { name: 'Platz 7' } },
    });
    expect(history.map((e) => e.revision)).toEqual(Array.from({ length: view.revision }, (_, i) => i + 1));

    const command = { type: 'changeLaufzettel', angaben: { titel: 'In der Stadt weiter' } };
    await laptop.call('command.execute', {
      art: 'laufzettel',
      vorgang: mine,
      baseRevision: view.revision,
      command,
    });
    await laptop.sync();
    const after = (await laptop.call('vorgang.get', { id: mine })) as VorgangView;
    expect(after).toMatchObject({
      vorlaeufig: false,
      revision: view.revision + 1,
      projection: { titel: 'In der Stadt weiter' },
    });
    // Somebody who may not read it does not get it.
    const foreman = await connectLaptop(service.address, byName('Nolte').id);
    laptops.push(foreman);
    expect(await foreman.refused('vorgang.get', { id: mine })).toMatchObject({
      code: 'ledger.vorgang-unbekannt',
    });
  } finally {
    for (const l of laptops) l.remove();
    await service.remove();
  }
}, 120_000);
