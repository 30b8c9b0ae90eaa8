import { existsSync, renameSync } from 'node:fs';
import type { LedgerCrypto } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { keyNotes } from './checkpoint.ts';
import { allKeyNotes, readKeyHistory, writeKeyHistory } from './key-history.ts';
import { makeKeyFile, openSigner } from './signing-key.ts';

/**
 * Puts a new key in the place of the one in `file`. In every city the old key introduces the new one, so that
 * laptops follow by themselves; then the old file is renamed. Cut short, it goes on with the same new key. The
 * introductions are written beside the key as well, for the restore of a backup that does not have them yet.
 * Answers where the old key lies now, to be destroyed or locked away.
 */
export async function rotateKey(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  file: string,
  now: () => string,
): Promise<string> {
  const fresh = `${file}.neu`;
  if (!existsSync(file)) throw new Error('checkpoint key: no file');
  const before = openSigner(file, crypto.sha256);
  makeKeyFile(fresh);
  const after = openSigner(fresh, crypto.sha256);
  await db.transaction().execute(async (tx) => {
    for (const { tenant } of await tx.selectFrom('tenant').select('tenant').execute()) {
      const known = await keyNotes(tx, tenant);
      const zeit = now();
      const statement = { art: 'schluessel', tenant, publicKey: after.publicKey, zeit } as const;
      const note = after.sign(statement, known.length === 0 ? [] : [before]);
      await tx.insertInto('pruefnotiz').values({ tenant, art: 'schluessel', zeit, note }).execute();
    }
  });
  const history = [...readKeyHistory(file), ...(await allKeyNotes(db))];
  writeKeyHistory(file, [...new Map(history.map((n) => [n.note, n])).values()]);
  const kept = `${file}.bis-${now().slice(0, 10)}`;
  renameSync(file, kept);
  renameSync(fresh, file);
  return kept;
}
