import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { CentralSession } from '../../contract/central.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../db/open.ts';

export const DEFAULT_LEASE_DAYS = 14;
const DAY_SECONDS = 86_400;

/**
 * Signs how long a device may be used without hearing from the service (Ed25519, one key for each city, in the
 * database so that all processes sign alike). The app checks it when it is unlocked.
 */
export function createLeases({ db }: CentralDatabase, days: number = DEFAULT_LEASE_DAYS) {
  const keys = new Map<string, JWK>();

  async function keyOf(tenant: string): Promise<JWK> {
    const known = keys.get(tenant);
    if (known) return known;
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const made = JSON.stringify(await exportJWK(privateKey));
    await db
      .insertInto('lease_key')
      .values({ tenant, key: made })
      .onConflict((c) => c.doNothing())
      .execute();
    const row = await db
      .selectFrom('lease_key')
      .select('key')
      .where('tenant', '=', tenant)
      .executeTakeFirstOrThrow();
    const key = JSON.parse(row.key) as JWK;
    keys.set(tenant, key);
    return key;
  }

  return {
    issue: async (
      who: { readonly tenant: string; readonly person: string; readonly device: string },
      now: Zeitpunkt,
    ): Promise<NonNullable<CentralSession['freigabe']>> => {
      const key = await keyOf(who.tenant);
      const at = Math.floor(Date.parse(now) / 1000);
      const token = await new SignJWT({ tenant: who.tenant, device: who.device })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'amtsmappe-freigabe+jwt' })
        .setSubject(who.person)
        .setIssuedAt(at)
        .setExpirationTime(at + days * DAY_SECONDS)
        .sign(await importJWK(key, 'EdDSA'));
      return { token, key: { kty: 'OKP', crv: 'Ed25519', x: key.x ?? '' } };
    },
  };
}
