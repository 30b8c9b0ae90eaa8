import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerCrypto } from '../../../ledger/index.ts';
import { openDatabase, statements } from '../database.ts';
import { isGenuine, readContainer } from './container.ts';
import { backupFiles } from './list.ts';
import { readKeys, type KeyMap } from './verify.ts';

/**
 * Gathers the keys for a restore: of the backup itself, of the other backups of the same workspace, and of the
 * workspace that is in place, in the order of time. A Vorgang erased in any of them is erased; of a document,
 * which may have come back, the latest word counts.
 */
export async function collectKeys(
  file: string,
  options: { readonly dir: string; readonly backupDir: string; readonly crypto: LedgerCrypto },
  workspace: string,
  databaseKey: Uint8Array,
): Promise<KeyMap> {
  const sources: { readonly zeit: string; readonly keys: KeyMap }[] = [];
  for (const path of new Set([file, ...backupFiles(options.backupDir)])) {
    const found = await keysOfBackup(path, options.crypto, workspace, databaseKey);
    if (found) sources.push(found);
  }
  sources.sort((a, b) => (a.zeit < b.zeit ? -1 : 1));
  const merged = new Map<string, Uint8Array | null>();
  for (const keys of [...sources.map((s) => s.keys), keysInPlace(options.dir, databaseKey)]) {
    for (const [id, key] of keys) {
      const erased = id.startsWith('v:') && merged.get(id) === null;
      if (!erased) merged.set(id, key);
    }
  }
  return merged;
}

async function keysOfBackup(path: string, crypto: LedgerCrypto, workspace: string, databaseKey: Uint8Array) {
  const container = await readContainer(path);
  if (!container.ok || !container.value.hasKeys) return null;
  const { head } = container.value;
  if (head.mappe.id !== workspace || !isGenuine(crypto, databaseKey, container.value)) return null;
  const file = await open(path, 'r');
  try {
    const keys = await readKeys(file, container.value, databaseKey, crypto);
    return keys && { zeit: head.zeit, keys };
  } finally {
    await file.close();
  }
}

/** Of the workspace in place as far as it can be read: it may be damaged, which is why it is being replaced. */
function keysInPlace(dir: string, databaseKey: Uint8Array): KeyMap {
  const path = join(dir, 'schluessel.db');
  if (!existsSync(path)) return new Map();
  try {
    const db = openDatabase(path, 'schluessel.db', databaseKey, { readonly: true });
    try {
      const rows = statements(db)<{ id: string; key: Buffer | null }>('SELECT id, key FROM schluessel').all();
      return new Map(rows.map((r) => [r.id, r.key]));
    } finally {
      db.close();
    }
  } catch {
    return new Map();
  }
}
