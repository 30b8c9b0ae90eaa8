import { formatZeitpunkt } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { WorkspaceStore } from '../ports.ts';

/** Where this single seat has gone: set by the centre's command that takes it over (docs/adr/0029). */
export const MOVED_SETTING = 'umzug';
export interface Moved {
  readonly tenant: string;
  readonly stadt: string;
  readonly zeit: Zeitpunkt;
  /** last record of the chain that was taken over */
  readonly kopf: string;
}

type Store = { readonly read: Pick<WorkspaceStore['read'], 'setting'> };

/** Null: it is still at home here. */
export const movedTo = ({ read }: Store): Moved | null =>
  (read.setting(MOVED_SETTING) as Moved | null | undefined) ?? null;

/** Why nothing is entered here any more: it would exist nowhere but here. Null: go on. */
export function refuseMoved(store: Store): Rejection | null {
  const moved = movedTo(store);
  return (
    moved && {
      code: 'app.umgezogen',
      params: { stadt: moved.stadt, zeit: formatZeitpunkt(moved.zeit) },
    }
  );
}
