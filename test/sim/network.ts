import type { PushRequest } from '../../src/contract/sync.ts';
import { pull } from '../../src/central/sync/pull.ts';
import { push } from '../../src/central/sync/push.ts';
import type { Line, SyncTransport } from '../../src/main/sync/ports.ts';
import { readerOf } from '../support/central.ts';
import type { SimCentre } from './centre.ts';
import type { Random } from './random.ts';
import { Crash } from './store.ts';

/** How likely each fault is while the network is bad. */
const LOSE_REQUEST = 0.12;
const LOSE_ANSWER = 0.15;
const DELAY_REQUEST = 0.12;
const DUPLICATE = 0.12;
/** small, so that every run has several */
const PAGE = 4;

/** A network that loses, doubles, delays and reorders, and is parted now and then. Nothing in it takes real time. */
export function createNetwork(
  random: Random,
  centre: SimCentre,
  scopesOf: (person: string) => readonly string[],
) {
  const parted = new Set<string>();
  const revoked = new Set<string>();
  const outdated = new Set<string>();
  let bad = true;
  /** requests still on their way; they arrive in any order, long after their sender has given up */
  let underway: (() => Promise<unknown>)[] = [];
  const overJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

  /** The service answers, or its process dies on the way and is started again. Who is let in is asked at arrival. */
  async function served<T>(person: string, work: () => Promise<T>, sends: boolean): Promise<Line<T>> {
    if (revoked.has(person)) return { line: 'refused', reason: 'revoked' };
    if (sends && outdated.has(person)) return { line: 'refused', reason: 'upgrade' };
    try {
      return { line: 'ok', value: overJson(await work()) };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      centre.crashAfter(-1);
      return { line: 'down' };
    }
  }

  async function over<T>(person: string, work: () => Promise<T>, sends = false): Promise<Line<T>> {
    if (parted.has(person)) return { line: 'down' };
    if (!bad) return served(person, work, sends);
    if (random.chance(LOSE_REQUEST)) return { line: 'down' };
    if (random.chance(DELAY_REQUEST)) {
      underway.push(() => served(person, work, sends));
      return { line: 'down' };
    }
    if (random.chance(DUPLICATE)) underway.push(() => served(person, work, sends));
    const answer = await served(person, work, sends);
    return random.chance(LOSE_ANSWER) ? { line: 'down' } : answer;
  }

  return {
    transportOf: (person: string): SyncTransport => {
      const caller = { tenant: 'siegen', person, device: 'd', clientId: `d:${person}` };
      const { ctx, database } = centre;
      return {
        push: (request: PushRequest) => {
          const sent = overJson(request);
          const work = async () => ({
            answers: await push(ctx, database, caller, sent.commands),
            serverTime: ctx.clock.now(),
          });
          return over(person, work, true);
        },
        // Rights are those of the moment at which the request arrives.
        pull: (cursor) =>
          over(person, () => pull(ctx, database, readerOf(person, scopesOf(person), 'd'), cursor, PAGE)),
      };
    },
    part: (person: string) => parted.add(person),
    join: (person: string) => parted.delete(person),
    /** a device that is revoked, or whose program is too old to be let write; true: from now on */
    revoke: (person: string, yes: boolean) => void (yes ? revoked.add(person) : revoked.delete(person)),
    outdate: (person: string, yes: boolean) => void (yes ? outdated.add(person) : outdated.delete(person)),
    isRevoked: (person: string) => revoked.has(person),
    isOutdated: (person: string) => outdated.has(person),
    deliverLate: async () => {
      if (underway.length === 0) return;
      const [request] = underway.splice(random.below(underway.length), 1);
      await request?.();
    },
    /** with its process, whatever was on its way to the centre is gone */
    forgetUnderway: () => {
      underway = [];
    },
    heal: async () => {
      bad = false;
      parted.clear();
      const rest = underway;
      underway = [];
      for (const request of rest) await request();
    },
  };
}
