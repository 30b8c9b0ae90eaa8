import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startBrowserShell, type BrowserShell } from '../../../../src/main/shell/browser/index.ts';
import { SHA, stubApp, stubRenderer } from '../stub.ts';

const open: BrowserShell[] = [];
afterEach(async () => {
  for (const shell of open.splice(0)) await shell.close();
});

async function setUp(graceMs = 60_000) {
  const app = stubApp();
  const shell = await startBrowserShell({ ...app.ports, rendererDir: stubRenderer(), graceMs });
  open.push(shell);
  return { ...app, shell, host: new URL(shell.origin).host };
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Plain HTTP, so that a test can send any Host and Origin (fetch forbids it). */
function ask(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin + path, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Goes through the start page like a window does. */
async function enter(shell: BrowserShell): Promise<{ cookie: string; token: string }> {
  const { pathname, search } = new URL(shell.url);
  const reply = await ask(shell.origin, pathname + search);
  const cookie = String(reply.headers['set-cookie']).split(';')[0]!;
  return { cookie, token: /, "([\w-]{43})"\)/.exec(reply.body)![1]! };
}

function connect(
  host: string,
  headers: Record<string, string>,
  hello: unknown,
): Promise<{ socket: WebSocket; first: unknown }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}/bridge`, { headers });
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify(hello)));
    socket.once('close', (code) => reject(new Error(`closed ${code}`)));
    socket.once('message', (data) => resolve({ socket, first: JSON.parse(String(data)) }));
  });
}

const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));

describe('the way in', () => {
  test('the start address works once: cookie HttpOnly and SameSite=Strict, token in the page', async () => {
    const { shell } = await setUp();
    const { pathname, search } = new URL(shell.url);
    const first = await ask(shell.origin, pathname + search);
    expect(first.status).toBe(200);
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const second = await ask(shell.origin, pathname + search);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect((await ask(shell.origin, '/start?token=')).status).toBe(403);
    expect((await ask(shell.origin, '/start')).status).toBe(403);
  });

  test('a wrong token does not use up the right one', async () => {
    const { shell } = await setUp();
    expect((await ask(shell.origin, '/start?token=wrong')).status).toBe(403);
    expect((await enter(shell)).token).toHaveLength(43);
  });

  test('the server listens on 127.0.0.1 only', async () => {
    const { shell } = await setUp();
    expect(shell.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]{43}$/);
  });

  test('without the cookie nothing is served', async () => {
    const { shell } = await setUp();
    for (const path of ['/', '/assets/index.js', '/bridge.js', `/blob/${SHA}`, '/index.html']) {
      const reply = await ask(shell.origin, path);
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('Kein Zugang');
    }
  });

  test('two cookies of that name are refused', async () => {
    const { shell } = await setUp();
    const { cookie } = await enter(shell);
    const reply = await ask(shell.origin, '/', { Cookie: `${cookie}; ${cookie.split('=')[0]}=x` });
    expect(reply.status).toBe(403);
  });
});

describe('Host and Origin', () => {
  const routes: readonly (readonly [string, string])[] = [
    ['GET', '/start'],
    ['GET', '/'],
    ['GET', '/assets/index.js'],
    ['GET', '/bridge.js'],
    ['GET', `/blob/${SHA}`],
    ['PUT', '/blob?name=a.pdf'],
    ['PUT', '/upload?name=a'],
    ['HEAD', '/'],
  ];

  test.each(routes)('DNS rebinding: %s %s under another name is refused', async (method, path) => {
    const { shell, stored } = await setUp();
    const { cookie } = await enter(shell);
    const port = new URL(shell.origin).port;
    for (const host of [
      `rebinding.example:${port}`,
      `localhost:${port}`,
      '127.0.0.1',
      `127.0.0.1.:${port}`,
    ]) {
      const reply = await ask(
        shell.origin,
        path,
        { Host: host, Cookie: cookie, Origin: `http://${host}` },
        method,
      );
      expect(reply.status).toBe(403);
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
    expect(stored).toEqual([]);
  });

  test.each(routes)('%s %s from another origin is refused', async (method, path) => {
    const { shell, stored } = await setUp();
    const { cookie } = await enter(shell);
    for (const origin of ['null', 'http://127.0.0.1:1', 'https://rebinding.example', `${shell.origin}/`]) {
      const reply = await ask(shell.origin, path, { Cookie: cookie, Origin: origin }, method);
      expect(reply.status).toBe(403);
    }
    const crossSite = { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' };
    expect((await ask(shell.origin, path, crossSite, method)).status).toBe(403);
    expect(stored).toEqual([]);
  });

  test('writing must name its origin', async () => {
    const { shell } = await setUp();
    const { cookie } = await enter(shell);
    expect((await ask(shell.origin, '/blob?name=a', { Cookie: cookie }, 'PUT', 'x')).status).toBe(403);
  });

  test('no answer invites other origins', async () => {
    const { shell } = await setUp();
    const { cookie } = await enter(shell);
    const reply = await ask(shell.origin, '/', { Cookie: cookie });
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('the bridge', () => {
  test('answers after the token, tells events, and ends with its window', async () => {
    const { shell, host, called, tell } = await setUp(20);
    const { cookie, token } = await enter(shell);
    const headers = { Cookie: cookie, Origin: shell.origin };
    const { socket, first } = await connect(host, headers, { type: 'hello', token });
    expect(first).toEqual({ type: 'ready' });

    socket.send(JSON.stringify({ id: 1, channel: 'search.query', input: { text: 'Füße' } }));
    expect(await nextMessage(socket)).toEqual({
      type: 'answer',
      id: 1,
      answer: { ok: true, value: { text: 'Füße' } },
    });
    expect(called).toEqual([{ channel: 'search.query', input: { text: 'Füße' } }]);

    tell({ type: 'changed', vorgaenge: ['1'] });
    expect(await nextMessage(socket)).toEqual({
      type: 'event',
      event: { type: 'changed', vorgaenge: ['1'] },
    });

    socket.removeAllListeners('close');
    socket.close();
    await shell.closed;
    await expect(ask(shell.origin, '/')).rejects.toThrow();
  });

  test('a reload within the grace time keeps the application', async () => {
    const { shell, host } = await setUp(2_000);
    const { cookie, token } = await enter(shell);
    const headers = { Cookie: cookie, Origin: shell.origin };
    const before = await connect(host, headers, { type: 'hello', token });
    before.socket.removeAllListeners('close');
    before.socket.close();
    const after = await connect(host, headers, { type: 'hello', token });
    expect(after.first).toEqual({ type: 'ready' });
    after.socket.removeAllListeners('close');
  });

  test('a wrong token, an unknown channel and a wrong input reach no handler', async () => {
    const { shell, host, called } = await setUp();
    const { cookie, token } = await enter(shell);
    const headers = { Cookie: cookie, Origin: shell.origin };
    await expect(connect(host, headers, { type: 'hello', token: 'wrong' })).rejects.toThrow('closed 4403');
    await expect(connect(host, headers, { id: 1, channel: 'app.state', input: null })).rejects.toThrow(
      'closed 4403',
    );
    const { socket } = await connect(host, headers, { type: 'hello', token });
    socket.removeAllListeners('close');
    socket.send(JSON.stringify({ id: 2, channel: 'gone', input: null }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 2,
      answer: { problem: { code: 'shell.kanal-unbekannt' } },
    });
    socket.send(JSON.stringify({ id: 3, channel: 'search.query', input: { text: 7 } }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 3,
      answer: { problem: { code: 'shell.eingabe-ungueltig' } },
    });
    expect(called).toEqual([]);
  });

  test('the upgrade needs cookie, Host and Origin, on the one path', async () => {
    const { shell, host } = await setUp();
    const { cookie, token } = await enter(shell);
    const hello = { type: 'hello', token };
    const own = { Cookie: cookie, Origin: shell.origin };
    const port = new URL(shell.origin).port;
    for (const headers of [
      { Origin: shell.origin },
      { Cookie: cookie },
      { ...own, Origin: 'https://rebinding.example' },
      { ...own, Host: `rebinding.example:${port}` },
      { ...own, Host: `localhost:${port}`, Origin: `http://localhost:${port}` },
      { ...own, 'Sec-Fetch-Site': 'same-site' },
    ]) {
      await expect(connect(host, headers as unknown as Record<string, string>, hello)).rejects.toThrow('403');
    }
    await expect(connect(`${host}/other`, own, hello)).rejects.toThrow('403');
  });

  test('documents are served while the window that showed the token is open', async () => {
    const { shell, host } = await setUp();
    const { cookie, token } = await enter(shell);
    const own = { Cookie: cookie, Origin: shell.origin };
    expect((await ask(shell.origin, `/blob/${SHA}`, { Cookie: cookie })).status).toBe(403);
    const { socket } = await connect(host, own, { type: 'hello', token });
    socket.removeAllListeners('close');
    expect((await ask(shell.origin, `/blob/${SHA}`, { Cookie: cookie })).body).toBe('%PDF-1.7');
    const put = await ask(shell.origin, '/blob?name=a.pdf', own, 'PUT', 'x'.repeat(100_000));
    expect(JSON.parse(put.body)).toMatchObject({ ok: true, value: { bytes: 100_000 } });
  });
});
