import { join } from 'node:path';
import type { CentralDatabase } from '../central/db/open.ts';
import type { CentralContext } from '../central/engine/context.ts';
import type { EvidenceOptions } from '../central/evidence/schedule.ts';
import { openSigner } from '../central/evidence/signing-key.ts';
import { httpTimestamps } from '../signature/index.ts';
import type { CentralConfig as Config } from './central-config.ts';

type Log = EvidenceOptions['log'];
const DEFAULT_CHECKPOINT_MINUTES = 10;

/** Where the key that signs checkpoints lies: never in the database. */
export const checkpointKeyFile = (config: Config, data: string): string =>
  config.checkpointKey ?? join(data, 'pruefpunkt-schluessel.pem');

/** Checkpoints as configured: own key file, every ten minutes, time stamps where there is an authority. */
export function evidenceOptions(
  config: Config,
  data: string,
  ctx: CentralContext,
  database: CentralDatabase,
  log: Log,
): EvidenceOptions {
  return {
    crypto: ctx.crypto,
    now: ctx.clock.now,
    database,
    signer: openSigner(checkpointKeyFile(config, data), ctx.crypto.sha256),
    timestamps: config.timestampUrl === undefined ? null : httpTimestamps(config.timestampUrl),
    everyMs: (config.checkpointMinutes ?? DEFAULT_CHECKPOINT_MINUTES) * 60_000,
    log,
  };
}
