import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** The keys of a provider can't be had at the moment: that says nothing about the token. */
export class KeysUnavailable extends Error {}

const TIMEOUT_MS = 5000;
/** After a failure nobody waits for the provider again for so long. */
const PAUSE_MS = 10_000;
/** Who sends forged tokens makes the service ask the provider no more often than this. */
const RENEW_PAUSE_MS = 30_000;
/** Keys are asked for again after so long: one that was withdrawn counts no longer than this. */
const MAX_AGE_MS = 10 * 60_000;
/** While the provider is away, those known count for so long. */
const AWAY_MS = 24 * 3_600_000;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/;

export interface IssuerKeys {
  readonly keys: JWTVerifyGetKey;
  /**
   * Asks for the keys again, unless they came just now: for a token that names one of them and is not signed with it.
   * Throws KeysUnavailable when they can't be had.
   */
  readonly renew: () => Promise<void>;
}

interface Options {
  /** address of the keys; absent: in the discovery document */
  readonly jwksUri?: string | undefined;
  readonly doFetch?: typeof fetch;
  /** milliseconds */
  readonly now?: () => number;
}

/**
 * Public keys of an OpenID provider: found by its discovery document when first needed, and asked for again when a
 * token names a key that is not known, or when they are old.
 */
export function issuerKeys(
  issuer: string,
  { jwksUri, doFetch = fetch, now = Date.now }: Options = {},
): IssuerKeys {
  let known: { readonly find: JWTVerifyGetKey; readonly since: number } | null = null;
  let asking: Promise<void> | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  let renewedAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<void> {
    try {
      const find = createRemoteJWKSet(new URL(jwksUri ?? (await discover(issuer, doFetch))), {
        timeoutDuration: TIMEOUT_MS,
        // When to ask again is decided here.
        cacheMaxAge: Number.POSITIVE_INFINITY,
        cooldownDuration: Number.POSITIVE_INFINITY,
        [customFetch]: doFetch,
      });
      await find.reload();
      known = { find, since: now() };
    } catch (cause) {
      failedAt = now();
      throw new KeysUnavailable(issuer, { cause });
    } finally {
      asking = null;
    }
  }

  async function renew(): Promise<void> {
    if (asking === null) {
      if (now() - renewedAt < RENEW_PAUSE_MS) {
        if (failedAt >= renewedAt) throw new KeysUnavailable(issuer);
        return;
      }
      renewedAt = now();
    }
    await (asking ??= load());
  }

  async function current(): Promise<JWTVerifyGetKey> {
    if (known === null) {
      if (asking === null && now() - failedAt < PAUSE_MS) throw new KeysUnavailable(issuer);
      await (asking ??= load());
    } else if (now() - known.since > MAX_AGE_MS) {
      const { since } = known;
      await renew().catch((away: unknown) => {
        if (now() - since > AWAY_MS) throw away;
      });
    }
    return known!.find;
  }

  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (
        await current()
      )(header, token);
    } catch (cause) {
      if (cause instanceof KeysUnavailable || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (!(cause instanceof errors.JWKSNoMatchingKey)) throw new KeysUnavailable(issuer, { cause });
      await renew();
      return await (
        await current()
      )(header, token);
    }
  };
  return { keys, renew };
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
