import type { IncomingHttpHeaders } from 'node:http';

/**
 * Is this request really from our own window? Checked on every route and on the upgrade, before anything else.
 * - Host must be exactly ours: a rebound DNS name ("rebinding.example" -> 127.0.0.1) arrives with its own name.
 * - Origin, where the browser sends it, must be exactly ours; writing and the upgrade must carry it.
 * - Fetch metadata, where sent, must not say that another site asks.
 */
export function isOwnWindow(
  method: string,
  headers: IncomingHttpHeaders,
  host: string,
  kind: 'request' | 'upgrade',
): boolean {
  if (headers.host !== host) return false;
  const origin = headers.origin;
  const mustNameOrigin = kind === 'upgrade' || (method !== 'GET' && method !== 'HEAD');
  if (origin === undefined ? mustNameOrigin : origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
