import { joinSeat, type JoinDeps, type Joined } from '../../src/central/adopt/join.ts';
import { adoptSingleSeat } from '../../src/central/adopt/whole.ts';
import type { Decisions } from '../../src/central/adopt/people.ts';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import type { CentralContext } from '../../src/central/engine/context.ts';
import { push } from '../../src/central/sync/push.ts';
import { commandOf } from '../support/central.ts';
import { evidenceContext } from '../support/evidence.ts';
import { SEAT, seatFrom } from '../support/seat.ts';
import type { SimCentre } from './centre.ts';
import { randomWish } from './commands.ts';
import type { Random } from './random.ts';
import { Crash } from './store.ts';

/** A single seat goes where no document is. */
const NO_DOCUMENTS: JoinDeps['blobs'] = {
  append: () => Promise.reject(new Error('no documents here')),
  finish: () => Promise.reject(new Error('no documents here')),
  size: () => Promise.resolve(null),
};
/** One key for all runs of a process. */
let keyFile: string | undefined;
const NOBODY_ELSE: Decisions = { gegenueber: new Map(), auslassen: new Set() };

/** A seat that somebody has worked at alone, before or while the city does: the real engine, another log. */
async function fillSeat(random: Random, ctx: CentralContext, people: readonly string[]) {
  const database = await openCentralDatabase(':memory:');
  const [person = ''] = people;
  const caller = { tenant: SEAT, person, device: 'seat', clientId: `seat:${person}` };
  const vorgaenge: string[] = [];
  const wishes = 5 + random.below(25);
  for (let seq = 1; seq <= wishes; seq += 1) {
    const wish = randomWish(random, vorgaenge, people, person);
    // Their names are none of the city; what one wish says of another stays right.
    const own = JSON.parse(JSON.stringify(wish).replaceAll(/"([vw]\d+-\d+)"/g, '"$1-seat"')) as typeof wish;
    const sent = commandOf(seq, own.vorgang, own.command, { art: own.art, baseRevision: 999 });
    await push(ctx, database, caller, [{ ...sent, id: `sitz-${seq}` }]);
  }
  const seat = await seatFrom(database);
  await database.close();
  return seat;
}

/** One of the people began at a single seat, which enters the city: whole at its beginning, or into what is there. */
export async function createSimSeat(random: Random, centre: SimCentre, people: readonly string[]) {
  const kind = random.below(10);
  if (kind > 4) return null;
  const whole = kind < 2;
  const seat = await fillSeat(random, centre.ctx, people);
  const records = [...seat.records()];
  if (records.length === 0) return null;
  const signing = evidenceContext(centre.database, keyFile);
  keyFile = signing.keyFile;
  const evidence = { ...signing, now: centre.ctx.clock.now };
  const deps: JoinDeps = { ctx: centre.ctx, database: centre.database, blobs: NO_DOCUMENTS, evidence };
  const origin = { name: 'Einzelplatz', vorsatz: 'SI2' };
  let known = false;

  const work = async (): Promise<Joined['draussen'] | null> => {
    if (whole) {
      const done = await adoptSingleSeat(centre.ctx, centre.database, NO_DOCUMENTS, 'siegen', 'Siegen', seat);
      // Called again after a crash behind the last statement.
      if (done.outcome === 'adopted' || done.grund === 'nicht-leer') return [];
      throw new Error(`seat: ${done.grund} ${done.stelle}`);
    }
    // What is booked in both refuses everything; the operator leaves it out, and what is free later enters then.
    const first = await joinSeat(deps, 'siegen', origin, seat, NOBODY_ELSE);
    if (first.outcome === 'joined') return first.draussen;
    const auslassen = new Set(
      records.map((r) => r.vorgang).filter((v) => first.gruende.some((g) => g.includes(` ${v})`))),
    );
    if (auslassen.size === 0) throw new Error(`seat: ${first.gruende.join(' ')}`);
    const second = await joinSeat(deps, 'siegen', origin, seat, { ...NOBODY_ELSE, auslassen });
    return second.outcome === 'joined' ? second.draussen : null;
  };
  return {
    whole,
    records,
    left: seat.left,
    vorgaenge: [...new Set(records.map((r) => r.vorgang))],
    /** true: from now on people of the city may name what it has brought */
    adopt: async (): Promise<boolean> => {
      try {
        if ((await work()) === null) return false;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        return false;
      } finally {
        centre.crashAfter(-1);
      }
      const before = known;
      known = true;
      return !before;
    },
    /** what is in its way at rest, told by itself */
    finish: async (): Promise<ReadonlySet<string>> => {
      for (let tries = 0; tries < 3; tries += 1) {
        const left = await work();
        if (left !== null) return new Set(left.map((v) => v.vorgang));
      }
      throw new Error('seat: refused again and again');
    },
  };
}
export type SimSeat = NonNullable<Awaited<ReturnType<typeof createSimSeat>>>;
