import type { VorgangId } from '../../domain/shared/vorgang.ts';
import type { CommandResult } from '../../ledger/index.ts';
import type { Sql } from './database.ts';

/** refused commands that their author has not dealt with (main/app/connection/sync-ports.ts) */
export const INBOX_SETTING = 'sync:konflikte';

interface InboxEntry {
  readonly envelope: { readonly vorgang: VorgangId; readonly command: { readonly type: string } };
  readonly result: CommandResult;
}

/** Erased for everybody: of what waited for its author only the kind of entry stays. */
export function emptyInbox(sql: Sql, vorgang: VorgangId, result: CommandResult): void {
  changeInbox(sql, vorgang, ({ envelope, ...rest }) => ({
    ...rest,
    envelope: { ...envelope, command: { type: envelope.command.type } },
    result,
  }));
}

/** Rewrites what waits in the inbox about one Vorgang. */
export function changeInbox(sql: Sql, vorgang: VorgangId, change: (entry: InboxEntry) => InboxEntry): void {
  const row = sql<{ wert: string }>('SELECT wert FROM setting WHERE name = ?').get(INBOX_SETTING);
  const entries = row ? (JSON.parse(row.wert) as readonly InboxEntry[] | null) : null;
  if (!entries?.some((e) => e.envelope.vorgang === vorgang)) return;
  const next = entries.map((e) => (e.envelope.vorgang === vorgang ? change(e) : e));
  sql('UPDATE setting SET wert = ? WHERE name = ?').run(JSON.stringify(next), INBOX_SETTING);
}
