import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './issuer-keys.ts';
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
  /** asks for them again (issuer-keys.ts); absent: they never change */
  readonly renew?: () => Promise<void>;
  /** claims that name tenant and person; `sub` is the default for the person */
  readonly tenantClaim: string;
  readonly personClaim: string;
  readonly roles?: RoleSettings;
  /** the one city this provider speaks for; absent: it names the city in its tokens */
  readonly tenant?: string;
  /** cities with a provider of their own, for which this one never speaks */
  readonly without?: readonly string[];
}

/** The provider of an installation, or several: one for all cities, and cities that have their own. */
export type TokenProviders = TokenSettings | readonly TokenSettings[];

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
 * Null: not a token of these issuers for us, forged, expired, or without tenant and person. `kein-zugang`: a good
 * token of somebody whom the provider does not let into this application. `unerreichbar`: its keys can't be had now.
 */
export async function verifyToken(
  providers: TokenProviders,
  token: string,
  /** told what is wrong with it, for the log: its bearer never learns */
  fault: (art: string) => void = () => undefined,
): Promise<Identity | 'kein-zugang' | 'unerreichbar' | null> {
  const settings = providerOf(providers, token);
  if (settings === null) {
    fault('aussteller');
    return null;
  }
  try {
    const { payload } = await signedPayload(settings, token);
    const tenant = tenantOf(settings, payload[settings.tenantClaim]);
    const person = payload[settings.personClaim];
    if (tenant === null || typeof person !== 'string' || !NAME.test(person)) {
      fault(tenant === null ? 'tenantClaim' : 'personClaim');
      return null;
    }
    if (settings.roles === undefined) return { tenant, person, grenze: null };
    const values = claimValues(payload, settings.roles.claim);
    const { login } = settings.roles;
    if (login.length > 0 && !login.some((value) => values.includes(value))) return 'kein-zugang';
    return { tenant, person, grenze: grenzeOf(settings.roles, values) };
  } catch (error) {
    if (error instanceof KeysUnavailable) return 'unerreichbar';
    fault(kindOf(error));
    // Whatever is wrong with a token, its bearer is told the same.
    return null;
  }
}

/** What stands in a token of this provider; throws what is wrong with it. */
async function signedPayload({ issuer, audience, keys, renew }: TokenSettings, token: string) {
  const verify = () =>
    jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: 5,
    });
  try {
    return await verify();
  } catch (error) {
    if (!(error instanceof errors.JWSSignatureVerificationFailed) || renew === undefined) throw error;
    // The provider may have another key now, under the name of the one we know.
    await renew();
    return verify();
  }
}

/** The kind of fault and the name of the claim; never a value from the token. */
function kindOf(error: unknown): string {
  const { code = 'intern', claim } = error as { readonly code?: string; readonly claim?: string };
  return claim === undefined ? code : `${code} ${claim}`;
}

/** By the issuer that the token names; whether it is really from there, its signature says. */
function providerOf(providers: TokenProviders, token: string): TokenSettings | null {
  try {
    const { iss } = decodeJwt(token);
    return [providers].flat().find((p) => p.issuer === iss) ?? null;
  } catch {
    return null;
  }
}

/** A provider speaks for its own city only, and one for all never for a city that has its own. */
function tenantOf({ tenant, without = [] }: TokenSettings, named: unknown): string | null {
  if (tenant !== undefined) return named === undefined || named === tenant ? tenant : null;
  return typeof named === 'string' && NAME.test(named) && !without.includes(named) ? named : null;
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
