import { findKolonne, ROLLE_VERWALTUNG, type Regelwerk } from '../../../domain/bestattung/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { formatTag } from '../../../domain/shared/dates.ts';
import { refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { mayRead } from '../rights.ts';
import { viewerOf } from '../views.ts';
import { openKalenderstand } from './kalenderstand.ts';

/** There is none, or none this person may see. */
export const missing = (was: string): Rejection => ({ code: 'app.nichts-gefunden', params: { was } });
const KALENDER = missing('Der Bestattungskalender');

/** What every question of the cemetery starts from. */
export type Zugang = ReturnType<typeof openZugang>;

/** Who asks for something of the cemetery, and what they may see of it; asked again with every question. */
export function openZugang(workspace: OpenWorkspace, person: () => string) {
  const { ctx } = workspace;
  const kalender = openKalenderstand(workspace);
  const viewer = () => viewerOf(ctx, person());
  const istVerwaltung = (): boolean => viewer().scopes.has(`rolle:${ROLLE_VERWALTUNG}`);
  const heute = () => ctx.clock.today();

  /** The office's rules of a day, or why there are none. */
  const imBuero = <T>(tag: string, dann: (r: Regelwerk) => T) => {
    if (!istVerwaltung()) return refuse(ctx, KALENDER);
    const r = kalender.regelwerk(tag);
    return r === null
      ? refuse(ctx, { code: 'bestattung.regelwerk-unbekannt', params: { tag: formatTag(tag) } })
      : dann(r);
  };

  /** Work orders this person may read: the office all, a crew its own. */
  const auftraege = () => {
    const { scopes } = viewer();
    return kalender.auftraege().filter((a) => {
      const row = ctx.store.read.row(a.vorgang);
      return row !== null && mayRead(row.projection, scopes);
    });
  };

  /** Crews whose day this person may look at: the office all, a crew its own. */
  const kolonnen = (r: Regelwerk) => {
    const { scopes } = viewer();
    return r.kolonnen
      .filter((k) => istVerwaltung() || scopes.has(`kolonne:${k.id}`) || scopes.has(`einheit:${k.einheit}`))
      .map(({ id, name }) => ({ id, name }));
  };

  /** One of these crews as the rules of today know it. */
  const kolonneOf = (kolonne: string) => {
    const r = kalender.regelwerk(heute());
    return r && kolonnen(r).some((k) => k.id === kolonne) ? findKolonne(r, kolonne) : null;
  };

  return {
    workspace,
    ctx,
    person,
    kalender,
    viewer,
    istVerwaltung,
    heute,
    imBuero,
    auftraege,
    kolonnen,
    kolonneOf,
  };
}
