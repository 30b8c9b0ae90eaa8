import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';

/** Who sends a request, as the identity provider of the city has signed it. */
export interface Identity {
  readonly tenant: string;
  readonly person: string;
}

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** claims that name tenant and person; `sub` is the default for the person */
  readonly tenantClaim: string;
  readonly personClaim: string;
}

const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const NAME = /^[\w.:@-]{1,200}$/;

/** Null: not a token of this issuer for us, forged, expired, or without tenant and person. */
export async function verifyToken(settings: TokenSettings, token: string): Promise<Identity | null> {
  try {
    const { payload } = await jwtVerify(token, settings.keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: 5,
    });
    const tenant = payload[settings.tenantClaim];
    const person = payload[settings.personClaim];
    if (typeof tenant !== 'string' || typeof person !== 'string') return null;
    return NAME.test(tenant) && NAME.test(person) ? { tenant, person } : null;
  } catch {
    // Whatever is wrong with a token, its bearer is told the same.
    return null;
  }
}

/** Keys of an OpenID provider, fetched when first needed and kept. */
export const remoteKeys = (jwksUri: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(jwksUri));
