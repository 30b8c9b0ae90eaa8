import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { BrowserVisit } from '../app/signing/remote-ports.ts';
import { tokenError, type TokenError } from './token.ts';

const PATH = '/amtsmappe-fernsignatur';
const WAIT_MINUTES = 10;

/**
 * Sends the person to a page in the browser and waits until that page sends the browser back to this machine
 * (RFC 8252, 7.3: loopback address, any free port). Answers the whole address of the return. The listener takes one
 * return with the right `state` and is gone; whoever else knocks gets nothing.
 * Errors: token.abgebrochen, token.dienst-wartezeit, token.dienst-rueckweg.
 */
export const visitBrowser = async <T extends { readonly url: string; readonly state: string }>(
  visit: BrowserVisit,
  begin: (redirectUri: string) => T,
  waitMinutes = WAIT_MINUTES,
): Promise<Result<{ readonly begun: T; readonly returned: string }, TokenError>> => {
  const server = createServer();
  const port = await listen(server, visit.port ?? 0);
  if (port === null) return tokenError('token.dienst-rueckweg', { port: visit.port ?? 0 });
  const origin = `http://127.0.0.1:${port}`;
  const begun = begin(`${origin}${PATH}`);
  const { promise, resolve } = Promise.withResolvers<Result<string, TokenError>>();
  server.on('request', (request, response) => {
    const url = URL.parse(request.url ?? '', origin);
    const ours =
      request.method === 'GET' &&
      url?.pathname === PATH &&
      url.searchParams.get('state') === begun.state &&
      request.headers.host === `127.0.0.1:${port}`;
    response.writeHead(ours ? 200 : 404, HEADERS);
    response.end(ours ? page(url.searchParams.has('code')) : '');
    if (ours) response.once('close', () => resolve(ok(url.href)));
  });
  const late = setTimeout(
    () => resolve(tokenError('token.dienst-wartezeit', { minuten: waitMinutes })),
    waitMinutes * 60_000,
  );
  const cancel = () => resolve(tokenError('token.abgebrochen'));
  visit.signal.addEventListener('abort', cancel);
  if (visit.signal.aborted) cancel();
  else visit.show(begun.url);
  const returned = await promise;
  clearTimeout(late);
  visit.signal.removeEventListener('abort', cancel);
  visit.show(null);
  server.close();
  server.closeAllConnections();
  return returned.ok ? ok({ begun, returned: returned.value }) : returned;
};

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<number | null> =>
  new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Connection: 'close',
} as const;

const page = (granted: boolean): string => `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Amtsmappe</title></head><body>
<h1>${granted ? 'Das hat geklappt' : 'Nicht freigegeben'}</h1>
<p>Sie können diese Seite schließen und zu Amtsmappe zurückkehren.</p></body></html>`;
