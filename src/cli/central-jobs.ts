import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBlobFiles, type BlobFiles } from '../central/blobs/files.ts';
import { openBlobS3 } from '../central/blobs/s3.ts';
import type { CentralDatabase } from '../central/db/open.ts';
import type { CentralContext } from '../central/engine/context.ts';
import type { EvidenceOptions } from '../central/evidence/schedule.ts';
import { strangeTo } from '../central/evidence/key-history.ts';
import { openSigner } from '../central/evidence/signing-key.ts';
import type { MailRules } from '../central/mail/plan.ts';
import { startMail } from '../central/mail/schedule.ts';
import { createSmtp } from '../central/mail/smtp.ts';
import { isArbeitstag } from '../domain/shared/feiertage.ts';
import { httpTimestamps } from '../signature/index.ts';
import type { CentralConfig as Config } from './central-config.ts';
import type { CliIo } from './io.ts';

type Log = EvidenceOptions['log'];
const DEFAULT_CHECKPOINT_MINUTES = 10;

/** The database of the service: as configured, otherwise a SQLite file beside its other files. */
export const databaseUrlOf = (config: Config, data: string): string =>
  config.databaseUrl ?? join(data, 'central.db');

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

/**
 * Says at once, and not with the first checkpoint, that the key is not the one a city knows: the file is missing, or it
 * is another. The service works on; answers the cities.
 */
export async function sayStrangeKey(
  { database, crypto, signer }: Pick<EvidenceOptions, 'database' | 'crypto' | 'signer'>,
  say: (text: string) => void,
): Promise<readonly string[]> {
  const strange = await strangeTo(database.db, crypto, signer.publicKey);
  if (strange.length > 0)
    say(
      `Der Schlüssel der Prüfpunkte ist nicht der, den ${strange.map((t) => `„${t}“`).join(', ')} kennt: bis er wieder ` +
        'da ist, wird dort kein Prüfpunkt unterschrieben. Bitte die Schlüsseldatei aus der Verwahrung an ihren Ort ' +
        'legen (docs/betrieb.md, „Wenn etwas schiefgeht“) und den Dienst neu starten.\n',
    );
  return strange;
}

/** Documents on disk, or in an object store where one is configured. */
export function openBlobs(config: Config, data: string, env: CliIo['env']): BlobFiles {
  const { s3 } = config;
  if (s3 === undefined) return openBlobFiles(join(data, 'dokumente'));
  const secretAccessKey = secretOf(env['AMTSMAPPE_S3_SECRET'], s3.secretFile);
  const { endpoint, bucket, region, accessKeyId } = s3;
  return openBlobS3({ endpoint, bucket, region, accessKeyId, secretAccessKey });
}

/** From the environment, or the first line of a file that only the service may read. */
function secretOf(fromEnv: string | undefined, file: string | undefined): string {
  return fromEnv ?? (file === undefined ? '' : (readFileSync(file, 'utf8').split('\n')[0] ?? ''));
}

const MAIL_EVERY_MS = 15_000;

/** The mail server of the house; null: none is configured. */
export function openMail(config: Config, env: CliIo['env']) {
  const { mail } = config;
  if (mail === undefined) return null;
  const { host, port, security, user, from, intervalMinutes, restFrom, restTo, digestAt } = mail;
  const password = secretOf(env['AMTSMAPPE_SMTP_PASSWORD'], mail.passwordFile);
  const ca = mail.ca === undefined ? {} : { ca: readFileSync(mail.ca, 'utf8') };
  const smtp = createSmtp({
    host,
    port,
    security,
    from,
    ...ca,
    ...(user === undefined ? {} : { user, password }),
  });
  const rules: MailRules = { intervalMinutes, restFrom, restTo, digestAt, isWorkingDay: isArbeitstag };
  return { ...smtp, server: `${host}:${port}`, from, rules };
}

/** E-mail about waiting tasks, where a mail server is configured. */
export function mailJobs(
  mail: ReturnType<typeof openMail>,
  database: CentralDatabase,
  now: () => string,
  log: Log,
) {
  if (mail === null) return [];
  return [
    startMail({
      database,
      now,
      newId: randomUUID,
      rules: mail.rules,
      deliver: mail.deliver,
      everyMs: MAIL_EVERY_MS,
      log,
      closed: mail.close,
    }),
  ];
}
