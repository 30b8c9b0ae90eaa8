import { existsSync } from 'node:fs';
import { isPostgres, openCentralForReading } from '../db/open.ts';
import { allKeyNotes, type KeyNote } from '../evidence/key-history.ts';
import { readDevices, type DeviceEntry } from './devices.ts';
import { readErasures, type ErasureRow } from './keys.ts';

/** What the database that a restore replaces knows and a backup may not: what was erased, which keys sign, who may in. */
export interface InPlace {
  readonly erasures: readonly ErasureRow[];
  readonly keyNotes: readonly KeyNote[];
  readonly devices: readonly DeviceEntry[];
  /** there is one, but it cannot be read any more */
  readonly unreadable: boolean;
}

export async function readInPlace(url: string): Promise<InPlace> {
  const nothing = { erasures: [], keyNotes: [], devices: [], unreadable: false };
  if (!isPostgres(url) && !existsSync(url)) return nothing;
  let close = async (): Promise<void> => undefined;
  try {
    const database = openCentralForReading(url);
    close = database.close;
    const found = await database.db.introspection.getTables();
    const tables = found.map((t) => t.name);
    // Of an older program: such a database knows less of a device.
    const whole = found.some((t) => t.name === 'device' && t.columns.some((c) => c.name === 'revoked_by'));
    if (!tables.includes('record')) return nothing;
    return {
      erasures: tables.includes('loeschung') ? await readErasures(database.db) : [],
      keyNotes: tables.includes('pruefnotiz') ? await allKeyNotes(database.db) : [],
      devices: whole ? await readDevices(database.db) : [],
      unreadable: false,
    };
  } catch {
    return { ...nothing, unreadable: true };
  } finally {
    await close();
  }
}
