import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { joinSeat, type JoinDeps } from '../../src/central/adopt/join.ts';
import { planJoin } from '../../src/central/adopt/prepare.ts';
import { forgetRest } from '../../src/central/adopt/forget.ts';
import type { Decisions } from '../../src/central/adopt/people.ts';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { eraseVorgang } from '../../src/central/engine/erase.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { push } from '../../src/central/sync/push.ts';
import { readHistory } from '../../src/central/sync/history.ts';
import { checkLog } from '../../src/cli/audit/check-log.ts';
import { readCentral } from '../../src/cli/audit/read-central.ts';
import { kinds as organisation, organisationCommands } from '../../src/domain/organisation/index.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { stammdatenKind } from '../../src/domain/stammdaten/index.ts';
import { ADOPTED } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import {
  callerOf,
  commandOf,
  geheimNotiz,
  NOW,
  openTestCentre,
  readerOf,
  testContext,
  type openTestCentre as Open,
} from '../support/central.ts';
import { evidenceContext } from '../support/evidence.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { SEAT, seatFrom } from '../support/seat.ts';

/* A single seat enters a city that has entries of its own: sealed chain, one event for each Vorgang. */

const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-beitritt-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => {
  postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

const notiz: Kind = {
  ...geheimNotiz,
  retention: (s) => (s.geschlossen ? { bis: '2020-01-01', grund: 'Test' } : null),
};
/** Master data of somebody's Fach: like a body of the council. */
const kreis: Kind = { ...notiz, art: 'kreis', bezeichnung: 'Kreis', stammdatum: true };
const orte = {
  tabelle: 'orte',
  bezeichnung: 'Orte',
  schema: z.array(z.object({ id: z.string(), name: z.string() })),
};
const ctx = testContext({
  kinds: [notiz, kreis, stammdatenKind([orte]) as Kind, ...(organisation as readonly Kind[])],
});
const offen = { gueltigVon: null, gueltigBis: null };
const UNIT = { seat: '01980000-0000-7000-8000-00000000000a', city: '01990000-0000-7000-8000-00000000000a' };
const id = (where: 'seat' | 'city', n: number) => UNIT[where].replace(/.$/, String(n));

/** `p1` is the same woman in both, by her e-mail address; nobody in the city is called as the second of the seat. */
function people(where: 'seat' | 'city') {
  const person = (n: number, vorname: string, nachname: string, email: string) => ({
    id: id(where, n),
    vorname,
    nachname,
    titel: '',
    funktion: 'Sachbearbeitung',
    email,
    einheit: UNIT[where],
    ...offen,
    rollen: [{ rolle: 'systemverwaltung', bereich: null, ...offen }],
    vertretungen: [],
  });
  const einheit = {
    id: UNIT[where],
    kuerzel: 'FB 1',
    name: 'Zentrales',
    uebergeordnet: null,
    nurEigeneVertretung: false,
    ...offen,
  };
  return organisationCommands({
    bezeichnung: where,
    einheiten: [einheit],
    personen: [
      person(1, 'Eva', where === 'seat' ? 'Kern' : 'Kern-Holz', 'eva.kern@stadt.example'),
      person(2, where === 'seat' ? 'Otto' : 'Anna', where === 'seat' ? 'Brill' : 'Zeller', ''),
    ],
  }).map(({ akteur, art, vorgang, command }) => ({ author: akteur, art, vorgang, command }));
}

const DOC = Buffer.from('Grabstein, Entwurf');
const SHA = createHash('sha256').update(DOC).digest('hex');
const [eva, otto] = [id('seat', 1), id('seat', 2)];
const slot = (h: number) => ({
  ressource: 'halle:nord',
  von: `2026-12-01T${h}:00:00.000Z`,
  bis: `2026-12-01T${h + 1}:00:00.000Z`,
});

type Say = (
  vorgang: string,
  command: { readonly type: string; readonly [more: string]: unknown },
  art?: string,
) => Promise<void>;
const setOrte = (...inhalt: readonly { readonly id: string; readonly name: string }[]) => ({
  type: 'setFassung',
  tabelle: 'orte',
  gueltigAb: '2026-01-01',
  quelle: 'Test',
  geprueft: true,
  inhalt,
});

/** A seat with five notes: one numbered, one booked, one for Otto alone, one with a document, one erased. */
async function makeSeat(more: (say: Say) => Promise<void> = async () => undefined) {
  const centre = await openTestCentre(':memory:', ctx);
  await enterTenant(ctx, centre.database, SEAT, 'Friedhof Nord', people('seat'));
  const caller = { ...callerOf(eva, 'd1', SEAT) };
  let seq = 0;
  const say: Say = async (vorgang, command, art = 'notiz') => {
    const sent = commandOf((seq += 1), vorgang, command, { art, baseRevision: 99 });
    const [answer] = await centre.push(caller, sent);
    expect(answer).toMatchObject({ result: { outcome: 'applied' } });
  };
  await centre.database.db
    .insertInto('dokument')
    .values({ tenant: SEAT, sha256: SHA, bytes: DOC.length, mime: 'text/plain', fakt: null })
    .execute();
  await centre.database.db
    .insertInto('dokument_besitz')
    .values({ tenant: SEAT, sha256: SHA, person: eva })
    .execute();
  await say('n-nummer', { type: 'createNotiz', titel: 'Friedhofsplan' });
  await say('n-nummer', { type: 'assignNummer' });
  await say('n-nummer', { type: 'addText', text: 'Geheimes Wort Zaunkönig' });
  await say('n-termin', { type: 'createNotiz', titel: 'Feier um zehn' });
  await say('n-termin', { type: 'book', belegt: [slot(10)] });
  await say('n-otto', { type: 'createNotiz', titel: 'Nur für Otto', fuer: otto });
  await say('n-dokument', { type: 'createNotiz', titel: 'Mit Entwurf', fuer: eva });
  await say('n-dokument', { type: 'attach', sha256: SHA });
  await more(say);
  const seat = await seatFrom(centre.database, new Map([[SHA, DOC]]));
  await centre.database.close();
  return seat;
}

type City = Awaited<ReturnType<typeof Open>> & JoinDeps;
let cities = 0;
async function makeCity(url: string): Promise<City> {
  const centre = await openTestCentre(url, ctx);
  await enterTenant(ctx, centre.database, 'siegen', 'Siegen', people('city'));
  const caller = callerOf(id('city', 1));
  await centre.push(caller, commandOf(1, 'c1', { type: 'createNotiz', titel: 'Eigene' }));
  await centre.push(caller, commandOf(2, 'c1', { type: 'assignNummer' }, { baseRevision: 1 }));
  const evidence = evidenceContext(centre.database, join(dir, `schluessel-${(cities += 1)}.pem`));
  return { ...centre, blobs: openBlobFiles(join(dir, `dokumente-${cities}`)), evidence };
}

const decided = (
  more: readonly (readonly [string, string])[] = [],
  auslassen: readonly string[] = [],
): Decisions => ({
  gegenueber: new Map([
    [`person ${eva}`, id('city', 1)],
    [`person ${otto}`, 'ohne'],
    [`einheit ${UNIT.seat}`, UNIT.city],
    ...more,
  ]),
  auslassen: new Set(auslassen),
});
const SI2 = { name: 'Friedhof Nord', vorsatz: 'SI2' };

const audit = async (city: City) => {
  const sources = await readCentral(city.database, ledgerCrypto, 'siegen');
  const results = [];
  for (const source of sources) results.push(await checkLog(source, ledgerCrypto, { key: null, kept: [] }));
  return results;
};
const stands = async (city: City) =>
  new Map(
    (await city.database.db.selectFrom('stand').selectAll().where('tenant', '=', 'siegen').execute()).map(
      (s) => [s.vorgang, { ...s, state: JSON.parse(s.state) as Record<string, unknown> }],
    ),
  );

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const url = () => (dialect === 'sqlite' ? join(dir, `stadt-${(cities += 1)}.db`) : postgres.newDatabase());

  test('planned, decided, sealed, entered; people, numbers and rights are those of the city', async () => {
    const city = await makeCity(url());
    const seat = await makeSeat();
    const plan = await planJoin(city, 'siegen', SI2, seat);
    expect(plan).toMatchObject({
      fehler: [],
      gegenueber: [
        { kennung: eva, vorschlag: id('city', 1), hinweis: expect.stringContaining('E-Mail') },
        { kennung: otto, vorschlag: '', vorgaenge: 1, aufgaben: 1 },
      ],
      dokumente: 1,
    });
    expect(
      await joinSeat(city, 'siegen', SI2, seat, { gegenueber: new Map(), auslassen: new Set() }),
    ).toMatchObject({
      outcome: 'refused',
      gruende: [expect.stringContaining('Eva Kern'), expect.stringContaining('Otto Brill')],
    });
    const wrong = decided([[`person ${otto}`, 'niemand']]);
    expect(await joinSeat(city, 'siegen', SI2, seat, wrong)).toMatchObject({ outcome: 'refused' });
    expect(await city.database.db.selectFrom('siegelkette').selectAll().execute()).toEqual([]);
    expect(seat.left()).toBeNull();

    const joined = await joinSeat(city, 'siegen', SI2, seat, decided());
    expect(joined).toMatchObject({
      outcome: 'joined',
      uebernommen: 4,
      schonDa: 0,
      draussen: [],
      dokumente: 1,
    });
    expect(seat.left()).toBe([...seat.records()].at(-1)?.hash);

    const now = await stands(city);
    expect(now.get('n-nummer')).toMatchObject({ revision: 4, ersteller: id('city', 1) });
    expect(now.get('n-nummer')?.state).toMatchObject({
      nummer: 'SI2-NZ-2026-1',
      geaendertVon: id('city', 1),
    });
    expect(now.get('n-otto')?.state).toMatchObject({ fuer: otto });
    // The series of the city goes on where it was.
    const caller = callerOf(id('city', 1));
    await city.push(caller, commandOf(3, 'c2', { type: 'createNotiz', titel: 'Zweite' }));
    await city.push(caller, commandOf(4, 'c2', { type: 'assignNummer' }, { baseRevision: 1 }));
    expect((await stands(city)).get('c2')?.state).toMatchObject({ nummer: 'NZ-2026-2' });
    // One goes on with what came, and the hall is taken.
    const [text] = await city.push(
      caller,
      commandOf(5, 'n-nummer', { type: 'rename', titel: 'Neu' }, { baseRevision: 4 }),
    );
    expect(text).toMatchObject({ result: { outcome: 'applied', revision: 5 } });
    const [late] = await city.push(
      caller,
      commandOf(6, 'c2', { type: 'book', belegt: [slot(10)] }, { baseRevision: 2 }),
    );
    expect(late).toMatchObject({
      result: { outcome: 'conflict', rejection: { code: 'ledger.ressource-belegt' } },
    });

    expect(await city.blobs.size('siegen', SHA)).toBe(DOC.length);
    const own = await city.pullAll(readerOf(id('city', 1), [`person:${id('city', 1)}`]));
    expect(own.snapshots.map((s) => s.vorgang)).toEqual(
      expect.arrayContaining(['n-nummer', 'n-termin', 'n-dokument']),
    );
    const other = await city.pullAll(readerOf(id('city', 2), [`person:${id('city', 2)}`], 'd2'));
    expect(other.snapshots.map((s) => s.vorgang)).not.toEqual(expect.arrayContaining(['n-dokument']));
    const history = await city.database.db
      .transaction()
      .execute((tx) => readHistory(tx, 'siegen', [], 'n-nummer'));
    expect(history?.map((r) => [r.type, r.revision])).toEqual([
      [ADOPTED, 4],
      ['NotizUmbenannt', 5],
    ]);

    const results = await audit(city);
    expect(results.map((r) => [r.tenant, r.befunde])).toEqual([
      ['siegen', []],
      ['siegen, versiegelt: Friedhof Nord (SI2)', []],
    ]);
    expect(results[1]).toMatchObject({ eintraege: [...seat.records()].length });

    // Once only, and never under another name.
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      uebernommen: 0,
      schonDa: 4,
    });
    const again = await joinSeat(city, 'siegen', { ...SI2, vorsatz: 'SI3' }, seat, decided());
    expect(again).toMatchObject({ outcome: 'refused', gruende: [expect.stringContaining('schon als')] });
    const second = await joinSeat(city, 'siegen', SI2, await makeSeat(), decided());
    expect(second).toMatchObject({ outcome: 'refused', gruende: [expect.stringContaining('SI2')] });
    await city.database.close();
  }, 60_000);

  test('stopped at any step and begun again: nothing twice, nothing lost', async () => {
    const city = await makeCity(url());
    const seat = await makeSeat();
    for (const stop of ['dokumente', 'versiegelt', 'uebernommen', 'fertig'] as const) {
      const dying = {
        ...city,
        progress: (at: string) => {
          if (at === stop) throw new Error(`stopped at ${at}`);
        },
      };
      await expect(joinSeat(dying, 'siegen', SI2, seat, decided())).rejects.toThrow(stop);
    }
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      uebernommen: 0,
      schonDa: 4,
    });
    const adopted = await city.database.db
      .selectFrom('record')
      .select('vorgang')
      .where('type', '=', ADOPTED)
      .orderBy('vorgang')
      .execute();
    expect(adopted.map((r) => r.vorgang)).toEqual(['n-dokument', 'n-nummer', 'n-otto', 'n-termin']);
    expect((await audit(city)).flatMap((r) => r.befunde)).toEqual([]);
    await city.database.close();
  }, 60_000);

  test('what collides refuses everything; left out by decision, it enters when its place is free', async () => {
    const city = await makeCity(url());
    const seat = await makeSeat();
    const caller = callerOf(id('city', 1));
    await city.push(caller, commandOf(3, 'c3', { type: 'createNotiz', titel: 'Andere Feier' }));
    await city.push(caller, commandOf(4, 'c3', { type: 'book', belegt: [slot(10)] }, { baseRevision: 1 }));
    const refused = await joinSeat(city, 'siegen', SI2, seat, decided());
    expect(refused).toMatchObject({
      outcome: 'refused',
      gruende: [expect.stringMatching(/Feier um zehn.*halle:nord.*Andere Feier/)],
    });
    expect(await city.database.db.selectFrom('siegelkette').selectAll().execute()).toEqual([]);

    const joined = await joinSeat(city, 'siegen', SI2, seat, decided([], ['n-termin']));
    expect(joined).toMatchObject({ uebernommen: 3, draussen: [{ vorgang: 'n-termin' }] });
    expect((await stands(city)).has('n-termin')).toBe(false);
    expect((await audit(city)).flatMap((r) => r.befunde)).toEqual([]);

    expect(await forgetRest(city.database, 'siegen', 'SI3', NOW)).toContain('nicht versiegelt');

    // Still taken: told again. Free: it enters.
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      uebernommen: 0,
      draussen: [{ vorgang: 'n-termin' }],
    });
    await city.push(caller, commandOf(5, 'c3', { type: 'close' }, { baseRevision: 2 }));
    expect(await forgetRest(city.database, 'siegen', 'SI2', NOW)).toContain('nicht alle Vorgänge');
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      uebernommen: 1,
      schonDa: 3,
    });
    // People and units of the seat can go when nobody needs them any more; the chain still verifies.
    expect(await forgetRest(city.database, 'siegen', 'SI2', NOW)).toBe(3);
    const left = await city.database.db
      .selectFrom('vorgang_key')
      .select('vorgang')
      .where('vorgang', 'like', '%/%')
      .execute();
    expect(left).toEqual([]);
    expect((await audit(city)).map((r) => r.befunde)).toEqual([[], []]);
    expect((await audit(city))[1]?.hinweise.join()).toContain('getilgt');
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({ outcome: 'refused' });
    await city.database.close();
  }, 60_000);

  test('master data of both sides: one with that of the city as decided, or its own; other rows of tables are seen first', async () => {
    const seat = await makeSeat(async (say) => {
      await say('k-seat', { type: 'createNotiz', titel: 'Rat der Stadt' }, 'kreis');
      await say('k-seat', { type: 'addText', text: 'Dienstags' }, 'kreis');
      await say('k-nur', { type: 'createNotiz', titel: 'Beirat' }, 'kreis');
      await say('n-kreis', { type: 'createNotiz', titel: 'Sitzung' });
      await say('n-kreis', { type: 'addText', text: 'k-seat' });
      await say('n-kreis', { type: 'addText', text: 'ort:nord' });
      const rows = [
        { id: 'nord', name: 'Nordfeld' },
        { id: 'sued', name: 'Südfeld' },
      ];
      await say('stammdaten:orte', setOrte(...rows), 'stammdaten');
    });
    const caller = callerOf(id('city', 1));
    const cityWith = async (kreisId: string) => {
      const city = await makeCity(url());
      const say = (seq: number, vorgang: string, art: string, command: { type: string }) =>
        city.push(caller, commandOf(seq, vorgang, command, { art, baseRevision: 99 }));
      await say(3, kreisId, 'kreis', { type: 'createNotiz', titel: 'Rat der  stadt' } as { type: string });
      await say(4, 'stammdaten:orte', 'stammdaten', setOrte({ id: 'nord', name: 'Nordhang' }));
      return city;
    };
    const city = await cityWith('k-city');
    const plan = await planJoin(city, 'siegen', SI2, seat);
    expect(plan).toMatchObject({
      fehler: [],
      gegenueber: expect.arrayContaining([
        expect.objectContaining({ art: 'kreis', kennung: 'k-seat', vorschlag: 'k-city', vorgaenge: 1 }),
        expect.objectContaining({ art: 'kreis', kennung: 'k-nur', vorschlag: 'eigen', vorgaenge: 0 }),
        expect.objectContaining({
          art: 'tabelle',
          kennung: 'orte/nord',
          name: 'Nordfeld',
          vorschlag: '',
          hinweis: expect.stringContaining('„nord“ ist in der Stadt „Nordhang“'),
        }),
      ]),
      hinweise: expect.arrayContaining([
        expect.stringMatching(/Rat der Stadt.*k-city.*verschieden: .*texte/),
      ]),
    });
    // A row that nothing names, or that is the same, is not asked for.
    expect(JSON.stringify(plan)).not.toContain('Südfeld');
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      outcome: 'refused',
      gruende: [expect.stringContaining('k-seat'), expect.stringContaining('orte/nord')],
    });
    const seen = ['tabelle orte/nord', 'bleibt'] as const;
    const wrong = await joinSeat(city, 'siegen', SI2, seat, decided([seen, ['kreis k-seat', 'n-otto']]));
    expect(wrong).toMatchObject({ outcome: 'refused', gruende: [expect.stringContaining('„n-otto“')] });

    const same = decided([seen, ['kreis k-seat', 'k-city']]);
    expect(await joinSeat(city, 'siegen', SI2, seat, same)).toMatchObject({ uebernommen: 6, draussen: [] });
    const now = await stands(city);
    expect([now.has('k-seat'), now.has('k-nur')]).toEqual([false, true]);
    // Named as in the city from now on; the sealed events are what they were, as audit compares them one by one.
    expect(now.get('n-kreis')?.state).toMatchObject({ texte: ['k-city', 'ort:nord'] });
    expect((await audit(city)).map((r) => r.befunde)).toEqual([[], []]);
    expect(await joinSeat(city, 'siegen', SI2, seat, same)).toMatchObject({ uebernommen: 0, schonDa: 6 });
    const other = await joinSeat(city, 'siegen', SI2, seat, decided([seen, ['kreis k-seat', 'eigen']]));
    expect(other).toMatchObject({ gruende: [expect.stringContaining('andere als beim Versiegeln')] });
    expect(await forgetRest(city.database, 'siegen', 'SI2', NOW)).toBeGreaterThan(0);
    expect((await audit(city)).map((r) => r.befunde)).toEqual([[], []]);
    await city.database.close();

    // Its own: it stands beside that of the city. A second run does not take it for another one.
    const apart = await cityWith('k-city');
    const own = decided([seen, ['kreis k-seat', 'eigen']]);
    expect(await joinSeat(apart, 'siegen', SI2, seat, own)).toMatchObject({ uebernommen: 7 });
    expect((await stands(apart)).get('n-kreis')?.state).toMatchObject({ texte: ['k-seat', 'ort:nord'] });
    expect(await joinSeat(apart, 'siegen', SI2, seat, own)).toMatchObject({ uebernommen: 0, schonDa: 7 });
    await apart.database.close();

    // The same id, from one template: its own it cannot be; one with that of the city, nothing hangs on it.
    const template = await cityWith('k-seat');
    expect(await joinSeat(template, 'siegen', SI2, seat, own)).toMatchObject({
      outcome: 'refused',
      gruende: [expect.stringContaining('gibt es in der Stadt schon')],
    });
    const one = decided([seen, ['kreis k-seat', 'k-seat']]);
    expect(await joinSeat(template, 'siegen', SI2, seat, one)).toMatchObject({
      uebernommen: 6,
      draussen: [],
    });
    expect((await audit(template)).map((r) => r.befunde)).toEqual([[], []]);
    await template.database.close();
  }, 60_000);

  test('erased in the city, it is gone from the sealed chain as well; tampering with that chain is found', async () => {
    const city = await makeCity(url());
    const { db } = city.database;
    const seat = await makeSeat();
    await joinSeat(city, 'siegen', SI2, seat, decided());
    const caller = callerOf(id('city', 1));
    await city.push(caller, commandOf(3, 'n-nummer', { type: 'close' }, { baseRevision: 4 }));
    const erased = await eraseVorgang(
      { ...city, blobs: openBlobFiles(join(dir, 'weg')) },
      caller,
      'n-nummer',
      'Frist ist um',
    );
    expect(erased).toMatchObject({ ok: true });
    const left = await db
      .selectFrom('siegel_record')
      .select('payload')
      .where('vorgang', '=', 'n-nummer')
      .execute();
    expect(left.map((r) => r.payload.length)).toEqual([0, 0, 0]);
    const keys = await db
      .selectFrom('vorgang_key')
      .selectAll()
      .where('vorgang', 'like', '%n-nummer')
      .execute();
    expect(keys).toMatchObject([{ vorgang: 'n-nummer', key: null }]);
    expect((await audit(city)).flatMap((r) => r.befunde)).toEqual([]);
    // It does not come back with another run.
    expect(await joinSeat(city, 'siegen', SI2, seat, decided())).toMatchObject({
      uebernommen: 0,
      schonDa: 4,
    });

    const found = async (work: () => Promise<unknown>) => {
      await work();
      return (await audit(city)).flatMap((r) => r.befunde.map((b) => `${b.art}: ${b.stelle}`));
    };
    const own = () => db.updateTable('siegel_record').where('vorgang', '=', 'n-termin');
    const [row] = await db
      .selectFrom('siegel_record')
      .selectAll()
      .where('vorgang', '=', 'n-termin')
      .execute();
    const forged = () => own().set({ akteur: otto }).where('feed', '=', row!.feed).execute();
    expect(await found(forged)).toEqual(
      expect.arrayContaining([`inhalt: Eintrag ${row!.feed}`, expect.stringContaining('uebernahme')]),
    );
    await own().set({ akteur: row!.akteur }).where('feed', '=', row!.feed).execute();
    const flipped = Buffer.from(row!.payload);
    flipped[20] = flipped[20]! ^ 1;
    expect(
      await found(() => own().set({ payload: flipped }).where('feed', '=', row!.feed).execute()),
    ).toContain(`nutzdaten: Eintrag ${row!.feed}`);
    await own().set({ payload: row!.payload }).where('feed', '=', row!.feed).execute();
    expect((await audit(city)).flatMap((r) => r.befunde)).toEqual([]);
    const last = [...seat.records()].at(-1)!.feed;
    expect(await found(() => db.deleteFrom('siegel_record').where('feed', '=', last).execute())).toContain(
      `abgeschnitten: nach Eintrag ${last - 1}`,
    );
    const all = await found(async () => {
      await db.deleteFrom('siegel_record').execute();
      await db.deleteFrom('siegelkette').execute();
    });
    expect(all).toEqual(expect.arrayContaining([expect.stringContaining('uebernahme: Eintrag')]));
    await city.database.close();
  }, 60_000);
});

