import { verifyChain, canonicalJson, type LedgerHeader } from '../../src/ledger/index.ts';
import { toStored } from '../../src/central/engine/states.ts';
import { createSimCentre } from './centre.ts';
import { createSimClient, type SimClient } from './client.ts';
import { createNetwork } from './network.ts';
import { createRandom, type Random } from './random.ts';

const PEOPLE = ['kaya', 'brand', 'celik', 'dorn', 'ernst'];
const RESOURCES = ['halle', 'bagger', 'kolonne'];
const START = Date.UTC(2026, 10, 22, 8);
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
  const network = createNetwork(random, centre, (p) => scopes.get(p) ?? []);
  let ids = 0;
  const skews = new Map<string, number>();
  const clients = people.map((person) =>
    createSimClient(
      person,
      centre.ctx.kinds,
      network.transportOf(person),
      () => new Date(virtual + (skews.get(person) ?? 0)).toISOString(),
      () => `befehl-${person}-${(ids += 1)}`,
    ),
  );
  const acknowledged = new Map<string, Set<number>>(people.map((p) => [p, new Set()]));
  /** what each acknowledged command was about */
  const targets = new Map<string, string>();
  const vorgaenge: string[] = [];
  let backup: Awaited<ReturnType<typeof centre.backup>> | null = null;
  let restored = false;
  let fault: string | null = null;
  try {
    for (let step = 0; step < steps; step += 1) {
      virtual += random.below(600_000);
      await oneStep();
      const vanished = restored ? null : checkShown();
      if (vanished !== null) throw new Error(vanished);
    }
    await rest();
    fault = await check();
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
    commands: [...acknowledged.values()].reduce((n, s) => n + s.size, 0),
    records: last?.feed ?? 0,
    conflicts: clients.reduce((n, c) => n + c.openConflicts().length, 0),
  };

  async function oneStep(): Promise<void> {
    const client = random.pick(clients);
    switch (random.below(14)) {
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

  /** Clocks go wrong, and rights come and go. */
  function changeTheWorld(client: SimClient): void {
    if (random.chance(0.3)) centreSkew = -random.below(240_000);
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
    const before = client.disk.lastSeq();
    if (random.chance(0.1)) client.disk.crashAfter(random.below(3));
    const [vorgang, command] = randomCommand(random, vorgaenge, people, client.person);
    if (await client.enter(vorgang, command)) {
      acknowledged.get(client.person)?.add(before + 1);
      targets.set(`${client.person}#${before + 1}`, vorgang);
    }
    client.disk.crashAfter(-1);
  }

  /**
   * At any moment: what has left the outbox as applied is in the state that its author sees, unless that is not
   * for his eyes. Otherwise it would be gone from the screen until the feed brings it.
   */
  function checkShown(): string | null {
    for (const { person, disk } of clients)
      for (const [seq, result] of disk.results()) {
        const stand = disk.confirmedOf(targets.get(`${person}#${seq}`) ?? '');
        if (result.outcome !== 'applied' || disk.isWaiting(seq) || stand === null) continue;
        if (stand.revision < result.revision) return `${person}#${seq}: gone from the screen`;
      }
    return null;
  }

  async function rest(): Promise<void> {
    await network.heal();
    centreSkew = 0;
    // Later than anything that was said before, so that no clock stands behind the log.
    virtual += 600_000;
    for (let i = 0; i < ROUNDS_TO_REST; i += 1) for (const client of clients) await client.sync();
  }

  async function check(): Promise<string | null> {
    const { db } = centre.database;
    const records = await db.selectFrom('record').selectAll().orderBy('feed').execute();
    const chain = verifyChain(
      centre.ctx.crypto,
      records.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerHeader),
    );
    if (chain.fault) return `chain: ${JSON.stringify(chain.fault)}`;
    const stands = (await db.selectFrom('stand').selectAll().execute()).map(toStored);
    const revisions = new Map<string, number>();
    for (const r of records) revisions.set(r.vorgang, (revisions.get(r.vorgang) ?? 0) + 1);
    for (const s of stands)
      if (revisions.get(s.stand.vorgang) !== s.stand.revision) return `revision of ${s.stand.vorgang}`;
    return (
      (await checkCommands(records.map((r) => r.command_id))) ??
      checkClaims(stands.map((s) => s.stand.state as Booked)) ??
      checkClients(stands)
    );
  }

  /** Every acknowledged command has exactly one answer; an applied one stands in the log once, a refused one never. */
  async function checkCommands(logged: readonly string[]): Promise<string | null> {
    const { db } = centre.database;
    const answers = await db.selectFrom('result').selectAll().execute();
    const counts = new Map<string, number>();
    for (const id of logged) counts.set(id, (counts.get(id) ?? 0) + 1);
    let applied = 0;
    for (const client of clients) {
      const seqs = acknowledged.get(client.person) ?? new Set<number>();
      if (seqs.size !== client.disk.lastSeq()) return `${client.person}: numbers with a gap`;
      if (client.disk.waiting() > 0) return `${client.person}: ${client.disk.waiting()} commands still wait`;
      for (const seq of seqs) {
        const stored = answers.filter((a) => a.client_id === `d:${client.person}` && a.seq === seq);
        if (stored.length !== 1) return `${client.person}#${seq}: ${stored.length} answers, lost or doubled`;
        const known = client.disk.results().get(seq);
        const answered = JSON.parse(stored[0]!.result) as { outcome: string };
        // After a restore a refused command is sent again as withdrawn: refused it stays, with another word.
        const alike = restored && known?.outcome !== 'applied' && answered.outcome !== 'applied';
        if (!alike && canonicalJson(known) !== canonicalJson(answered))
          return `${client.person}#${seq}: client and centre remember different answers: ${canonicalJson(known)} ${canonicalJson(answered)}`;
        const inInbox = client.openConflicts().filter((s) => s === seq).length;
        if (inInbox !== (known?.outcome === 'applied' ? 0 : 1))
          return `${client.person}#${seq}: ${inInbox} times in the inbox`;
        if (known?.outcome === 'applied') applied += 1;
      }
    }
    // Each command of the toy makes one event (a reaction a second one), so an effect done twice would show here.
    for (const [id, n] of counts) if (n > 2) return `${id}: ${n} records`;
    return counts.size === applied ? null : `${applied} applied, ${counts.size} in the log`;
  }

  function checkClients(stands: readonly ReturnType<typeof toStored>[]): string | null {
    for (const client of clients) {
      const own = new Set(['alle', ...(scopes.get(client.person) ?? [])]);
      const visible = stands.filter((s) => s.projection.lesbar.some((l) => own.has(l)));
      const want = visible.map((s) => canonicalJson(s.stand)).sort();
      const have = client.disk
        .confirmed()
        .map((s) => canonicalJson(s))
        .sort();
      if (canonicalJson(want) !== canonicalJson(have)) {
        const missing = want.filter((w) => !have.includes(w));
        const extra = have.filter((h) => !want.includes(h));
        return `${client.person} differs from the centre: missing ${missing.join(' ')}, extra ${extra.join(' ')}`;
      }
      if (client.disk.provisional().length > 0) return `${client.person}: provisional states at rest`;
    }
    return null;
  }
}

