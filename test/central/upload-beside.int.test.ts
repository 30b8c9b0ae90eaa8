import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { createSlip, executeSlip } from '../support/connected-slip.ts';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/* A large document crawls to the centre: news come, what needs no document goes, and what names it goes after it. */

const MB = 1024 * 1024;
const arslan = byName('Arslan').id;

/** A line on which pieces of documents wait at a gate; everything else passes. What passed is written down. */
function gatedLine() {
  const passed: string[] = [];
  let allowed = 0;
  let refuseOnce = false;
  let opened = Promise.withResolvers<void>();
  let atGate = 0;
  const through = async (signal: AbortSignal | null | undefined): Promise<void> => {
    atGate += 1;
    try {
      while (allowed <= 0) {
        const cut = new Promise<never>((_, fail) =>
          signal?.addEventListener('abort', () => fail(new Error('cut')), { once: true }),
        );
        await Promise.race([opened.promise, cut]);
      }
      allowed -= 1;
    } finally {
      atGate -= 1;
    }
  };
  const network = (async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url);
    if (init.method === 'PUT') {
      await through(init.signal);
      if (refuseOnce) {
        refuseOnce = false;
        passed.push('401');
        const problem = { code: 'anmeldung', titel: '', ursache: '', naechsterSchritt: '' };
        return Response.json(problem, { status: 401 });
      }
    }
    const answer = await fetch(url, init);
    if (init.method === 'PUT') {
      const range = new Headers(init.headers).get('content-range') ?? '';
      passed.push(`PUT ${range.replace('bytes ', '')} ${answer.status}`);
    }
    if (pathname === '/sync/push') passed.push(`push ${String(init.body)}`);
    return answer;
  }) as typeof fetch;
  return {
    network,
    passed,
    puts: () => passed.filter((p) => p.startsWith('PUT')),
    isWaiting: () => atGate > 0,
    allow: (pieces: number) => {
      allowed = pieces;
      opened.resolve();
      opened = Promise.withResolvers();
    },
    refuseNext: () => {
      refuseOnce = true;
    },
  };
}

/** A disk of the centre on which a piece may stop half way. What began where, and how much of it was written, is noted. */
function stoppingDisk(dir: string) {
  const files = openBlobFiles(dir);
  const pieces: { readonly at: number; bytes: number; isOver: boolean }[] = [];
  let stopAt = Infinity;
  let gate = Promise.withResolvers<void>();
  let stopped = false;
  return {
    pieces,
    isStopped: () => stopped,
    /** the piece that begins there, and all after it, stop behind their first bytes until `go` */
    stopAt: (at: number) => void (stopAt = at),
    go: () => {
      stopAt = Infinity;
      gate.resolve();
      gate = Promise.withResolvers();
      stopped = false;
    },
    blobs: {
      ...files,
      append: ((tenant, clientId, sha256, at, chunks, limit) => {
        const piece = { at, bytes: 0, isOver: false };
        pieces.push(piece);
        const counted = async function* () {
          for await (const chunk of chunks) {
            yield chunk;
            piece.bytes += chunk.length;
            if (at < stopAt) continue;
            stopped = true;
            await gate.promise;
          }
        };
        const over = () => void (piece.isOver = true);
        return files.append(tenant, clientId, sha256, at, counted(), limit).finally(over);
      }) satisfies typeof files.append,
    },
  };
}

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-daneben-'));
const disk = stoppingDisk(join(base, 'dokumente'));
const children: ChildProcess[] = [];
let service: TestService;
const laptops: Laptop[] = [];
const line = gatedLine();
let slow: Laptop;
let other: Laptop;
beforeAll(async () => {
  service = await startTestService({ login: true, blobs: disk.blobs });
  slow = await connectLaptop(service.address, arslan, line.network);
  laptops.push(slow);
  other = await connectLaptop(service.address, arslan);
  laptops.push(other);
}, 180_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const l of laptops) l.remove();
  await service.remove();
  rmSync(base, { recursive: true, force: true });
});

async function attachPhoto(l: Laptop, vorgang: string, bytes: number): Promise<string> {
  const photo = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(bytes - 6)]);
  const stored = await l.app.app.putDocument('foto.png', photo);
  if (!stored.ok) throw new Error(stored.problem.code);
  const { sha256 } = stored.value;
  expect(sha256).toBe(createHash('sha256').update(photo).digest('hex'));
  const dokument = await l.call('id.new', null);
  await executeSlip(l, vorgang, {
    type: 'attachDokument',
    dokument,
    sha256,
    dateiname: 'foto.png',
    art: 'angebot',
  });
  return sha256;
}