test('PostgreSQL: the people of the city work on meanwhile; two who call the command at once enter everything once', async () => {
  const city = await makeCity(postgres.newDatabase());
  const seat = await makeSeat();
  const caller = callerOf(id('city', 1));
  const work = async () => {
    for (let seq = 3; seq < 40; seq += 1) {
      const title = { type: 'createNotiz', titel: `Nebenher ${seq}` };
      const [answer] = await city.push(caller, commandOf(seq, `neben-${seq}`, title));
      expect(answer).toMatchObject({ result: { outcome: 'applied' } });
    }
  };
  const joining = () => joinSeat(city, 'siegen', SI2, seat, decided());
  const outcomes = await Promise.allSettled([work(), joining(), joining()]);
  expect(outcomes[0]).toMatchObject({ status: 'fulfilled' });
  // One of them may have found the seal already there; called again, both agree.
  expect(await joining()).toMatchObject({ uebernommen: 0, schonDa: 4 });
  const adopted = await city.database.db
    .selectFrom('record')
    .select('vorgang')
    .where('type', '=', ADOPTED)
    .execute();
  expect(new Set(adopted.map((r) => r.vorgang)).size).toBe(adopted.length);
  expect(adopted).toHaveLength(4);
  expect(await city.chainFault('siegen')).toBeNull();
  expect((await audit(city)).flatMap((r) => r.befunde)).toEqual([]);
  await city.database.close();
}, 60_000);

