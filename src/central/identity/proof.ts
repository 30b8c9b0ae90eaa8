import { createHash } from 'node:crypto';
import { importJWK, jwtVerify, type JWK } from 'jose';

/** How far the clock of a laptop may be off; its proofs are good for as long. */
const WINDOW_SECONDS = 600;
const MAX_KEPT = 200_000;

/**
 * Checks proofs of possession of device keys, after the manner of DPoP (RFC 9449): method, path, hash of the
 * access token, time, and a number used once. So a stolen token is of no use without the device.
 */
export function createProofs(now: () => string) {
  const seen = new Map<string, number>();

  function usedBefore(jti: string, at: number): boolean {
    if (seen.has(jti)) return true;
    if (seen.size > MAX_KEPT) {
      for (const [key, time] of seen) if (time < at - 2 * WINDOW_SECONDS) seen.delete(key);
    }
    seen.set(jti, at);
    return false;
  }

  return {
    verify: async (
      proof: string,
      publicKey: string,
      request: { readonly method: string; readonly path: string; readonly token: string },
    ): Promise<'ok' | 'clock' | 'bad'> => {
      try {
        const key = await importJWK(JSON.parse(publicKey) as JWK, 'EdDSA');
        const { payload } = await jwtVerify(proof, key, { algorithms: ['EdDSA'] });
        const { htm, htu, ath, jti, iat } = payload as Record<string, unknown>;
        if (htm !== request.method || htu !== request.path || ath !== hashOf(request.token)) return 'bad';
        if (typeof jti !== 'string' || jti.length > 100 || typeof iat !== 'number') return 'bad';
        const at = Date.parse(now()) / 1000;
        if (Math.abs(at - iat) > WINDOW_SECONDS) return 'clock';
        return usedBefore(jti, at) ? 'bad' : 'ok';
      } catch {
        return 'bad';
      }
    },
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
