import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TokenSettings } from './token.ts';

export const DEMO_TENANT = 'musterhafen';
const LIFETIME_SECONDS = 8 * 3600;

/**
 * An identity provider of its own for `--demo`: it hands a token to whoever names a person, without a password,
 * and is never part of a service that is not a demo. A real one speaks OpenID Connect and signs with its keys.
 */
export async function createDemoIssuer(issuer: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'demo', alg: 'ES256' };
  const settings: TokenSettings = {
    issuer,
    audience: 'amtsmappe',
    keys: createLocalJWKSet({ keys: [jwk] }),
    tenantClaim: 'tenant',
    personClaim: 'sub',
  };
  return {
    settings,
    issue: async (person: string, tenant = DEMO_TENANT, lifetime = LIFETIME_SECONDS) => ({
      access_token: await new SignJWT({ tenant })
        .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
        .setSubject(person)
        .setIssuer(issuer)
        .setAudience('amtsmappe')
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
        .sign(privateKey),
      token_type: 'Bearer' as const,
      expires_in: lifetime,
    }),
  };
}

export type DemoIssuer = Awaited<ReturnType<typeof createDemoIssuer>>;
