import { faelligerBefehl, type BestattungState } from '../../../domain/bestattung/index.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { keepOffeneBlaetter } from './blaetter.ts';
import { GRAEBER_VORGANG, syncGraeber } from './stammdaten.ts';

const EVERY_MS = 3 * 60_000;

/**
 * What the cemeteries need done without anybody asking, as long as the workspace is open: lapsed holds give their
 * resources back, a new origin of the graves is read in, and sheets that waited for the centre are made and kept.
 */
export function startFriedhofsdienst(workspace: OpenWorkspace, person: () => PersonId): void {
  const { ctx } = workspace;
  let zu = false;
  let laeuft = false;
  /** Sheets looked at too early: made when the centre has answered, one round at a time. */
  const keepBlaetter = () => {
    if (laeuft || zu) return;
    laeuft = true;
    void keepOffeneBlaetter(workspace, person())
      .catch((fault: unknown) => {
        // Locked in the middle of it, or the disk is full: still noted, it is made another time.
        if (!zu && !(fault instanceof Error && 'rejection' in fault)) throw fault;
      })
      .finally(() => {
        laeuft = false;
      });
  };
  workspace.atClose(() => {
    zu = true;
  });
  const timer = setInterval(() => expireVormerkungen(ctx, person()), EVERY_MS);
  timer.unref();
  workspace.atClose(() => clearInterval(timer));
  workspace.watch((vorgaenge) => {
    if (vorgaenge.includes(GRAEBER_VORGANG)) syncGraeber(ctx, ctx.clock.today());
    keepBlaetter();
  });
  syncGraeber(ctx, ctx.clock.today());
  keepBlaetter();
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
