import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, as it stands in an address or a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares without telling by time how much was right. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (s: string) => createHash('sha256').update(s).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** What one run of the browser shell lets in: one start, one cookie, one token for the WebSocket. */
export interface Session {
  /** true once, for the right token; never again */
  readonly redeem: (startToken: string) => boolean;
  readonly hasCookie: (header: string | null) => boolean;
  readonly isToken: (token: unknown) => boolean;
  readonly startToken: string;
  readonly cookieName: string;
  readonly cookie: string;
  readonly token: string;
}

/**
 * Secrets of one run. The cookie is HttpOnly (scripts can't read it) but cookies are not bound to a port; the
 * token lies in the page's sessionStorage, which is. Only both together open the bridge.
 * `port` is part of the cookie's name, so that two workspaces open at once don't log each other out.
 */
export function createSession(port: number): Session {
  const startToken = newSecret();
  const cookie = newSecret();
  const token = newSecret();
  const cookieName = `amtsmappe-${port}`;
  let redeemed = false;
  return {
    startToken,
    cookieName,
    cookie,
    token,
    redeem(given) {
      if (redeemed || !sameSecret(given, startToken)) return false;
      redeemed = true;
      return true;
    },
    hasCookie(header) {
      const values = (header ?? '')
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part.startsWith(`${cookieName}=`))
        .map((part) => part.slice(cookieName.length + 1));
      return values.length === 1 && sameSecret(values[0]!, cookie);
    },
    isToken: (given) => typeof given === 'string' && sameSecret(given, token),
  };
}
