import { formatZeitpunkt } from '../../domain/shared/dates.ts';
import type { Projection } from '../../domain/shared/vorgang.ts';
import { ADOPTED, adoptionId } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { findTaken } from '../engine/claims.ts';
import type { Session } from '../engine/session.ts';
import type { Candidate, Origin } from './candidates.ts';

/** How a Vorgang of the seat stands to the city. */
export type Standing =
  | { readonly stand: 'frei' }
  /** entered before, by an earlier run */
  | { readonly stand: 'schon-da' }
  /** stays out: by decision, because its place is taken, or because it names one that stays out */
  | {
      readonly stand: 'bleibt-draussen';
      readonly grund: 'auslassen' | 'kennung' | 'belegt' | 'nummer' | 'haengt';
      readonly text: string;
    };

/** Which of these the city knows, and how. */
export async function readKnown(
  tx: Tx,
  tenant: string,
  kopf: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, 'schon-da' | 'fremd'>> {
  const known = new Map<string, 'schon-da' | 'fremd'>();
  for (let i = 0; i < ids.length; i += 500) {
    const part = ids.slice(i, i + 500);
    const records = await tx
      .selectFrom('record')
      .select(['vorgang', 'type', 'command_id'])
      .where('tenant', '=', tenant)
      .where('vorgang', 'in', part)
      .execute();
    for (const r of records) {
      const ours = r.type === ADOPTED && r.command_id === adoptionId(kopf);
      if (ours || !known.has(r.vorgang)) known.set(r.vorgang, ours ? 'schon-da' : 'fremd');
    }
    // Erased before a restore took back that it had been here: it stays erased.
    const keys = await tx
      .selectFrom('vorgang_key')
      .select('vorgang')
      .where('tenant', '=', tenant)
      .where('vorgang', 'in', part)
      .where('key', 'is', null)
      .execute();
    for (const { vorgang } of keys) if (!known.has(vorgang)) known.set(vorgang, 'schon-da');
  }
  return known;
}

/** What the city has already, as far as it touches the seat. */
export interface CityState {
  readonly known: ReadonlyMap<string, 'schon-da' | 'fremd'>;
  readonly nummern: ReadonlySet<string>;
}

export const readCityState = async (
  tx: Tx,
  tenant: string,
  kopf: string,
  { vorsatz }: Origin,
  ids: readonly string[],
): Promise<CityState> => ({
  known: await readKnown(tx, tenant, kopf, ids),
  nummern: await readNumbers(tx, tenant, vorsatz),
});

/**
 * May this one enter? Nothing is booked twice: whose id, number or resource is taken stays out whole, with both
 * sides named, and so does what names it: a crew must not be sent to a burial that is not booked.
 */
export async function judge(
  session: Session,
  candidate: Candidate,
  { known, nummern }: CityState,
  draussen: ReadonlySet<string>,
  auslassen: ReadonlySet<string>,
): Promise<Standing> {
  const { vorgang, art, claims, nennt, projection } = candidate;
  const out = (grund: (Standing & { stand: 'bleibt-draussen' })['grund'], text: string): Standing => ({
    stand: 'bleibt-draussen',
    grund,
    text,
  });
  if (known.get(vorgang) === 'schon-da') return { stand: 'schon-da' };
  if (auslassen.has(vorgang)) return out('auslassen', 'so entschieden');
  if (known.get(vorgang) === 'fremd')
    return out('kennung', `gibt es in der Stadt schon: ${await describe(session, vorgang)}`);
  const missing = [...nennt].find((other) => draussen.has(other));
  if (missing !== undefined) return out('haengt', `nennt einen Vorgang, der draußen bleibt (${missing})`);
  const taken = await findTaken(session, vorgang, claims);
  if (taken !== null)
    return out(
      'belegt',
      `${taken.ressource} ist von ${formatZeitpunkt(taken.von)} bis ${formatZeitpunkt(taken.bis)} belegt durch ` +
        (await describe(session, taken.vorgang)),
    );
  if (nummern.has(numberKey(art, projection.nummer)))
    return out('nummer', `die Nummer ${projection.nummer} gibt es in der Stadt schon`);
  return { stand: 'frei' };
}

/** How each of them stands, until nothing more stays out. */
export async function judgeAll(
  session: Session,
  tenant: string,
  kopf: string,
  origin: Origin,
  candidates: readonly Candidate[],
  auslassen: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Standing>> {
  const ids = candidates.map((c) => c.vorgang);
  const city = await readCityState(session.tx, tenant, kopf, origin, ids);
  const standings = new Map<string, Standing>();
  const draussen = new Set<string>();
  // Until nothing more stays out: what names a later one that stays out is found in the next round.
  for (let before = -1; before !== draussen.size;) {
    before = draussen.size;
    for (const c of candidates) {
      if (draussen.has(c.vorgang)) continue;
      const standing = await judge(session, c, city, draussen, auslassen);
      standings.set(c.vorgang, standing);
      if (standing.stand === 'bleibt-draussen') draussen.add(c.vorgang);
    }
  }
  return standings;
}

async function describe(session: Session, vorgang: string): Promise<string> {
  const stored = await session.stand(vorgang);
  if (stored === null) return vorgang;
  const { nummer, titel } = stored.projection;
  return [nummer, `„${titel}“`, `(${stored.stand.art} ${vorgang})`].filter(Boolean).join(' ');
}

/** Numbers of the city that begin like those of this seat, each with its kind: given by hand, before anybody knew. */
async function readNumbers(tx: Tx, tenant: string, vorsatz: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('stand')
    .select(['art', 'projection'])
    .where('tenant', '=', tenant)
    .where('projection', 'like', `%"nummer":"${vorsatz}-%`)
    .execute();
  return new Set(rows.map((r) => numberKey(r.art, (JSON.parse(r.projection) as Projection).nummer)));
}

const numberKey = (art: string, nummer: string | null): string => `${art} ${nummer}`;
