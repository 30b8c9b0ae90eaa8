import { renameSync, writeFileSync } from 'node:fs';
import type { CentralDatabase } from '../../central/db/open.ts';
import { evidenceOf, type PathOf } from '../../central/evidence/vorgang.ts';
import { formatLines } from '../../contract/evidence-file.ts';
import type { Projection } from '../../domain/shared/vorgang.ts';
import { fromHex, hex, type LedgerCrypto } from '../../ledger/index.ts';
import { createTree } from './tree-paths.ts';

export interface VorgangWish {
  readonly tenant: string;
  /** its number as people know it, or its id */
  readonly vorgang: string;
  readonly file: string;
  /** contents too, not only what the chain says of them */
  readonly inhalt: boolean;
  readonly now: string;
}

export type VorgangWritten =
  | {
      readonly outcome: 'written';
      readonly eintraege: number;
      readonly offen: number;
      readonly gestempelt: number;
    }
  | { readonly outcome: 'unknown_city' | 'unknown_vorgang' | 'no_checkpoint' };

/** Writes the evidence of one Vorgang, with proofs from the records themselves: no table of the service is trusted. */
export async function writeVorgang(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  { tenant, vorgang: wanted, file, inhalt, now }: VorgangWish,
): Promise<VorgangWritten> {
  const city = await db.selectFrom('tenant').select('tenant').where('tenant', '=', tenant).executeTakeFirst();
  if (!city) return { outcome: 'unknown_city' };
  const vorgang = await idOf(db, tenant, wanted);
  if (vorgang === null) return { outcome: 'unknown_vorgang' };
  const made = await evidenceOf(db, crypto, { tenant, vorgang, inhalt, now }, (size) =>
    pathsIn(db, crypto, tenant, size),
  );
  if (made.outcome !== 'made') return made;
  writeFileSync(`${file}.unfertig`, formatLines(made.lines), { mode: 0o600, flush: true });
  renameSync(`${file}.unfertig`, file);
  const { eintraege, offen, gestempelt } = made;
  return { outcome: 'written', eintraege, offen, gestempelt };
}

type Db = CentralDatabase['db'];

async function pathsIn(db: Db, { sha256 }: LedgerCrypto, tenant: string, size: number): Promise<PathOf> {
  const hashes = await db
    .selectFrom('record')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('feed', '<=', size)
    .orderBy('feed')
    .execute();
  const tree = createTree(
    sha256,
    hashes.map((r) => fromHex(r.hash)),
  );
  return async (feed, to) => tree.pathOf(feed - 1, to).map(hex);
}

/** Null: no Vorgang of this number, or several. */
async function idOf(db: Db, tenant: string, wanted: string): Promise<string | null> {
  const record = await db
    .selectFrom('record')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', wanted)
    .limit(1)
    .executeTakeFirst();
  if (record) return record.vorgang;
  const rows = await db
    .selectFrom('stand')
    .select(['vorgang', 'projection'])
    .where('tenant', '=', tenant)
    .where('projection', 'like', `%${JSON.stringify(wanted).slice(1, -1).replace(/[%_]/g, '_')}%`)
    .execute();
  const named = rows.filter((r) => (JSON.parse(r.projection) as Projection).nummer === wanted);
  return named.length === 1 ? (named[0]?.vorgang ?? null) : null;
}
