import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ldapSettingsSchema } from '../central/directory/ldap.ts';
import type { LoginSettings } from '../central/http/service.ts';
import { issuerKeys } from '../central/identity/issuer-keys.ts';
import type { TokenSettings } from '../central/identity/token.ts';
import type { CliIo } from './io.ts';

const uhrzeit = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** E-mail about waiting tasks. The password comes from a file or AMTSMAPPE_SMTP_PASSWORD, never from here. */
export const mailSchema = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  /** `starttls` and `tls` demand a valid certificate; `keine` only for a server on the same machine */
  security: z.enum(['starttls', 'tls', 'keine']).default('starttls'),
  user: z.string().optional(),
  passwordFile: z.string().optional(),
  /** PEM file of the authority of the mail server, when it is none of the public ones */
  ca: z.string().optional(),
  from: z.email(),
  /** at most one message a person in so many minutes */
  intervalMinutes: z.number().positive().max(10_080).default(30),
  /** no message between these times (Europe/Berlin), unless a person has set others */
  restFrom: uhrzeit.default('18:00'),
  restTo: uhrzeit.default('07:00'),
  /** who wants one message a day gets it from this time on, on working days */
  digestAt: uhrzeit.default('07:30'),
});

/** Documents in an S3-compatible store. The secret comes from a file or AMTSMAPPE_S3_SECRET. */
export const s3Schema = z.strictObject({
  /** address of the store, without the bucket */
  endpoint: z.url(),
  bucket: z.string().min(1),
  region: z.string().default('eu-central-1'),
  accessKeyId: z.string().min(1),
  secretFile: z.string().optional(),
});

/** Where people log in, and what their token must say: for all cities, or for one that has a provider of its own. */
const loginShape = {
  jwksUri: z.url().optional(),
  audience: z.string().optional(),
  tenantClaim: z.string().optional(),
  personClaim: z.string().optional(),
  /** what the app tells the identity provider when somebody logs in */
  clientId: z.string().min(1).optional(),
  scopes: z.array(z.string()).optional(),
  resource: z.string().optional(),
  /** roles from the token (docs/adr/0021): they limit those of the directory, and never add one */
  roleClaim: z.string().min(1).optional(),
  loginRoles: z.array(z.string()).optional(),
  roleMap: z.record(z.string(), z.array(z.string().min(1))).optional(),
};

/** Identity provider of one city, where it has its own; what is absent is as for all. */
const tenantSchema = z.strictObject({ ...loginShape, issuer: z.url() });
type LoginConfig = Partial<z.infer<typeof tenantSchema>>;

/** The one configuration file (docs/betrieb.md); what stands in `FROM_ENV` may come from the environment instead. */
export const configSchema = z.strictObject({
  /** anything else would silently be the name of a SQLite file */
  databaseUrl: z
    .string()
    .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url))
    .optional(),
  issuer: z.url().optional(),
  ...loginShape,
  /** people and units from the directory service of a city (docs/betrieb.md) */
  directory: z
    .strictObject({
      tenant: z.string().min(1),
      ldap: ldapSettingsSchema,
      /** absent: only by hand (`amtsmappe central directory`) */
      everyMinutes: z.number().int().min(5).max(10_080).optional(),
    })
    .optional(),
  /** cities with an identity provider of their own */
  tenants: z
    .record(z.string().regex(/^[\w.:@-]{1,200}$/), tenantSchema)
    .default({})
    .refine((tenants) => {
      const issuers = Object.values(tenants).map((t) => t.issuer);
      return new Set(issuers).size === issuers.length;
    }),
  /** how many days a laptop may be used without hearing from the service */
  leaseDays: z.number().int().min(1).max(180).optional(),
  /** PEM files of certificate authorities whose signatures count */
  trust: z.array(z.string()).optional(),
  /** PEM file of the key that signs checkpoints; made when it is not there */
  checkpointKey: z.string().optional(),
  checkpointMinutes: z.number().positive().max(1440).optional(),
  /** time stamp authority (RFC 3161) */
  timestampUrl: z.url().optional(),
  mail: mailSchema.optional(),
  s3: s3Schema.optional(),
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
    const config = configSchema.parse({ ...(fromFile as object), ...given });
    // Whose token would it be? One issuer speaks for one city, or for all that have none of their own.
    const shared = Object.values(config.tenants).some((t) => t.issuer === config.issuer);
    if (shared) throw SHARED_ISSUER;
    return config;
  } catch (error) {
    io.err(`Die Konfiguration „${file ?? 'Umgebung'}“ ${faultOf(error)}.\n`);
    return null;
  }
}

/** What is wrong, by the names of the entries; never by what they say, which may be a secret. */
function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const names = error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `„${[...issue.path, key].join('.')}“ ist unbekannt`)
        : [`„${issue.path.join('.')}“ stimmt nicht`],
    );
    return `enthält Falsches: ${names.join(', ')}`;
  }
  if ((error as { code?: unknown }).code === 'ENOENT') return 'gibt es nicht';
  if (error instanceof SyntaxError) return 'ist kein JSON';
  if (error === SHARED_ISSUER) return 'nennt denselben Aussteller („issuer“) zweimal';
  return 'ist nicht lesbar';
}

const SHARED_ISSUER = new Error('issuer used twice');

/** What the app is told of the identity provider for all cities; null: there is none for all. */
export const loginSettings = (config: LoginConfig): LoginSettings | null =>
  config.issuer === undefined
    ? null
    : {
        issuer: config.issuer,
        clientId: config.clientId ?? 'amtsmappe',
        scopes: config.scopes ?? ['openid', 'offline_access'],
        ...(config.resource === undefined ? {} : { resource: config.resource }),
        uebung: false,
      };

/** The same for each city that has its own. */
export const loginSettingsOf = (config: CentralConfig): ReadonlyMap<string, LoginSettings> =>
  new Map(
    Object.entries(config.tenants).flatMap(([tenant, own]) => {
      const settings = loginSettings({ ...commonOf(config), ...own });
      return settings === null ? [] : [[tenant, settings]];
    }),
  );

/** What makes a token good, for each provider; empty: none is configured. */
export function tokenSettings(config: CentralConfig): readonly TokenSettings[] {
  const tenants = Object.entries(config.tenants);
  const own = tenants.flatMap(([tenant, t]) =>
    providerSettings({ ...commonOf(config), ...t }).map((p) => ({ ...p, tenant })),
  );
  const forAll = providerSettings(config).map((p) => ({ ...p, without: tenants.map(([tenant]) => tenant) }));
  return [...forAll, ...own];
}

/** A city's provider is another one: where it is and who may enter is never taken over from that for all. */
function commonOf({ audience, tenantClaim, personClaim, clientId, scopes }: CentralConfig): LoginConfig {
  const given = { audience, tenantClaim, personClaim, clientId, scopes };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function providerSettings(config: LoginConfig): readonly TokenSettings[] {
  if (config.issuer === undefined) return [];
  return [
    {
      issuer: config.issuer,
      audience: config.audience ?? 'amtsmappe',
      ...issuerKeys(config.issuer, { jwksUri: config.jwksUri }),
      tenantClaim: config.tenantClaim ?? 'tenant',
      personClaim: config.personClaim ?? 'sub',
      ...(config.roleClaim === undefined
        ? {}
        : {
            roles: { claim: config.roleClaim, login: config.loginRoles ?? [], map: config.roleMap ?? {} },
          }),
    },
  ];
}
