import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import type { Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { CONFLICTS_SETTING } from '../../src/main/app/connection/sync-ports.ts';
import { command } from '../support/command-line.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { createSlip } from '../support/connected-slip.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { logIn, startTestLogin } from '../support/login.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startTestService } from '../support/service.ts';

/*
 * The centre loses its last hours, and with them its documents. What laptops hold comes back: entries it had
 * acknowledged, entries it had never seen, the documents of both, also from a laptop it does not know any more.
 */

const arslan = byName('Arslan').id;
const brandt = byName('Brandt').id;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-nachreichen-'));
const opened: (() => unknown)[] = [];
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  for (const close of opened.reverse()) await close();
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

const stateAt = (l: Laptop, vorgang: string) =>
  l.workspace().ctx.store.read.stand(vorgang)?.state as Laufzettel | undefined;
const execute = (
  l: Laptop,
  vorgang: string,
  wish: { readonly type: string; readonly [k: string]: unknown },
) =>
  l.call('command.execute', {
    art: 'laufzettel',
    vorgang,
    baseRevision: l.workspace().ctx.store.read.confirmed(vorgang)?.revision ?? 0,
    command: wish,
  });

async function attach(l: Laptop, vorgang: string, dateiname: string): Promise<string> {
  const photo = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(40_000)]);
  const stored = await l.app.app.putDocument(dateiname, photo);
  if (!stored.ok) throw new Error(stored.problem.code);
  const { sha256 } = stored.value;
  const dokument = await l.call('id.new', null);
  await execute(l, vorgang, { type: 'attachDokument', dokument, sha256, dateiname, art: 'angebot' });
  return sha256;
}

/** A line that ends after the next answer about the outbox or the feed, before there is another. */
function endingLine() {
  let left = Infinity;
  const network = (async (url: string, init?: RequestInit) => {
    if (new URL(url).pathname.startsWith('/sync/')) left -= 1;
    if (left < 0) throw new Error('cut');
    return fetch(url, init);
  }) as typeof fetch;
  return {
    network,
    endAfterNews: () => void (left = 1),
    hasEnded: () => left < 0,
    mend: () => void (left = Infinity),
  };
}

const untilQuiet = (...laptops: readonly Laptop[]) =>
  eventually(async () => {
    for (const l of laptops) expect(await l.sync()).toMatchObject({ art: 'verbunden', wartend: 0 });
  }, 120_000);

