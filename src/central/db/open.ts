import { existsSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { insertIntoPostgres, insertIntoSqlite, type InsertRows } from './bulk.ts';
import { migrate, type Dialect } from './migrate.ts';
import type { CentralDb } from './schema.ts';

export interface CentralDatabase {
  readonly db: Kysely<CentralDb>;
  readonly dialect: Dialect;
  /** many rows at once, within a transaction of `db` */
  readonly insertRows: InsertRows;
  readonly close: () => Promise<void>;
}

const INT8_OID = 20;
const MAX_STATEMENTS = 300;

/**
 * Opens the central database and brings it to today's shape.
 * `url`: `postgres://...` for production, or the path of a SQLite file (default: nothing else to install).
 */
export async function openCentralDatabase(url: string): Promise<CentralDatabase> {
  const opened = isPostgres(url) ? openPostgres(url) : openSqlite(url);
  try {
    await migrate(opened.db, opened.dialect);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/**
 * Opens it as it is, to look and not to touch: nothing is migrated or written. `damaged`: SQLite finds pages that are
 * not what they were (PostgreSQL checks its pages when it reads them).
 */
export function openCentralForReading(url: string): CentralDatabase & { readonly damaged: boolean } {
  if (isPostgres(url)) return { ...openPostgres(url), damaged: false };
  const database = new Database(url, { readonly: true, fileMustExist: true });
  const damaged = database.pragma('integrity_check', { simple: true }) !== 'ok';
  const kept = { prepare: prepareOnce(database), close: () => database.close() };
  const db = new Kysely<CentralDb>({ dialect: new SqliteDialect({ database: kept as never }) });
  const insertRows = () => Promise.reject(new Error('opened for reading'));
  return { db, dialect: 'sqlite', insertRows, close: () => db.destroy(), damaged };
}

/** Looks through the pages of a SQLite file before anything is written to it; what is not there yet is not damaged. */
export function isDamaged(file: string): boolean {
  if (isPostgres(file) || !existsSync(file)) return false;
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return database.pragma('quick_check(1)', { simple: true }) !== 'ok';
    } finally {
      database.close();
    }
  } catch (error) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '')) return true;
    throw error;
  }
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);

function openPostgres(url: string): CentralDatabase {
  // int8 comes as text by default; feed numbers stay far below 2^53
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format),
  };
  const pool = new pg.Pool({ connectionString: url, max: 16, types: types as never });
  // A connection at rest that breaks is no fault of anybody's request: the pool opens another.
  pool.on('error', () => undefined);
  // One that breaks in somebody's hands fails his query; told to nobody besides, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const db = new Kysely<CentralDb>({ dialect: new PostgresDialect({ pool }) });
  return { db, dialect: 'postgres', insertRows: insertIntoPostgres, close: () => db.destroy() };
}

function openSqlite(path: string): CentralDatabase {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  const prepare = prepareOnce(database);
  const prepareKept = (text: string) => {
    // The one place of a writer is taken before anything is read: a command line beside the service waits its turn,
    // and nobody finds in the middle that what was read is no longer so.
    if (text === 'begin') return prepare('begin immediate');
    // When the disk is full SQLite has rolled back by itself: to ask for it once more would hide why.
    return prepare(text === 'rollback' && !database.inTransaction ? 'SELECT 1 WHERE 0' : text);
  };
  const kept = { prepare: prepareKept, close: () => database.close() };
  const db = new Kysely<CentralDb>({ dialect: new SqliteDialect({ database: kept as never }) });
  return { db, dialect: 'sqlite', insertRows: insertIntoSqlite(prepare), close: () => db.destroy() };
}

/** Most statements are the same again and again: each is prepared once. */
function prepareOnce(database: Database.Database): Database.Database['prepare'] {
  const statements = new Map<string, Database.Statement>();
  return ((text: string) => {
    const known = statements.get(text);
    if (known) return known;
    // Lists of different length make ever new texts; those used often come back soon.
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  }) as Database.Database['prepare'];
}
