import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Rollengrenze } from '../../domain/organisation/index.ts';

/** Who sends a request, as the identity provider of the city has signed it. */
export interface Identity {
  readonly tenant: string;
  readonly person: string;
  /** roles of the directory that count less for this token; null: the provider says nothing about roles */
  readonly grenze: Rollengrenze | null;
}

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** claims that name tenant and person; `sub` is the default for the person */
  readonly tenantClaim: string;
  readonly personClaim: string;
  readonly roles?: RoleSettings;
}

export interface RoleSettings {
  /** claim with a text or a list of texts; a dot leads further down (`realm_access.roles`) */
  readonly claim: string;
  /** one of these values is needed to log in at all; empty: every valid token is let in */
  readonly login: readonly string[];
  /** value of the claim -> `rolle` or `rolle@bereich` of the directory */
  readonly map: Readonly<Record<string, readonly string[]>>;
}

const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const NAME = /^[\w.:@-]{1,200}$/;

/**
 * Null: not a token of this issuer for us, forged, expired, or without tenant and person. `kein-zugang`: a good
 * token of somebody whom the provider does not let into this application.
 */
export async function verifyToken(
  settings: TokenSettings,
  token: string,
): Promise<Identity | 'kein-zugang' | null> {
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
    if (!NAME.test(tenant) || !NAME.test(person)) return null;
    if (settings.roles === undefined) return { tenant, person, grenze: null };
    const values = claimValues(payload, settings.roles.claim);
    const { login } = settings.roles;
    if (login.length > 0 && !login.some((value) => values.includes(value))) return 'kein-zugang';
    return { tenant, person, grenze: grenzeOf(settings.roles, values) };
  } catch {
    // Whatever is wrong with a token, its bearer is told the same.
    return null;
  }
}

function claimValues(payload: JWTPayload, claim: string): readonly string[] {
  // A name with dots or slashes may stand in the token as it is (`https://stadt.example/gruppen`).
  const found: unknown = Object.hasOwn(payload, claim)
    ? payload[claim]
    : claim
        .split('.')
        .reduce<unknown>(
          (at, key) =>
            typeof at === 'object' && at !== null && Object.hasOwn(at, key)
              ? (at as Record<string, unknown>)[key]
              : undefined,
          payload,
        );
  if (typeof found === 'string') return [found];
  return Array.isArray(found) ? found.filter((v): v is string => typeof v === 'string') : [];
}

function grenzeOf({ map }: RoleSettings, values: readonly string[]): Rollengrenze | null {
  const all = Object.values(map).flat().map(parseRolle);
  if (all.length === 0) return null;
  const granted = values.flatMap((value) => (Object.hasOwn(map, value) ? (map[value] ?? []) : []));
  return { geregelt: [...new Set(all.map((r) => r.rolle))], erlaubt: granted.map(parseRolle) };
}

function parseRolle(text: string): Rollengrenze['erlaubt'][number] {
  const at = text.indexOf('@');
  return at === -1
    ? { rolle: text, bereich: null }
    : { rolle: text.slice(0, at), bereich: text.slice(at + 1) };
}

/** Keys of an OpenID provider, fetched when first needed and kept. */
export const remoteKeys = (jwksUri: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(jwksUri));
