import { openCentralDatabase, type CentralDatabase } from '../central/db/open.ts';
import { EX_CONFIG, EX_USAGE } from './arguments.ts';
import { readConfig, type CentralConfig } from './central-config.ts';
import { databaseUrlOf } from './central-jobs.ts';
import type { CliIo } from './io.ts';

/** How a command of the operator begins: wrong usage (`args` null) and a wrong configuration end it, and are said. */
export async function configured<A extends { readonly config?: string | undefined }>(
  args: A | null,
  usage: string,
  io: CliIo,
  work: (args: A, config: CentralConfig) => Promise<number>,
): Promise<number> {
  if (args === null) {
    io.err(usage);
    return EX_USAGE;
  }
  const config = readConfig(args.config, io);
  return config === null ? EX_CONFIG : work(args, config);
}

/** Opens the database of the service for a command, and closes it however that ends. */
export async function withDatabase<T>(
  config: CentralConfig,
  data: string,
  work: (database: CentralDatabase) => Promise<T>,
): Promise<T> {
  const database = await openCentralDatabase(databaseUrlOf(config, data));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
