import type { Handlers } from '../../../contract/bridge.ts';
import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { done, refuse, type AppContext } from '../context.ts';
import { mayRead } from '../rights.ts';
import { CENTRE_SETTING, type CentreSettings, type SyncControl } from '../connection/sync-ports.ts';
import { toRow, viewerOf } from '../views.ts';

/** The Vorgang that a link from outside names, as far as this person may see it. */
export function linkHandlers(ctx: AppContext, person: () => string, sync: () => SyncControl | null) {
  const find = (id: string) => {
    const row = ctx.store.read.row(id);
    return row && mayRead(row.projection, viewerOf(ctx, person()).scopes) ? toRow(row) : null;
  };
  const self = (): string => {
    const found = findPerson(ctx.verzeichnis(), person());
    return found ? formatPerson(found) : 'Sie';
  };

  return {
    'link.oeffnen': async ({ id, stadt }) => {
      const here = find(id);
      if (here) return done(here);
      const control = sync();
      const centre = (ctx.store.read.setting(CENTRE_SETTING) ?? null) as CentreSettings | null;
      if (control === null || centre === null) return refuse(ctx, { code: 'link.einzelplatz', params: {} });
      if (stadt !== null && stadt !== centre.tenant)
        return refuse(ctx, { code: 'link.andere-stadt', params: { stadt: centre.stadt } });
      // The mail may be quicker than the feed.
      await control.syncNow();
      const arrived = find(id);
      return arrived ? done(arrived) : refuse(ctx, whyNot(control.state().art, self()));
    },
  } satisfies Partial<Handlers>;
}

/** Only who has just heard from the centre can say that there is nothing for them. */
const whyNot = (art: ReturnType<SyncControl['state']>['art'], name: string): Rejection =>
  art === 'verbunden'
    ? { code: 'link.nicht-sichtbar', params: { person: name } }
    : { code: 'link.nicht-abgeglichen', params: {} };
