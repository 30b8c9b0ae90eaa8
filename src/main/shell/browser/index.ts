import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { COMMON_HEADERS } from '../csp.ts';
import { describeWithoutContent } from '../dispatch.ts';
import type { ShellPorts } from '../ports.ts';
import { createResourceHandler } from '../resources.ts';
import { isOwnWindow } from './guard.ts';
import { isOwnUser } from './peer.ts';
import { bridgeScript, closedPage, startPage } from './script.ts';
import { createSession, newSecret, type Session } from './session.ts';
import { createSockets } from './socket.ts';

export interface BrowserShellOptions extends ShellPorts {
  /** directory of the built renderer */
  readonly rendererDir: string;
  /** 0 or absent: any free port */
  readonly port?: number;
  /** how long the last window may be gone (a reload) before the shell closes, in ms; default 5000 */
  readonly graceMs?: number;
}

export interface BrowserShell {
  /** start address with its one-time token: show or open it, never log it */
  readonly url: string;
  readonly origin: string;
  /** resolves when the last window has been closed for longer than the grace time, or after `close` */
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The application over loopback, for machines without an Electron binary. Only this machine can reach the
 * port, and only the window that was opened with the start address gets an answer from it.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const session = createSession(port);

  const done = Promise.withResolvers<void>();
  let leaving: NodeJS.Timeout | null = null;
  let closing = false;
  const sockets = createSockets(options, session, (open) => {
    if (leaving !== null) clearTimeout(leaving);
    leaving = open > 0 || closing ? null : setTimeout(() => void close(), options.graceMs ?? 5000);
  });

  const close = async (): Promise<void> => {
    if (closing) return done.promise;
    closing = true;
    if (leaving !== null) clearTimeout(leaving);
    sockets.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    done.resolve();
  };

  const resources = createResourceHandler({
    documents: options.documents,
    ...(options.uploads === undefined ? {} : { uploads: options.uploads }),
    log: options.log,
    rendererDir: options.rendererDir,
    head: '<script type="module" src="/bridge.js"></script>',
    connect: [`ws://${host}`],
  });
  const bridge = bridgeScript();

  const respond = async (request: IncomingMessage): Promise<Response> => {
    const method = request.method ?? '';
    if (!isOwnWindow(method, request.headers, host, 'request'))
      return closed('Die Anfrage kam nicht aus dem Fenster von Amtsmappe.');
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (url.pathname === '/start') return start(session, url.searchParams.get('token') ?? '');
    if (!session.hasCookie(request.headers.cookie ?? null))
      return closed('Dieses Fenster ist nicht angemeldet.');
    if (url.pathname === '/bridge.js') return script(bridge);
    // a document needs more than the cookie: its window must have shown the token
    if (/^\/(blob|upload)(\/|$)/.test(url.pathname) && sockets.open() === 0)
      return closed('Das Fenster ist nicht verbunden.');
    return resources(toWebRequest(request, url));
  };

  server.on('connection', (socket) => {
    if (!isOwnUser(socket.remotePort, port)) socket.destroy();
  });
  server.on('request', (request, response) => {
    respond(request)
      .then((answer) => send(answer, response))
      .catch((error: unknown) => {
        options.log(`request failed: ${describeWithoutContent(error)}`);
        response.destroy();
      });
  });
  server.on('upgrade', (request, socket, head) => {
    const admitted =
      isOwnWindow('GET', request.headers, host, 'upgrade') &&
      request.url === '/bridge' &&
      session.hasCookie(request.headers.cookie ?? null);
    if (admitted) sockets.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });

  return {
    url: `http://${host}/start?token=${session.startToken}`,
    origin: `http://${host}`,
    closed: done.promise,
    close,
  };
}

function start(session: Session, token: string): Response {
  if (!session.redeem(token)) return closed('Diese Startadresse wurde schon benutzt oder ist falsch.');
  const nonce = newSecret();
  return html(200, startPage(session.token, nonce), `script-src 'nonce-${nonce}'`, {
    'Set-Cookie': `${session.cookieName}=${session.cookie}; HttpOnly; SameSite=Strict; Path=/`,
  });
}

const closed = (cause: string): Response => html(403, closedPage(cause), "script-src 'none'");

function html(status: number, body: string, policy: string, extra: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: {
      ...COMMON_HEADERS,
      ...extra,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; ${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}

const script = (body: string): Response =>
  new Response(body, { headers: { ...COMMON_HEADERS, 'Content-Type': 'text/javascript; charset=utf-8' } });

function toWebRequest(request: IncomingMessage, url: URL): Request {
  const method = request.method ?? 'GET';
  const length = request.headers['content-length'];
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, {
    method,
    headers: length === undefined ? {} : { 'Content-Length': length },
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null || response.req.method === 'HEAD') response.end();
  else await pipeline(Readable.fromWeb(answer.body as never), response);
}
