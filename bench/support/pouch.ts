import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** As much of PouchDB's interface as is measured; neither package brings types. */
interface Pouch {
  readonly bulkDocs: (docs: readonly object[]) => Promise<unknown>;
  readonly info: () => Promise<{ readonly doc_count: number }>;
  readonly close: () => Promise<void>;
}
interface PouchConstructor {
  new (name: string): Pouch;
  readonly defaults: (options: object) => PouchConstructor;
  readonly replicate: (
    from: string,
    to: Pouch,
    options: { readonly batch_size: number },
  ) => Promise<{ readonly docs_written: number }>;
}
const require = createRequire(import.meta.url);

/** A PouchDB server (LevelDB, HTTP) with these documents; `replicate` fetches all of them into an empty PouchDB. */
export async function startPouch(docs: readonly object[]) {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-pouch-'));
  const PouchDB = require('pouchdb') as PouchConstructor;
  const express = require('express') as () => { use: (path: string, app: unknown) => void };
  const InDir = PouchDB.defaults({ prefix: `${dir}/` });
  const app = express();
  const serve = require('express-pouchdb') as (db: unknown, options: object) => unknown;
  app.use('/', serve(InDir, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(dir, 'log') }));
  const source = new InDir('quelle');
  for (let i = 0; i < docs.length; i += 1000) await source.bulkDocs(docs.slice(i, i + 1000));
  const server = createServer(app as never);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  let runs = 0;
  return {
    replicate: async (batchSize: number): Promise<number> => {
      const target = new PouchDB(join(dir, `ziel${(runs += 1)}`));
      const started = performance.now();
      await PouchDB.replicate(`http://127.0.0.1:${port}/quelle`, target, { batch_size: batchSize });
      const took = performance.now() - started;
      const { doc_count } = await target.info();
      if (doc_count !== docs.length) throw new Error(`PouchDB has ${doc_count} of ${docs.length}`);
      await target.close();
      return took;
    },
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await source.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
