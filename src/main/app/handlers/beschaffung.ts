import type { Handlers } from '../../../contract/bridge.ts';
import { attachVermerk, closeLaufzettel } from '../beschaffung/laufzettel.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const UNKNOWN = { code: 'ledger.vorgang-unbekannt', params: {} } as const;

/** Use cases of the Laufzettel that are more than one command. */
export function beschaffungHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx } = workspace;
  const view = (vorgang: string) => {
    const found = viewVorgang(ctx, viewerOf(ctx, person()), vorgang);
    return found?.art === 'laufzettel' ? found : null;
  };
  const answer = (vorgang: string) => {
    const after = view(vorgang);
    return after && { vorgang: after, bestaetigt: !after.vorlaeufig };
  };
  return {
    'laufzettel.vermerk': async ({ vorgang }) => {
      if (!view(vorgang)) return refuse(ctx, UNKNOWN);
      const made = await attachVermerk(workspace, person(), vorgang);
      if (!made.ok) return refuse(ctx, made.error);
      const after = answer(vorgang);
      return after ? done({ ...after, document: made.value.document }) : refuse(ctx, UNKNOWN);
    },
    'laufzettel.abschliessen': async ({ vorgang }) => {
      if (!view(vorgang)) return refuse(ctx, UNKNOWN);
      const closed = await closeLaufzettel(workspace, person(), vorgang);
      if (!closed.ok) return refuse(ctx, closed.error);
      const after = answer(vorgang);
      return after ? done({ ...after, document: closed.value }) : refuse(ctx, UNKNOWN);
    },
  } satisfies Partial<Handlers>;
}