test('a damaged or unknown seat is refused in words; nothing is written', async () => {
  const city = await makeCity(join(dir, `stadt-${(cities += 1)}.db`));
  const seat = await makeSeat();
  const records = [...seat.records()];
  const gruende = async (over: Partial<typeof seat>, origin = SI2) => {
    const done = await planJoin(city, 'siegen', origin, { ...seat, ...over });
    return 'outcome' in done ? done.gruende.join(' ') : done.fehler.join(' ');
  };
  expect(await gruende({ records: () => [] })).toContain('leer');
  expect(await gruende({ records: () => records.toSpliced(3, 1) })).toContain('bricht bei Eintrag 5');
  expect(await gruende({ keyOf: (v) => (v === 'n-otto' ? null : seat.keyOf(v)) })).toContain(
    'Nicht lesbar: notiz n-otto',
  );
  expect(await gruende({}, { ...SI2, vorsatz: 'si 2' })).toContain('Großbuchstaben');
  // A number given by hand that begins like those of the seat.
  const caller = callerOf(id('city', 1));
  const forged = { ...city.ctx, kinds: new Map(city.ctx.kinds) };
  forged.kinds.set('notiz', {
    ...notiz,
    project: (s, v) => ({ ...notiz.project(s, v), nummer: s.titel.startsWith('SI2') ? s.titel : s.nummer }),
  });
  await push(forged, city.database, caller, [
    commandOf(3, 'c9', { type: 'createNotiz', titel: 'SI2-NZ-2026-1' }),
  ]);
  const taken = await planJoin(city, 'siegen', SI2, seat);
  if ('outcome' in taken) throw new Error(taken.gruende.join());
  expect(taken.vorgaenge.find((v) => v.vorgang === 'n-nummer')?.standing).toMatchObject({ grund: 'nummer' });
  const without = {
    ...city,
    ctx: { ...ctx, kinds: new Map([...ctx.kinds].filter(([art]) => art !== 'notiz')) },
  };
  const unknown = await planJoin(without, 'siegen', SI2, seat);
  expect(unknown).toMatchObject({ gruende: [expect.stringContaining('„notiz“')] });
  await city.database.close();
});
