import { demoWoche } from '../../../domain/bestattung/index.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { graeberOf, regelwerkOf } from '../bestattung/stammdaten.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { DemoAct } from './acts.ts';

/** Same week for everybody, so that a demo can be talked about. */
const SEED = 11;

/** A believable week of burials, as commands for the real kinds. */
export function friedhofActs(workspace: OpenWorkspace, heute: Tag): readonly DemoAct[] {
  const { ctx } = workspace;
  const r = regelwerkOf(ctx, heute);
  if (r === null) throw new Error('Demo: the tables of the cemeteries are missing');
  const woche = demoWoche(heute, SEED, {
    r,
    graeber: graeberOf(ctx, heute),
    verzeichnis: ctx.verzeichnis(),
    id: ctx.newId,
  });
  return woche.map(({ zeit, art, vorgang, akteur, command }) => ({
    zeit,
    run: () => {
      const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
      const done = executeCommand(ctx, akteur, { art, vorgang, baseRevision, command });
      if (!done.ok)
        throw new Error(`Demo: ${command.type}: ${done.error.code} ${JSON.stringify(done.error.params)}`);
    },
  }));
}
