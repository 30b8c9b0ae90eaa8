import { z } from 'zod';

/** Further answers of the central service; push and pull are in `sync.ts`. */
export const DEVICE_HEADER = 'x-amtsmappe-geraet';
/** A proof that the enrolled device key is at hand: a JWT after the manner of DPoP (RFC 9449). */
export const PROOF_HEADER = 'x-amtsmappe-nachweis';
/** sha256 of the version that a signed PDF continues */
export const PREDECESSOR_HEADER = 'x-amtsmappe-vorgaenger';

/** `1`: one of those that the centre has lost and asks for (`GET /gesucht`) */
export const WANTED_HEADER = 'x-amtsmappe-gesucht';
/** sha256 of documents that records name, whose bytes the centre has lost, and that this client may have */
export const wantedSchema = z.object({ gesucht: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(100) });
export type Wanted = z.infer<typeof wantedSchema>;

const kennung = z.string().regex(/^[\w.-]{1,100}$/);

const ed25519Jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(40).max(50),
});

export const enrolRequestSchema = z.object({
  device: kennung,
  /** Ed25519 public key as JWK (RFC 8037) */
  publicKey: ed25519Jwk,
  /** what its owner calls it, so that the administration knows it again */
  bezeichnung: z.string().max(100).optional(),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const sessionSchema = z.object({
  tenant: z.string(),
  stadt: z.string(),
  person: z.string(),
  name: z.string(),
  serverTime: z.iso.datetime({ precision: 3 }),
  /** signed by the service: until when this device may be used by this person without it */
  freigabe: z.object({ token: z.string(), key: ed25519Jwk }).optional(),
  /** roles of the directory that count less for this login; null: all count */
  grenze: z
    .object({
      geregelt: z.array(z.string()),
      erlaubt: z.array(z.object({ rolle: z.string(), bereich: z.string().nullable() })),
    })
    .nullable()
    .optional(),
});
export type CentralSession = z.infer<typeof sessionSchema>;

/** One device as the administration sees it. */
export const deviceRowSchema = z.object({
  device: z.string(),
  person: z.string(),
  name: z.string(),
  bezeichnung: z.string(),
  angemeldet: z.iso.datetime({ precision: 3 }),
  letzterKontakt: z.iso.datetime({ precision: 3 }).nullable(),
  gesperrt: z
    .object({ zeit: z.iso.datetime({ precision: 3 }), grund: z.string(), durch: z.string() })
    .nullable(),
});
export const deviceListSchema = z.array(deviceRowSchema);
export type DeviceRow = z.infer<typeof deviceRowSchema>;

/** What a device sent last: kinds and outcomes, nothing of what stands in it. */
export const sentRowSchema = z.object({
  seq: z.number().int(),
  ausgang: z.string(),
  /** event and time of what was applied; '' for what was refused */
  ereignis: z.string(),
  art: z.string(),
  zeit: z.string(),
});
export const sentListSchema = z.array(sentRowSchema);
export type SentRow = z.infer<typeof sentRowSchema>;

export const deviceChangeSchema = z.object({
  gesperrt: z.boolean(),
  grund: z.string().trim().min(3).max(500),
});
export type DeviceChange = z.infer<typeof deviceChangeSchema>;

/** Where somebody logs in (OpenID Connect): discovered from the issuer (`/.well-known/openid-configuration`). */
export const loginTargetSchema = z.object({
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  scopes: z.array(z.string()),
  /** RFC 8707, for providers that ask for it */
  resource: z.string().optional(),
});
export type LoginTarget = z.infer<typeof loginTargetSchema>;

/**
 * What a service is and where its people log in; public, so that the app can ask before anybody has a token. Without
 * an issuer there is none for all: one asks again for a city (`?stadt=`).
 */
export const loginInfoSchema = loginTargetSchema.partial().extend({
  dienst: z.literal('amtsmappe'),
  version: z.string(),
  protocol: z.number().int(),
  /** names of the cities served here */
  staedte: z.array(z.string()),
  /** the cities to choose from, where some have a provider of their own */
  wahl: z.array(z.object({ tenant: z.string(), name: z.string() })).optional(),
  uebung: z.boolean(),
  serverTime: z.iso.datetime({ precision: 3 }),
});
export type LoginInfo = z.infer<typeof loginInfoSchema>;

/** Whom the service takes the bearer of a token for, before there is a device. */
export const centralPersonSchema = z.object({
  tenant: z.string(),
  stadt: z.string(),
  person: z.string(),
  name: z.string(),
});
export type CentralPerson = z.infer<typeof centralPersonSchema>;

export const problemSchema = z.object({ code: z.string() });

export const blobStatusSchema = z.object({
  sha256: z.string(),
  /** bytes received so far; the upload goes on from here */
  offset: z.number().int(),
  vollstaendig: z.boolean(),
});
export type BlobStatus = z.infer<typeof blobStatusSchema>;

export const demoPersonenSchema = z.array(
  z.object({ id: z.string(), name: z.string(), funktion: z.string() }),
);
export const demoTokenRequestSchema = z.object({ person: z.string().min(1).max(200) });
export const tokenResponseSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int(),
});
