import { faelligerBefehl, type BestattungState } from '../../../domain/bestattung/index.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { GRAEBER_VORGANG, syncGraeber } from './stammdaten.ts';

const EVERY_MS = 3 * 60_000;

/**
 * What the cemeteries need done without anybody asking, as long as the workspace is open: lapsed holds give their
 * resources back, and a new origin of the graves is read in.
 */
export function startFriedhofsdienst(workspace: OpenWorkspace, person: () => PersonId): void {
  const { ctx } = workspace;
  const timer = setInterval(() => expireVormerkungen(ctx, person()), EVERY_MS);
  timer.unref();
  workspace.atClose(() => clearInterval(timer));
  workspace.watch((vorgaenge) => {
    if (vorgaenge.includes(GRAEBER_VORGANG)) syncGraeber(ctx, ctx.clock.today());
  });
  syncGraeber(ctx, ctx.clock.today());
  expireVormerkungen(ctx, person());
}

/** Ends every hold whose time is over; answers how many. A refusal is left for the next round. */
export function expireVormerkungen(ctx: AppContext, person: PersonId): number {
  let n = 0;
  const jetzt = ctx.clock.now();
  for (const { id } of ctx.store.read.rows(['bestattung'], { offen: true })) {
    const stand = ctx.store.read.stand(id);
    const command = stand && faelligerBefehl(stand.state as BestattungState, jetzt);
    if (!stand || !command) continue;
    const intent = { art: 'bestattung', vorgang: id, baseRevision: stand.revision, command };
    if (executeCommand(ctx, person, intent).ok) n += 1;
  }
  return n;
}
