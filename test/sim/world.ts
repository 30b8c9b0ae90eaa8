import { createSimCentre } from './centre.ts';
import { createSimClient, type SimClient } from './client.ts';
import { randomWish, START } from './commands.ts';
import { findFault, type Entered } from './invariants.ts';
import type { Notiz } from '../support/toy.ts';
import { createNetwork } from './network.ts';
import { createLookout } from './on-screen.ts';
import { createRandom } from './random.ts';
import { createSimSeat } from './seat.ts';

const PEOPLE = ['kaya', 'brand', 'celik', 'dorn', 'ernst'];
const ROUNDS_TO_REST = 12;

export interface Report {
  readonly seed: number;
  /** null: every invariant holds */
  readonly fault: string | null;
  /** hash of the last record: the same seed gives the same run */
  readonly digest: string;
  readonly commands: number;
  readonly records: number;
  readonly conflicts: number;
}

/** One run: some laptops, one centre, a bad day; then the network is healed and everything must fit. */
export async function runSeed(seed: number, steps = 160): Promise<Report> {
  const random = createRandom(seed);
  let virtual = START;
  let centreSkew = 0;
  const centre = await createSimCentre(random, () => new Date(virtual + centreSkew).toISOString());
  const people = PEOPLE.slice(0, 2 + random.below(PEOPLE.length - 1));
  const scopes = new Map<string, readonly string[]>(people.map((p) => [p, [`person:${p}`]]));
  const scopesOf = (person: string) => scopes.get(person) ?? [];
  const network = createNetwork(random, centre, scopesOf);
  let ids = 0;
  /** now and then documents are still on their way up, and what needs them stays in the outbox */
  let uploading = true;
  const documents = createRandom(seed + 1_000_000);
  const skews = new Map<string, number>();
  const clients = people.map((person) =>
    createSimClient(
      person,
      centre.ctx.kinds,
      network.transportOf(person),
      () => new Date(virtual + (skews.get(person) ?? 0)).toISOString(),
      () => `befehl-${person}-${(ids += 1)}`,
      (batch) => (uploading && documents.chance(0.1) ? documents.below(batch.length + 1) : batch.length),
    ),
  );
  /** what was acknowledged to somebody */
  const entered: Entered[] = [];
  const vorgaenge: string[] = [];
  let backup: Awaited<ReturnType<typeof centre.backup>> | null = null;
  let restored = false;
  /** of the seat, what the city has no place for */
  let draussen: ReadonlySet<string> = new Set();
  let fault: string | null = null;
  const lookOut = createLookout(centre, scopesOf);
  const chance = createRandom(seed + 2_000_000);
  const seat = await createSimSeat(chance, centre, people);
  try {
    while (seat?.whole && !(await adopt())) virtual += 1000;
    for (let step = 0; step < steps; step += 1) {
      virtual += random.below(600_000);
      await oneStep();
      if (seat !== null && !seat.whole && chance.chance(0.05)) await adopt();
      const strict = restored ? [] : [checkShown(), ...clients.map(checkWaiting)];
      for (const fault of [...strict, await lookOut(clients, entered)])
        if (fault !== null) throw new Error(fault);
    }
    await rest();
    fault = await findFault({
      centre,
      seat,
      draussen,
      clients,
      entered,
      scopesOf,
      isRevoked: network.isRevoked,
      restored,
    });
  } catch (error) {
    fault = `exception: ${(error as Error).stack ?? String(error)}`;
  }
  const last = await centre.database.db
    .selectFrom('record')
    .select(['feed', 'hash'])
    .orderBy('feed', 'desc')
    .limit(1)
    .executeTakeFirst();
  await centre.close();
  return {
    seed,
    fault,
    digest: last?.hash ?? '',
    commands: entered.length,
    records: last?.feed ?? 0,
    conflicts: clients.reduce((n, c) => n + c.openConflicts().length, 0),
  };

  /** The operator enters the seat, and is cut off as often as not. */
  async function adopt(): Promise<boolean> {
    if (seat === null) return false;
    if (chance.chance(0.6)) centre.crashAfter(chance.below(chance.chance(0.5) ? 40 : 200));
    const first = await seat.adopt();
    if (first) vorgaenge.push(...seat.vorgaenge);
    return first;
  }

  async function oneStep(): Promise<void> {
    const client = random.pick(clients);
    switch (random.below(15)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
        return enter(client);
      case 5:
      case 6:
        await client.sync();
        return;
      case 7:
        await Promise.all(clients.filter(() => random.chance(0.6)).map((c) => c.sync()));
        return;
      case 8:
        return network.deliverLate();
      case 9:
        if (random.chance(0.5)) network.part(client.person);
        else network.join(client.person);
        return;
      case 10:
        client.disk.crashAfter(random.below(12));
        await client.sync();
        client.disk.crashAfter(-1);
        return;
      case 11:
        centre.crashAfter(random.below(40));
        await client.sync();
        centre.crashAfter(-1);
        return;
      case 12:
        return backUpOrRestore();
      case 13:
        return changeTheDevice(client);
      default:
        return changeTheWorld(client);
    }
  }

  /** The centre loses its last hours: laptops must bring back what it had acknowledged. */
  async function backUpOrRestore(): Promise<void> {
    if (backup === null) backup = await centre.backup();
    else if (random.chance(0.3)) {
      network.forgetUnderway();
      await centre.restore(backup);
      backup = null;
      restored = true;
    }
  }

  /** A device is lost and found, or runs an older program for a while. */
  function changeTheDevice(client: SimClient): void {
    const { person } = client;
    if (network.isRevoked(person)) network.revoke(person, false);
    else if (random.chance(0.2)) network.revoke(person, true);
    else if (client.isOld()) update(client);
    else if (random.chance(0.3)) {
      client.install(random.chance(0.5) ? 'old' : 'older');
      network.outdate(person, random.chance(0.5));
    }
  }

  function update(client: SimClient): void {
    client.install('new');
    network.outdate(client.person, false);
  }

  /** Clocks go wrong, and rights come and go. */
  function changeTheWorld(client: SimClient): void {
    if (random.chance(0.3)) centreSkew = -random.below(random.chance(0.1) ? 3_600_000 : 240_000);
    if (random.chance(0.4)) skews.set(client.person, (random.below(3) - 1) * random.below(86_400_000));
    if (random.chance(0.6)) {
      const others = people.filter((p) => p !== client.person && random.chance(0.4));
      scopes.set(
        client.person,
        [client.person, ...others].map((p) => `person:${p}`),
      );
    }
  }

  async function enter(client: SimClient): Promise<void> {
    const { person, disk } = client;
    if (random.chance(0.1)) disk.crashAfter(random.below(3));
    const wish = randomWish(random, vorgaenge, people, person);
    const own = entered.filter((e) => e.person === person && e.vorgang === wish.vorgang);
    const after = own.map((e) => e.seq).findLast((seq) => disk.isWaiting(seq)) ?? null;
    const seen = disk.knownOf(wish.vorgang)?.revision ?? 0;
    const kept = await client.enter(wish);
    const { vorgang, command } = wish;
    const text = (command['text'] as string | undefined) ?? null;
    if (kept) entered.push({ id: kept.id, person, seq: kept.seq, vorgang, after, seen, text });
    disk.crashAfter(-1);
  }

  /** At any moment: what waits is on the screen of its author, unless somebody has closed the note meanwhile. */
  function checkWaiting(client: SimClient): string | null {
    const { person, disk } = client;
    for (const { seq, vorgang, text } of entered.filter((e) => e.person === person && e.text !== null)) {
      const known = disk.knownOf(vorgang)?.state as Notiz | undefined;
      const shown = client.shownOf(vorgang)?.state as Notiz | undefined;
      if (!disk.isWaiting(seq) || known?.geschlossen === true || shown === undefined) continue;
      if (!shown.texte.includes(text ?? '')) return `${person}#${seq} waits and is not on the screen`;
    }
    return null;
  }

  /**
   * At any moment: what has left the outbox as applied is in the state that its author sees, unless that is not
   * for his eyes, or not to be read by his program. Otherwise it would be gone from the screen until the feed brings it.
   */
  function checkShown(): string | null {
    const clientOf = new Map(clients.map((c) => [c.person, c]));
    for (const { person, seq, vorgang } of entered) {
      const client = clientOf.get(person) as SimClient;
      const result = client.disk.results().get(seq);
      const stand = client.disk.confirmedOf(vorgang);
      if (result?.outcome !== 'applied' || client.disk.isWaiting(seq) || stand === null) continue;
      if (stand.revision < result.revision && !client.unknown().includes(vorgang))
        return `${person}#${seq}: gone from the screen`;
    }
    return null;
  }

  async function rest(): Promise<void> {
    await network.heal();
    uploading = false;
    centreSkew = 0;
    // Later than anything that was said before, so that no clock stands behind the log.
    virtual += 600_000;
    for (const client of clients) {
      const { person } = client;
      if (random.chance(0.7)) network.revoke(person, false);
      if (random.chance(0.7) || network.isOutdated(person)) update(client);
    }
    if (seat !== null && !seat.whole) draussen = await seat.finish();
    for (let i = 0; i < ROUNDS_TO_REST; i += 1) for (const client of clients) await client.sync();
  }
}
