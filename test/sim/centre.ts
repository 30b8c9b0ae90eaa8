import type { KyselyPlugin } from 'kysely';
import type { CentralContext } from '../../src/central/engine/context.ts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { registerKinds } from '../../src/ledger/index.ts';
import { geheimNotiz } from '../support/central.ts';
import type { Random } from './random.ts';
import { Crash } from './store.ts';

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
    kinds: registerKinds([geheimNotiz]),
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
    close: opened.close,
  };
}
export type SimCentre = Awaited<ReturnType<typeof createSimCentre>>;