const atCentre = async (vorgang: string): Promise<number> =>
  (await service.database.db.selectFrom('record').select('feed').where('vorgang', '=', vorgang).execute())
    .length;
const titleAt = (l: Laptop, vorgang: string) =>
  (l.workspace().ctx.store.read.confirmed(vorgang)?.state as { angaben: { titel: string } } | undefined)
    ?.angaben.titel;
const stateOf = (l: Laptop) => l.call('sync.state', null);

test('while a document is on its way up, news arrive and what was entered before it goes; locked half way it goes on from there', async () => {
  const slip = await createSlip(slow, 'Mit großem Anhang', null);
  const before = slow.workspace().ctx.store.read.stand(slip)?.revision ?? 0;
  const sha256 = await attachPhoto(slow, slip, 5 * MB);
  await executeSlip(slow, slip, { type: 'setVermerkPunkt', nummer: 6, zutreffend: false, text: '' });
  line.allow(2);
  await eventually(async () => {
    expect(line.puts()).toHaveLength(2);
    expect(line.isWaiting()).toBe(true);
  }, 60_000);
  // What was entered before the document is at the centre; what names it, and what came after, is not.
  await eventually(async () => expect(await atCentre(slip)).toBe(before), 60_000);
  expect(line.passed.filter((p) => p.startsWith('push')).join('')).not.toContain(sha256);
  expect(await stateOf(slow)).toMatchObject({
    art: 'verbunden',
    wartend: 2,
    dokumente: { hinauf: 1, laufend: { richtung: 'hinauf', sha256, erledigt: 2 * MB, gesamt: 5 * MB } },
  });

  const news = await createSlip(other, 'Kommt währenddessen', null);
  await other.sync();
  // By the hint of the centre, without being asked for.
  await eventually(async () => expect(titleAt(slow, news)).toBe('Kommt währenddessen'), 90_000);
  // Asked for, the answer does not wait for the document.
  expect(await slow.sync()).toMatchObject({ art: 'verbunden', wartend: 2 });
  expect(line.puts()).toHaveLength(2);
  expect(line.isWaiting()).toBe(true);

  await slow.call('session.lock', null);
  await eventually(async () => expect(line.isWaiting()).toBe(false), 60_000);
  await slow.call('session.unlock', { passphrase: 'pw' });
  // The token runs out in the middle: renewed, and the same piece once more.
  line.refuseNext();
  line.allow(Infinity);
  await eventually(async () => {
    expect(await stateOf(slow)).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
  }, 90_000);
  expect(line.passed).toContain('401');
  expect(line.puts().map((p) => p.split('-')[0])).toEqual(
    [0, 1, 2, 3, 4].map((piece) => `PUT ${piece * MB}`),
  );
  // The command went after its document.
  const arrived = line.passed.findIndex((p) => p.startsWith('PUT') && p.endsWith('201'));
  const named = line.passed.findIndex((p) => p.startsWith('push') && p.includes(sha256));
  expect(arrived).toBeGreaterThanOrEqual(0);
  expect(named).toBeGreaterThan(arrived);
  await eventually(async () => {
    await other.sync();
    expect(other.workspace().ctx.store.blobs.has(sha256)).toBe(true);
  }, 60_000);
  expect(slow.logged.join('\n')).toBe('');
}, 300_000);

