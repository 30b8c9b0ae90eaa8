import type { Handlers } from '../../../contract/bridge.ts';
import { buildArbeitskorb } from '../arbeitskorb.ts';
import { done, refuse, type AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { mayRead } from '../rights.ts';
import { toRow, viewVorgang, viewerOf } from '../views.ts';

type VorgangHandlers = Pick<
  Handlers,
  | 'command.execute'
  | 'vorgang.get'
  | 'vorgang.list'
  | 'arbeitskorb.get'
  | 'search.query'
  | 'verzeichnis.get'
  | 'id.new'
>;

const UNKNOWN = { code: 'ledger.vorgang-unbekannt', params: {} } as const;
const SEARCH_LIMIT = 50;

/** Reading and commanding Vorgaenge of any kind, in the name of the person at the screen. */
export function vorgangHandlers(ctx: AppContext, person: () => string): VorgangHandlers {
  const viewer = () => viewerOf(ctx, person());
  return {
    'command.execute': (intent) => {
      const row = ctx.store.read.row(intent.vorgang);
      if (row && !mayRead(row.projection, viewer().scopes)) return refuse(ctx, UNKNOWN);
      const result = executeCommand(ctx, person(), intent);
      if (!result.ok) return refuse(ctx, result.error);
      const view = viewVorgang(ctx, viewer(), intent.vorgang);
      return view ? done({ vorgang: view, bestaetigt: !view.vorlaeufig }) : refuse(ctx, UNKNOWN);
    },
    'vorgang.get': ({ id }) => {
      const view = viewVorgang(ctx, viewer(), id);
      return view ? done(view) : refuse(ctx, UNKNOWN);
    },
    'vorgang.list': ({ arten, offen, merkmale }) => {
      const { scopes } = viewer();
      const rows = ctx.store.read.rows(arten, offen === undefined ? {} : { offen });
      const bears = ({ projection }: (typeof rows)[number]) =>
        merkmale === undefined || projection.merkmale.some((m) => merkmale.includes(m));
      return done(rows.filter((r) => bears(r) && mayRead(r.projection, scopes)).map(toRow));
    },
    'arbeitskorb.get': () => done(buildArbeitskorb(ctx, viewer())),
    'search.query': async ({ text, limit }) => {
      await ctx.store.completeIndex();
      const { scopes } = viewer();
      const wanted = limit ?? SEARCH_LIMIT;
      // More than asked for, because some hits may not be for this person's eyes.
      const hits = ctx.store.read.search(text, wanted * 4).filter((h) => mayRead(h.row.projection, scopes));
      return done(hits.slice(0, wanted).map((h) => ({ vorgang: toRow(h.row), auszug: h.auszug })));
    },
    'verzeichnis.get': () => done(ctx.verzeichnis()),
    'id.new': () => done(ctx.newId()),
  };
}
