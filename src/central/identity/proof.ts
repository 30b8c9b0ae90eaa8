import { createHash } from 'node:crypto';
import { importJWK, jwtVerify, type JWK } from 'jose';
import type { CentralDatabase } from '../db/open.ts';
import { createSeenNumbers } from './seen-numbers.ts';

/** How far the clock of a laptop may be off; its proofs are good for as long. */
const WINDOW_SECONDS = 600;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly tenant: string;
  readonly device: string;
}

/**
 * Checks proofs of possession of device keys, after the manner of DPoP (RFC 9449): method, path, hash of the
 * access token, time, and a number used once. So a stolen token is of no use without the device.
 */
export function createProofs(now: () => string, database: CentralDatabase) {
  const seconds = () => Date.parse(now()) / 1000;
  const seen = createSeenNumbers(database, seconds());
  return {
    verify: async (proof: string, publicKey: string, request: Request): Promise<'ok' | 'clock' | 'bad'> => {
      const claims = await claimsOf(proof, publicKey, request);
      if (claims === null) return 'bad';
      const at = seconds();
      // One made before the numbers began to be kept may have been used: its sender makes another.
      if (Math.abs(at - claims.iat) > WINDOW_SECONDS || claims.iat < Math.floor(seen.since)) return 'clock';
      const fresh = await seen.take(request.tenant, request.device, claims.jti, at, at + 2 * WINDOW_SECONDS);
      return fresh ? 'ok' : 'bad';
    },
  };
}

/** Null: not signed by this key for this request. */
async function claimsOf(
  proof: string,
  publicKey: string,
  request: Request,
): Promise<{ readonly jti: string; readonly iat: number } | null> {
  try {
    const key = await importJWK(JSON.parse(publicKey) as JWK, 'EdDSA');
    const { payload } = await jwtVerify(proof, key, { algorithms: ['EdDSA'] });
    const { htm, htu, ath, jti, iat } = payload as Record<string, unknown>;
    if (htm !== request.method || htu !== request.path || ath !== hashOf(request.token)) return null;
    return typeof jti === 'string' && jti.length <= 100 && typeof iat === 'number' ? { jti, iat } : null;
  } catch {
    return null;
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
