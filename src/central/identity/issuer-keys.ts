import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** The keys of a provider can't be had at the moment: that says nothing about the token. */
export class KeysUnavailable extends Error {}

const TIMEOUT_MS = 5000;
/** After a failure nobody waits for the provider again for so long. */
const PAUSE_MS = 10_000;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/;

/**
 * Public keys of an OpenID provider, kept for each issuer: found by its discovery document when first needed
 * (unless `jwksUri` names them), and asked again when a token names a key that is not known yet.
 */
export function issuerKeys(issuer: string, jwksUri?: string, doFetch: typeof fetch = fetch): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | null = null;
  let finding: Promise<JWTVerifyGetKey> | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;

  async function find(): Promise<JWTVerifyGetKey> {
    try {
      const uri = jwksUri ?? (await discover(issuer, doFetch));
      keys = createRemoteJWKSet(new URL(uri), { timeoutDuration: TIMEOUT_MS });
      return keys;
    } catch (cause) {
      failedAt = Date.now();
      throw new KeysUnavailable(issuer, { cause });
    } finally {
      finding = null;
    }
  }

  return async (header, token) => {
    if (keys === null && Date.now() - failedAt < PAUSE_MS) throw new KeysUnavailable(issuer);
    const found = keys ?? (await (finding ??= find()));
    try {
      return await found(header, token);
    } catch (cause) {
      // Known keys stay good when the provider is away: an unknown one must not shut the others out.
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
        throw cause;
      throw new KeysUnavailable(issuer, { cause });
    }
  };
}

/** Address of the keys of an issuer (OpenID Connect Discovery 1.0); throws when it is not to be had. */
async function discover(issuer: string, doFetch: typeof fetch): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await doFetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const metadata = metadataSchema.parse(await response.json());
  // A document that speaks for another issuer is not this one's (section 4.3).
  if (metadata.issuer !== issuer) throw new Error('discovery document of another issuer');
  const protectedUri = metadata.jwks_uri.startsWith('https:') || LOOPBACK.test(metadata.jwks_uri);
  if (!protectedUri) throw new Error('keys without TLS');
  return metadata.jwks_uri;
}
