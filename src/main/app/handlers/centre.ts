import type { Handlers } from '../../../contract/bridge.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { done, refuse } from '../context.ts';
import { eraseVorgang } from '../erase.ts';
import { mayRead } from '../rights.ts';
import type { SyncControl } from '../connection/sync-ports.ts';
import { isHistoryIncomplete, viewerOf, viewHistory } from '../views.ts';

const UNKNOWN = { code: 'ledger.vorgang-unbekannt', params: {} } as const;

/** What a connected workspace asks its centre: the past of a Vorgang, erasing one, the pens of documents. */
export function centreHandlers({ ctx }: OpenWorkspace, person: () => string, sync: () => SyncControl | null) {
  const viewer = () => viewerOf(ctx, person());
  return {
    'vorgang.history': async ({ id }) => {
      const here = viewHistory(ctx, viewer(), id);
      if (here === null) return refuse(ctx, UNKNOWN);
      const control = sync();
      if (control === null || !isHistoryIncomplete(ctx, id)) return done(here);
      await control.fetchHistory(id);
      return done(viewHistory(ctx, viewer(), id) ?? here);
    },
    'vorgang.erase': async ({ vorgang, grund }) => {
      const control = sync();
      if (control === null) {
        const erased = eraseVorgang(ctx, person(), { vorgang, grund });
        if (!erased.ok) return refuse(ctx, erased.error);
        return done({ vorgang, zeit: erased.value.zeit, feed: erased.value.feed });
      }
      if (grund.trim().length < 3)
        return refuse(ctx, { code: 'loeschung.grund-fehlt', params: {}, field: 'grund' });
      const erased = await control.erase(vorgang, grund.trim());
      if (!erased.ok) return refuse(ctx, erased.error);
      await control.syncNow();
      return done(erased.value);
    },
    'stift.list': ({ vorgang }) => {
      const row = ctx.store.read.row(vorgang);
      if (!row || !mayRead(row.projection, viewer().scopes)) return done([]);
      return done((sync()?.pen.list() ?? []).filter((p) => p.vorgang === vorgang));
    },
  } satisfies Partial<Handlers>;
}
