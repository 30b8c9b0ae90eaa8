import { z } from 'zod';

/** Further answers of the central service; push and pull are in `sync.ts`. */
export const DEVICE_HEADER = 'x-amtsmappe-geraet';
/** A proof that the enrolled device key is at hand: a JWT after the manner of DPoP (RFC 9449). */
export const PROOF_HEADER = 'x-amtsmappe-nachweis';
/** sha256 of the version that a signed PDF continues */
export const PREDECESSOR_HEADER = 'x-amtsmappe-vorgaenger';

const kennung = z.string().regex(/^[\w.-]{1,100}$/);

export const enrolRequestSchema = z.object({
  device: kennung,
  /** Ed25519 public key as JWK (RFC 8037) */
  publicKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().min(40).max(50) }),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const sessionSchema = z.object({
  tenant: z.string(),
  stadt: z.string(),
  person: z.string(),
  name: z.string(),
  serverTime: z.iso.datetime({ precision: 3 }),
});
export type CentralSession = z.infer<typeof sessionSchema>;

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