test('what nothing needs any more does not go up; the same document in two places goes once', async () => {
  line.allow(0);
  line.passed.length = 0;
  const slip = await createSlip(slow, 'Wird verworfen', null);
  const sha256 = await attachPhoto(slow, slip, 2 * MB);
  await eventually(async () => expect(line.isWaiting()).toBe(true), 60_000);
  // Taken away under it, as an erasure does.
  const { store } = slow.workspace().ctx;
  (store.blobs as unknown as { remove: (shas: readonly string[]) => void }).remove([sha256]);
  await slow.sync();
  await eventually(async () => {
    expect(line.isWaiting()).toBe(false);
    expect(await stateOf(slow)).toMatchObject({ wartend: 0, konflikte: 1 });
  }, 60_000);
  expect(line.puts()).toEqual([]);
  const [conflict] = await slow.call('sync.conflicts', null);
  expect(conflict?.grund.code).toBe('beschaffung.datei-fehlt');

  const [a, b] = [await createSlip(slow, 'Erster', null), await createSlip(slow, 'Zweiter', null)];
  const photo = await attachPhoto(slow, a, MB / 2);
  const dokument = await slow.call('id.new', null);
  await executeSlip(slow, b, {
    type: 'attachDokument',
    dokument,
    sha256: photo,
    dateiname: 'foto.png',
    art: 'angebot',
  });
  line.allow(Infinity);
  await eventually(async () => expect(await stateOf(slow)).toMatchObject({ wartend: 0 }), 60_000);
  expect(line.puts()).toHaveLength(1);
}, 180_000);

/** A laptop in a process of its own; `said`: what it has printed. */
function startChild(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--no-warnings', 'test/support/laptop-child.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    said: () => out,
    check: () => expect({ ended: child.exitCode !== null, errors }).toEqual({ ended: false, errors: '' }),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

test('a laptop killed with -9 in the middle of a piece goes on at the byte where it was, in its order, and nothing comes twice', async () => {
  const dir = join(base, 'laptop');
  disk.stopAt(2 * MB);
  disk.pieces.length = 0;
  const first = startChild(dir, String(4 * MB), service.address);
  await eventually(async () => {
    first.check();
    expect(first.said()).toContain('sha256');
    expect(disk.isStopped()).toBe(true);
  }, 120_000);
  const kept = JSON.parse(first.said()) as { slip: string; later: string; sha256: string };
  await first.kill();
  disk.go();
  // What had reached the centre of the third piece is written, and nobody was told so.
  await eventually(async () => expect(disk.pieces[2]?.isOver).toBe(true), 60_000);
  const reached = 2 * MB + (disk.pieces[2]?.bytes ?? 0);
  expect(reached).toBeGreaterThan(2 * MB);
  // What it was told to be kept after the document is still on the laptop alone.
  expect(await atCentre(kept.later)).toBe(0);

  const second = startChild(dir);
  await eventually(async () => {
    second.check();
    expect(await atCentre(kept.later)).toBeGreaterThan(0);
  }, 120_000);
  await second.kill();
  const after = disk.pieces.slice(3);
  expect(disk.pieces.slice(0, 3).map((p) => p.at)).toEqual([0, MB, 2 * MB]);
  expect(after[0]?.at).toBe(reached);
  expect(after.reduce((n, p) => n + p.bytes, 0)).toBe(4 * MB - reached);
  expect(await disk.blobs.size(DEMO_TENANT, kept.sha256)).toBe(4 * MB);

  const { db } = service.database;
  const results = await db
    .selectFrom('result')
    .select(['client_id', 'seq', 'vorgang', 'result'])
    .where('vorgang', 'in', [kept.slip, kept.later])
    .orderBy('seq')
    .execute();
  // Each once, applied, in the order in which they were entered.
  expect(results.map((r) => r.vorgang)).toEqual([kept.slip, kept.slip, kept.slip, kept.later]);
  const applied = results.map((r) => JSON.parse(r.result) as { outcome: string; feed: number });
  expect(applied.map((r) => r.outcome)).toEqual(applied.map(() => 'applied'));
  expect(applied.map((r) => r.feed)).toEqual(applied.map((r) => r.feed).toSorted((a, b) => a - b));
  const records = await db
    .selectFrom('record')
    .select(['command_id', 'vorgang'])
    .where('vorgang', 'in', [kept.slip, kept.later])
    .orderBy('feed')
    .execute();
  expect(new Set(records.map((r) => r.command_id)).size).toBe(4);
  expect(records.map((r) => r.vorgang)).toEqual(
    records.map((r) => r.vorgang).toSorted((a) => (a === kept.slip ? -1 : 1)),
  );
  await other.sync();
  const state = other.workspace().ctx.store.read.confirmed(kept.slip)?.state as {
    readonly dokumente: readonly { readonly versionen: readonly { readonly sha256: string }[] }[];
  };
  expect(state.dokumente.map((d) => d.versionen.map((v) => v.sha256))).toEqual([[kept.sha256]]);
}, 300_000);