interface Booked {
  readonly belegt: readonly { readonly ressource: string; readonly von: string; readonly bis: string }[];
}

function checkClaims(states: readonly Booked[]): string | null {
  const all = states.flatMap((s, i) => s.belegt.map((b) => ({ ...b, i })));
  for (const a of all)
    for (const b of all)
      if (a.i < b.i && a.ressource === b.ressource && a.von < b.bis && b.von < a.bis)
        return `${a.ressource} is booked twice`;
  return null;
}

function randomCommand(
  random: Random,
  vorgaenge: string[],
  people: readonly string[],
  self: string,
): readonly [string, object] {
  if (vorgaenge.length === 0 || random.chance(0.25)) {
    const id = `v${random.below(1000)}-${vorgaenge.length}`;
    vorgaenge.push(id);
    const fuer = random.chance(0.4) ? { fuer: random.chance(0.5) ? self : random.pick(people) } : {};
    return [id, { type: 'createNotiz', titel: `Notiz ${id}`, ...fuer }];
  }
  const id = random.pick(vorgaenge);
  const hour = random.below(6);
  const at = (h: number) => new Date(START + 86_400_000 + h * 3600_000).toISOString();
  switch (random.below(8)) {
    case 0:
    case 1:
      return [id, { type: 'addText', text: `Text ${random.below(1000)}` }];
    case 2:
      return [id, { type: 'rename', titel: `Titel ${random.below(1000)}` }];
    case 3:
    case 4:
      return [
        id,
        {
          type: 'book',
          belegt: [{ ressource: random.pick(RESOURCES), von: at(hour), bis: at(hour + 1 + random.below(2)) }],
        },
      ];
    case 5:
      return [id, { type: 'report', text: `Meldung ${random.below(1000)}` }];
    case 6:
      return random.chance(0.3) ? [id, { type: 'close' }] : [id, { type: 'addText', text: 'kurz' }];
    default:
      return random.chance(0.3)
        ? [id, { type: 'closeOther', vorgang: random.pick(vorgaenge) }]
        : [id, { type: 'rename', titel: 'Umbenannt' }];
  }
}
