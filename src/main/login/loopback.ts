import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Path of the redirect; registered at the identity provider as `http://127.0.0.1/anmeldung` (RFC 8252). */
const PATH = '/anmeldung';
const MAX_URL = 8192;

export interface Loopback {
  readonly redirectUri: string;
  readonly close: () => void;
}

/**
 * Listens on a loopback port for the browser that comes back from logging in. Whatever does not bring the state
 * this login was begun with is turned away and changes nothing. `come` answers whether the login has worked; the
 * page says so.
 */
export async function listenOnLoopback(
  state: string,
  come: (url: URL) => Promise<boolean>,
): Promise<Loopback> {
  const server: Server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    const text = request.url ?? '';
    const url = text.length <= MAX_URL && URL.canParse(text, address) ? new URL(text, address) : null;
    const ours =
      request.method === 'GET' &&
      request.headers.host === `127.0.0.1:${port}` &&
      url?.pathname === PATH &&
      url.searchParams.get('state') === state;
    if (!ours || url === null) return page(response, 404, 'Diese Adresse gehört zu keiner Anmeldung.');
    come(url).then(
      (good) =>
        page(
          response,
          good ? 200 : 400,
          good
            ? 'Sie sind angemeldet. Dieses Fenster können Sie schließen; in der Amtsmappe geht es weiter.'
            : 'Die Anmeldung hat nicht geklappt. In der Amtsmappe steht, warum.',
        ),
      () => page(response, 500, 'Die Anmeldung hat nicht geklappt.'),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  return {
    redirectUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Amtsmappe: Anmeldung</title></head><body><main><h1>Amtsmappe</h1><p>${text}</p></main></body></html>`,
  );
}
