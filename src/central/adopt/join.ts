import type { BlobFiles } from '../blobs/files.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import { readSealed } from '../engine/sealed.ts';
import { makeCheckpoint, type EvidenceContext } from '../evidence/checkpoint.ts';
import type { Origin } from './candidates.ts';
import { copyBytes } from './documents.ts';
import { enterBatch } from './enter.ts';
import type { Decisions } from './people.ts';
import { describeCollision, isCollision, refused, type PlannedVorgang, type Refused } from './plan.ts';
import { prepare } from './prepare.ts';
import { sealChain } from './seal.ts';
import type { SingleSeat } from './seat.ts';

export interface JoinDeps {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly blobs: Pick<BlobFiles, 'append' | 'finish' | 'size'>;
  /** signs the end of the seat's chain; the key of the checkpoints of this city */
  readonly evidence: EvidenceContext;
  /** how far it is; what it throws stops everything where it stands */
  readonly progress?: (schritt: Schritt, fertig: number, alle: number) => void;
}
export type Schritt = 'dokumente' | 'versiegelt' | 'uebernommen' | 'fertig';

/** A seat whose folder is open, and may be closed for further entries. */
export interface LeavingSeat extends SingleSeat {
  /** from now on nothing is entered in it any more: before its chain is sealed */
  readonly leave: (kopf: string) => void;
  /** nothing was sealed: it goes on as before */
  readonly stay: () => void;
}

export interface Joined {
  readonly outcome: 'joined';
  readonly uebernommen: number;
  /** by an earlier run */
  readonly schonDa: number;
  readonly draussen: readonly PlannedVorgang[];
  readonly dokumente: number;
  readonly eintraege: number;
  readonly kopf: string;
}

/** Vorgaenge entered in one transaction. */
const BATCH = 50;

/**
 * Enters a single seat into a city that has entries of its own (docs/adr/0029): its chain is sealed, and each Vorgang
 * enters by one event. Stopped anywhere, the same call goes on where it stopped. What collides with the city, and is
 * not decided to stay out, refuses everything before anything is written.
 */
export async function joinSeat(
  deps: JoinDeps,
  tenant: string,
  origin: Origin,
  seat: LeavingSeat,
  decisions: Decisions,
): Promise<Joined | Refused> {
  const { ctx, database, evidence, progress } = deps;
  const prepared = await prepare(ctx, database, tenant, origin, seat, decisions);
  if ('outcome' in prepared) return prepared;
  const { chain, sealed, candidates, plan, uebersetzung } = prepared;
  if (plan.fehler.length > 0) return refused(...plan.fehler);
  const colliding = plan.vorgaenge.filter((v) => isCollision(v.standing));
  // Sealed before: those that are free now enter, the others are reported again.
  if (sealed === null && colliding.length > 0) return refused(...colliding.map(describeCollision));

  const entering = candidates.filter(({ vorgang }) =>
    plan.vorgaenge.some((v) => v.vorgang === vorgang && v.standing.stand === 'frei'),
  );
  const shas = [...new Set(entering.flatMap((c) => c.documents))].filter((s) => seat.fakt(s) !== null);
  const lost = await copyBytes(deps.blobs, tenant, seat, shas);
  if (lost !== null) return refused(`Das Dokument ${lost} ist nicht mehr, was es war.`);
  progress?.('dokumente', shas.length, shas.length);

  if (sealed === null) {
    const checkpoint = await makeCheckpoint(evidence, tenant);
    if (checkpoint.outcome === 'fault')
      return refused(`Der Verlauf der Stadt passt nicht zu ihrem letzten Prüfpunkt (${checkpoint.fault}).`);
    seat.leave(chain.kopf);
    try {
      await sealChain(database, evidence.signer, seat, tenant, chain, origin, uebersetzung, ctx.clock.now());
    } catch (error) {
      // Whether it was sealed after all, the database says; where it does not answer, nobody may go on in the seat.
      const known = await readSealed(database.db, tenant);
      if (!known.some((k) => k.kette === chain.kette)) seat.stay();
      throw error;
    }
  } else seat.leave(chain.kopf);
  progress?.('versiegelt', chain.eintraege, chain.eintraege);

  const draussen = new Map(
    plan.vorgaenge.flatMap((v) => (v.standing.stand === 'bleibt-draussen' ? [[v.vorgang, v] as const] : [])),
  );
  let uebernommen = 0;
  for (let i = 0; i < entering.length; i += BATCH) {
    const batch = entering.slice(i, i + BATCH);
    const late = await enterBatch(deps, tenant, chain, origin, seat, batch, new Set(draussen.keys()));
    for (const v of late) draussen.set(v.vorgang, v);
    uebernommen += batch.length - late.length;
    progress?.('uebernommen', i + batch.length, entering.length);
  }
  await database.db
    .updateTable('siegelkette')
    .set({ fertig: [...draussen.values()].some((v) => isCollision(v.standing)) ? 0 : 1 })
    .where('tenant', '=', tenant)
    .where('kette', '=', chain.kette)
    .execute();
  await makeCheckpoint(evidence, tenant);
  progress?.('fertig', uebernommen, uebernommen);
  return {
    outcome: 'joined',
    uebernommen,
    schonDa: plan.vorgaenge.filter((v) => v.standing.stand === 'schon-da').length,
    draussen: [...draussen.values()],
    dokumente: shas.length,
    eintraege: chain.eintraege,
    kopf: chain.kopf,
  };
}