test.each(['sqlite', 'postgres'] as const)(
  'on %s: laptops bring back what a restored centre has lost, unsent entries and documents with it',
  async (dialect) => {
    const dir = join(base, dialect);
    const out = join(base, `${dialect}-sicherung`);
    mkdirSync(dir);
    const url = dialect === 'postgres' ? postgres.newDatabase() : join(dir, 'central.db');
    const env: Record<string, string> = dialect === 'postgres' ? { DATABASE_URL: url } : {};
    const port = await freePort();
    const login = await startTestLogin();
    opened.push(() => login.close());
    let service = await startTestService({ port, dir, url, login });
    opened.push(() => service.close());
    const laptop = async (network?: typeof fetch) => {
      const l = await connectLaptop(service.address, arslan, network);
      opened.push(l.remove);
      return l;
    };
    const line = endingLine();
    const [a, b] = [await laptop(line.network), await laptop()];
    const slip = await createSlip(a, 'Vor der Sicherung', null);
    const early = await attach(a, slip, 'vorher.png');
    await untilQuiet(a, b);
    expect(await command(['backup', '--out', out, '--data', dir], env)).toMatchObject({ status: 0, err: '' });
    // And spoilt in the backup: then only laptops have it.
    rmSync(join(out, 'dokumente', DEMO_TENANT, early.slice(0, 2), early));

    // Acknowledged, and never in a backup: of a laptop from before it, and of one that joined after it.
    const late = await attach(a, slip, 'nachher.png');
    await execute(a, slip, { type: 'setVermerkPunkt', nummer: 6, zutreffend: true, text: 'Bestätigt' });
    const c = await laptop();
    const joined = await createSlip(c, 'Von einem neuen Gerät', null);
    const lateC = await attach(c, joined, 'neu.png');
    await untilQuiet(a, c, b);
    // Never sent. What waits goes first: one laptop hears by that, the other with its next page, of what was lost.
    a.cut(true);
    const unsent = dialect === 'sqlite' ? await createSlip(a, 'Wartet schon', null) : null;
    b.cut(true);
    await execute(b, slip, { type: 'setVermerkPunkt', nummer: 7, zutreffend: true, text: 'Ohne Netz' });
    const offline = await createSlip(b, 'Ohne Netz angelegt', null);
    const lateB = await attach(b, offline, 'unterwegs.png');
    // A device that was stolen since.
    const lost = await service.lineOf(brandt, 'gestohlen');
    const boss = await service.lineOf(brandt);
    expect(
      (await boss.transport.changeDevice('gestohlen', { gesperrt: true, grund: 'Diebstahl' })).line,
    ).toBe('ok');

    await service.close();
    rmSync(join(dir, 'dokumente'), { recursive: true, force: true });
    // Once with the database that is replaced, once without: then the centre does not know the new laptop.
    if (dialect === 'sqlite')
      for (const end of ['', '-wal', '-shm'])
        if (existsSync(`${url}${end}`)) renameSync(`${url}${end}`, `${url}.fort${end}`);
    const restored = await command(['restore', '--from', out, '--data', dir, '--replace'], env);
    expect(restored.status).toBe(69);
    expect(restored.err).toContain(`Dokument ${early} fehlt in der Sicherung`);
    expect(restored.err).toContain('1 Dokumente fehlen. Arbeitsplätze, die sie haben, werden danach gefragt');
    service = await startTestService({ port, dir, url, login });

    // It hears of the other past, and its line ends: what had been acknowledged stays where it was, as provisional.
    line.endAfterNews();
    a.cut(false);
    await eventually(async () => {
      await a.sync();
      expect(line.hasEnded()).toBe(true);
    }, 60_000);
    const expectShown = async () => {
      const view = await a.call('vorgang.get', { id: slip });
      expect(view.vorlaeufig).toBe(true);
      const state = view.state as Laufzettel;
      expect(state.dokumente.map((d) => d.versionen.at(-1)?.sha256)).toEqual([early, late]);
      expect(JSON.stringify(state)).toContain('Bestätigt');
      const rows = await a.call('vorgang.list', { arten: ['laufzettel'] });
      expect(rows.find((r) => r.id === slip)?.vorlaeufig).toBe(true);
      const { aufgaben } = await a.call('arbeitskorb.get', null);
      expect(aufgaben.find((t) => t.vorgang.id === slip)?.vorgang.vorlaeufig).toBe(true);
      expect(a.workspace().ctx.store.outbox.waiting().length).toBeGreaterThanOrEqual(unsent ? 3 : 2);
    };
    await expectShown();
    await a.call('session.lock', null);
    await a.call('session.unlock', { passphrase: 'pw' });
    await expectShown();
    line.mend();

    b.cut(false);
    if (dialect === 'postgres')
      expect(await lost.transport.pull('')).toMatchObject({ line: 'refused', code: 'geraet-gesperrt' });
    else {
      await eventually(async () => expect((await c.sync()).art).toBe('anmeldung_noetig'), 60_000);
      const { id } = await logIn({ handlers: c.app.handlers }, null, arslan);
      await c.call('sync.login', { id });
    }
    await untilQuiet(a, b, c);
    await eventually(async () => {
      await untilQuiet(a, b, c);
      for (const l of [a, b, c]) {
        const state = stateAt(l, slip);
        expect(state?.dokumente.map((d) => d.versionen.at(-1)?.sha256)).toEqual([early, late]);
        expect(stateAt(l, joined)?.angaben.titel).toBe('Von einem neuen Gerät');
        expect(stateAt(l, offline)?.angaben.titel).toBe('Ohne Netz angelegt');
        if (unsent) expect(stateAt(l, unsent)?.angaben.titel).toBe('Wartet schon');
        for (const id of [slip, joined, offline])
          expect((await l.call('vorgang.get', { id })).vorlaeufig).toBe(false);
      }
    }, 120_000);
    // Two points of one note: whoever comes second has not seen the first, and decides in his inbox. None is gone.
    const shown = JSON.stringify(stateAt(a, slip));
    const inbox = (l: Laptop) =>
      JSON.stringify(l.workspace().ctx.store.read.setting(CONFLICTS_SETTING) ?? []);
    const places = [
      ['Bestätigt', a],
      ['Ohne Netz', b],
    ] as const;
    for (const [text, author] of places)
      expect([shown, inbox(author)].filter((place) => place.includes(text))).toHaveLength(1);
    expect(places.filter(([text]) => shown.includes(text)).length).toBeGreaterThan(0);
    for (const l of [b, c]) expect(stateAt(l, slip)).toEqual(stateAt(a, slip));
    // At the centre: each once, and every document, as a laptop gets it that has none of it.
    const told = await service.database.db
      .selectFrom('record')
      .select('command_id')
      .where('vorgang', 'in', [slip, joined, offline])
      .execute();
    expect(new Set(told.map((t) => t.command_id)).size).toBe(told.length);
    const fresh = await service.lineOf(arslan);
    await eventually(
      async () =>
        expect(await (await fetch(`${service.address}/metrics`)).text()).toMatch(
          /amtsmappe_documents_missing\{.*\} 0/,
        ),
      120_000,
    );
    for (const sha256 of [early, late, lateC, lateB]) {
      const line = await fresh.transport.downloadBlob(sha256);
      expect(line.line === 'ok' && line.value?.length).toBe(40_006);
    }
  },
  300_000,
);
