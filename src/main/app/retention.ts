import type { ErasureRow, RetentionOverview, RetentionRow } from '../../contract/retention.ts';
import { findPerson, formatPerson, formatRolle } from '../../domain/organisation/index.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import { isAdministrator, readLoeschungen } from './erase.ts';
import { mayRead } from './rights.ts';
import { viewerOf } from './views.ts';

/**
 * What must be kept until when, soonest first, and what was erased: whoever administers the system has to see
 * that the day has come (Art. 5(1)(e) GDPR), without reading what is not for his eyes.
 * Errors: organisation.keine-berechtigung.
 */
export function listRetention(
  ctx: AppContext,
  person: PersonId,
  limit: number,
): Result<RetentionOverview, Rejection> {
  if (!isAdministrator(ctx, person))
    return reject('organisation.keine-berechtigung', { rolle: formatRolle('systemverwaltung') });
  const { scopes } = viewerOf(ctx, person);
  const today = ctx.clock.today();
  const rows: RetentionRow[] = [];
  for (const [art, kind] of ctx.kinds) {
    if (!kind.retention) continue;
    for (const row of ctx.store.read.rows([art])) {
      const stand = ctx.store.read.confirmed(row.id);
      const frist = stand && kind.retention(stand.state);
      if (!frist) continue;
      rows.push({
        vorgang: row.id,
        artBezeichnung: kind.bezeichnung,
        nummer: row.projection.nummer,
        titel: mayRead(row.projection, scopes) ? row.projection.titel : null,
        bis: frist.bis,
        grund: frist.grund,
        abgelaufen: frist.bis < today,
      });
    }
  }
  rows.sort((a, b) => (a.bis < b.bis ? -1 : a.bis > b.bis ? 1 : a.vorgang < b.vorgang ? -1 : 1));
  return ok({
    zeilen: rows.slice(0, limit),
    gesamt: rows.length,
    abgelaufen: rows.filter((r) => r.abgelaufen).length,
    geloescht: listErasures(ctx),
  });
}

const listErasures = (ctx: AppContext): readonly ErasureRow[] =>
  [...readLoeschungen(ctx)].reverse().map(({ vorgang, art, zeit, akteur, grund, feed }) => {
    const who = findPerson(ctx.verzeichnis(), akteur);
    return {
      vorgang,
      artBezeichnung: ctx.kinds.get(art)?.bezeichnung ?? art,
      zeit,
      durch: who ? formatPerson(who) : akteur,
      grund,
      feed,
    };
  });
