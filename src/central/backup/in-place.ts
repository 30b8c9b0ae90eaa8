import { existsSync } from 'node:fs';
import { isPostgres, openCentralForReading } from '../db/open.ts';
import { allKeyNotes, type KeyNote } from '../evidence/key-history.ts';
import { readErasures, type ErasureRow } from './keys.ts';

/** What the database that a restore replaces knows and a backup may not: what was erased, which keys sign. */
export interface InPlace {
  readonly erasures: readonly ErasureRow[];
  readonly keyNotes: readonly KeyNote[];
  /** there is one, but it cannot be read any more */
  readonly unreadable: boolean;
}

export async function readInPlace(url: string): Promise<InPlace> {
  const nothing = { erasures: [], keyNotes: [], unreadable: false };
  if (!isPostgres(url) && !existsSync(url)) return nothing;
  let close = async (): Promise<void> => undefined;
  try {
    const database = openCentralForReading(url);
    close = database.close;
    const tables = (await database.db.introspection.getTables()).map((t) => t.name);
    if (!tables.includes('record')) return nothing;
    return {
      erasures: tables.includes('loeschung') ? await readErasures(database.db) : [],
      keyNotes: tables.includes('pruefnotiz') ? await allKeyNotes(database.db) : [],
      unreadable: false,
    };
  } catch {
    return { ...nothing, unreadable: true };
  } finally {
    await close();
  }
}
