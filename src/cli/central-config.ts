import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { remoteKeys, type TokenSettings } from '../central/identity/token.ts';
import type { CliIo } from './io.ts';

/** The one configuration file (docs/betrieb.md); what stands in `FROM_ENV` may come from the environment instead. */
const configSchema = z.strictObject({
  databaseUrl: z.string().optional(),
  issuer: z.url().optional(),
  jwksUri: z.url().optional(),
  audience: z.string().optional(),
  tenantClaim: z.string().optional(),
  personClaim: z.string().optional(),
  /** PEM files of certificate authorities whose signatures count */
  trust: z.array(z.string()).optional(),
});
export type CentralConfig = z.infer<typeof configSchema>;

const FROM_ENV = {
  databaseUrl: 'DATABASE_URL',
  issuer: 'AMTSMAPPE_ISSUER',
  jwksUri: 'AMTSMAPPE_JWKS_URI',
  audience: 'AMTSMAPPE_AUDIENCE',
} as const satisfies Partial<Record<keyof CentralConfig, string>>;

/** Reads file and environment; null: something is wrong, and it has been said on stderr. */
export function readConfig(file: string | undefined, io: CliIo): CentralConfig | null {
  try {
    const fromFile: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
    const fromEnv = Object.entries(FROM_ENV).map(([key, name]) => [key, io.env[name]] as const);
    const given = Object.fromEntries(fromEnv.filter(([, value]) => value !== undefined));
    return configSchema.parse({ ...(fromFile as object), ...given });
  } catch {
    io.err(`Die Konfiguration „${file ?? 'Umgebung'}“ ist nicht lesbar oder enthält Unbekanntes.\n`);
    return null;
  }
}

/** What makes a token good; null: no identity provider is configured. */
export function tokenSettings(config: CentralConfig): TokenSettings | null {
  if (config.issuer === undefined || config.jwksUri === undefined) return null;
  return {
    issuer: config.issuer,
    audience: config.audience ?? 'amtsmappe',
    keys: remoteKeys(config.jwksUri),
    tenantClaim: config.tenantClaim ?? 'tenant',
    personClaim: config.personClaim ?? 'sub',
  };
}
