import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { startTestService } from '../../test/support/service.ts';

export const DIALECTS = ['sqlite', 'postgres'] as const;
export type BenchDialect = (typeof DIALECTS)[number];

/** A whole service with the sample city on a database of its own, and further empty databases beside it. */
export async function startBenchService(dialect: BenchDialect) {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-messung-'));
  const cluster = dialect === 'postgres' ? await startPostgres() : null;
  const newUrl = (): string => cluster?.newDatabase() ?? join(dir, `${randomUUID()}.db`);
  const service = await startTestService({ url: newUrl(), dir });
  return {
    ...service,
    newUrl,
    /** feed number of the last event */
    head: async (): Promise<number> => {
      const last = await service.database.db
        .selectFrom('record')
        .select('feed')
        .where('tenant', '=', DEMO_TENANT)
        .orderBy('feed', 'desc')
        .limit(1)
        .executeTakeFirst();
      return last?.feed ?? 0;
    },
    remove: async (): Promise<void> => {
      await service.close();
      cluster?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type BenchService = Awaited<ReturnType<typeof startBenchService>>;
