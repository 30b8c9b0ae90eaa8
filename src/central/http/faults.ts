/** What a fault of database or disk means to whoever asked: nothing was acknowledged, it can be sent again. */
export interface Trouble {
  readonly status: 503 | 507;
  readonly code: 'speicher-voll' | 'datenbank' | 'datenbank-beschaedigt' | 'ablage';
}

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100']);
const DAMAGED = /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/;
/** Away, starting, stopping, too many connections (PostgreSQL); locked (SQLite). */
const AWAY =
  /^(ECONN|EPIPE|ENOTFOUND|57P0\d|08\d\d\d|53\d\d\d|SQLITE_BUSY|SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_READONLY)/;

/** Null: a fault of ours. */
export function troubleOf(error: unknown): Trouble | null {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof code === 'string' ? code : '';
  if (FULL.has(text)) return { status: 507, code: 'speicher-voll' };
  if (DAMAGED.test(text)) return { status: 503, code: 'datenbank-beschaedigt' };
  if (text.startsWith('S3_')) return { status: 503, code: 'ablage' };
  const cut =
    typeof message === 'string' &&
    /connection (terminated|ended)|not queryable|timeout exceeded/i.test(message);
  return AWAY.test(text) || cut ? { status: 503, code: 'datenbank' } : null;
}
