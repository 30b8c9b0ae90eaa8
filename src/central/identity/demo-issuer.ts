import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { TokenSettings } from './token.ts';

export const DEMO_TENANT = 'musterhafen';
export const DEMO_AUDIENCE = 'amtsmappe';
const LIFETIME_SECONDS = 8 * 3600;

/**
 * The key of the demo's identity provider, and tokens signed with it for whoever names a person, without a
 * password. Never part of a service that is not a demo. A real one speaks OpenID Connect and signs with its keys.
 */
export async function createDemoIssuer(issuer: string) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: 'demo', alg: 'ES256', use: 'sig' };
  const { d: _, ...publicJwk } = jwk;
  const settings: TokenSettings = {
    issuer,
    audience: DEMO_AUDIENCE,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    tenantClaim: 'tenant',
    personClaim: 'sub',
  };
  return {
    settings,
    /** private key, for the login page of the demo (demo-provider.ts) */
    jwk,
    issue: async (
      person: string,
      tenant = DEMO_TENANT,
      lifetime = LIFETIME_SECONDS,
      claims: Readonly<Record<string, unknown>> = {},
    ) => ({
      access_token: await new SignJWT({ ...claims, tenant })
        .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
        .setSubject(person)
        .setIssuer(issuer)
        .setAudience(DEMO_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
        .sign(await importJWK(jwk, 'ES256')),
      token_type: 'Bearer' as const,
      expires_in: lifetime,
    }),
  };
}

export type DemoIssuer = Awaited<ReturnType<typeof createDemoIssuer>>;
