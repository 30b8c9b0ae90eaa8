import type { KyselyPlugin } from 'kysely';
import type { CentralContext } from '../../src/central/engine/context.ts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { registerKinds } from '../../src/ledger/index.ts';
import { simNotiz } from './notiz.ts';
import type { Random } from './random.ts';
import { Crash } from './store.ts';
import { weg } from './weg.ts';

const TABLES = [
  'record',
  'stand',
  'stand_scope',
  'merkmal',
  'vorgang_key',
  'claim',
  'serie',
  'client',
  'result',
  'held',
  'tenant',
  'siegelkette',
  'siegel_record',
  'pruefpunkt',
  'pruefnotiz',
  'merkle_node',
] as const;
type Table = (typeof TABLES)[number];

/** The real engine of the service on SQLite in memory; its process may die at any statement. */
export async function createSimCentre(random: Random, now: () => string) {
  const opened = await openCentralDatabase(':memory:');
  let statementsUntilCrash = -1;
  const dying: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (statementsUntilCrash >= 0 && (statementsUntilCrash -= 1) < 0) throw new Crash('centre');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const database: CentralDatabase = { ...opened, db: opened.db.withPlugin(dying) };
  const ctx: CentralContext = {
    kinds: registerKinds([simNotiz, weg]),
    crypto: ledgerCrypto,
    clock: { now },
    randomKey: () => random.bytes(32),
    authorise: async () => null,
  };
  return {
    ctx,
    database,
    /** dies at the n-th statement from now; -1: not at all */
    crashAfter: (n: number) => {
      statementsUntilCrash = n;
    },
    /** everything as it is now, as a backup would have it */
    backup: async () => {
      const tables = new Map<Table, object[]>();
      for (const table of TABLES) tables.set(table, await opened.db.selectFrom(table).selectAll().execute());
      // Laptops hear of it and forget what they need not bring again.
      const feed = (tables.get('record') ?? []).length;
      await opened.db
        .insertInto('sicherung')
        .values({ tenant: 'siegen', feed, zeit: now() })
        .onConflict((c) => c.doNothing())
        .execute();
      return tables;
    },
    restore: async (backup: ReadonlyMap<Table, object[]>) => {
      for (const table of TABLES) {
        await opened.db.deleteFrom(table).execute();
        for (const row of backup.get(table) ?? [])
          await opened.db
            .insertInto(table)
            .values(row as never)
            .execute();
      }
    },
    close: opened.close,
  };
}
export type SimCentre = Awaited<ReturnType<typeof createSimCentre>>;
