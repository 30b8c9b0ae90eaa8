import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createResourceHandler } from '../../../src/main/shell/resources.ts';
import { SHA, stubApp, stubRenderer } from './stub.ts';

const ORIGIN = 'http://127.0.0.1:1';

function setUp() {
  const app = stubApp();
  const rendererDir = stubRenderer();
  symlinkSync('/etc/hostname', join(rendererDir, 'assets', 'link.txt'));
  symlinkSync('/etc', join(rendererDir, 'etc'));
  const handle = createResourceHandler({ ...app.ports, rendererDir });
  const get = (path: string, init?: RequestInit) => handle(new Request(ORIGIN + path, init));
  return { ...app, get, handle };
}

/** directive -> sources of a Content-Security-Policy */
export function parsePolicy(response: Response): Map<string, string[]> {
  const header = response.headers.get('content-security-policy') ?? '';
  return new Map(
    header.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

describe('page and assets', () => {
  test('the page carries a policy without unsafe sources and a fresh nonce each time', async () => {
    const { get } = setUp();
    const [first, second] = [await get('/'), await get('/')];
    const policy = parsePolicy(first);
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    for (const directive of ['object-src', 'base-uri', 'form-action', 'frame-src', 'frame-ancestors']) {
      expect(policy.get(directive)).toEqual(["'none'"]);
    }
    const all = [...policy.values()].flat();
    expect(all).not.toContain("'unsafe-inline'");
    expect(all).not.toContain("'unsafe-eval'");
    expect(all).not.toContain("'unsafe-hashes'");
    expect(all.some((source) => /^https?:|^\*|^ws:\/\/\*/.test(source))).toBe(false);
    const nonce = /'nonce-([^']+)'/.exec(policy.get('style-src')!.join(' '))![1]!;
    const html = await first.text();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toContain('__CSP_NONCE__');
    expect(await second.text()).not.toContain(nonce);
  });

  test('assets have their type, and nothing may sniff, embed or keep them', async () => {
    const response = await setUp().get('/assets/index.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('routes of the renderer answer the page, missing files do not', async () => {
    const { get } = setUp();
    expect((await get('/beschaffung/laufzettel/1')).headers.get('content-type')).toContain('text/html');
    expect((await get('/assets/gone.js')).status).toBe(404);
    expect((await get('/', { method: 'POST' })).status).toBe(405);
  });

  test('symbolic links and unknown file types are not part of the application', async () => {
    const { get } = setUp();
    for (const path of ['/assets/link.txt', '/assets/secret.key', '/etc/hosts.txt']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test('no spelling of an address leaves the directory', async () => {
    const { handle } = setUp();
    const piece = fc.constantFrom(
      '..', '%2e%2e', '%252e%252e', '..%2f', '..%5c', '\\', '%5c', '/', '//', 'etc', 'passwd', 'assets',
      'index.js', 'C:', '%00', '\\\\host\\share', 'file:', '%c0%ae', 'secret.key', 'hostname',
    ); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        let url: URL;
        try {
          url = new URL(`${ORIGIN}/${pieces.join('/')}`);
        } catch {
          return;
        }
        if (url.origin !== ORIGIN) return;
        const response = await handle(new Request(url));
        const body = await response.text();
        const known = body.includes('Arbeitskorb') || body === 'globalThis.loaded = true;\n';
        expect(known || response.status === 404).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a renderer that is not built is said so', async () => {
    const handle = createResourceHandler({ ...stubApp().ports, rendererDir: '/nowhere/at/all' });
    expect((await handle(new Request(`${ORIGIN}/`))).status).toBe(503);
  });
});

describe('documents', () => {
  test('a readable document comes with its type and name, and may run nothing', async () => {
    const response = await setUp().get(`/blob/${SHA}`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''Vermerk%20/);
    expect(parsePolicy(response).get('default-src')).toEqual(["'none'"]);
    expect(await response.text()).toBe('%PDF-1.7');
  });

  test('for saving it is offered under the wanted name, without directories or quotes', async () => {
    const response = await setUp().get(
      `/blob/${SHA}?download=${encodeURIComponent(`../"Überblick".pdf\r\nX: y`)}`,
    );
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''.._%22%C3%9Cberblick%22.pdf%0D%0AX%3A%20y",
    );
  });

  test('a type that could run in the window is only offered for saving', async () => {
    const app = stubApp();
    const documents = {
      ...app.ports.documents,
      getDocument: async () => ({ bytes: Buffer.from('<script>'), mime: 'text/html', name: 'x.html' }),
    };
    const handle = createResourceHandler({ ...app.ports, documents, rendererDir: stubRenderer() });
    const response = await handle(new Request(`${ORIGIN}/blob/${SHA}`));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('a document that is not there or not readable is not found; so is a malformed name', async () => {
    const { get } = setUp();
    for (const path of [
      `/blob/${'b'.repeat(64)}`,
      '/blob/x',
      `/blob/${SHA}/..`,
      `/blob/${SHA.toUpperCase()}`,
    ]) {
      expect([404, 200]).toContain((await get(path)).status);
      expect(await (await get(path)).text()).not.toContain('%PDF');
    }
  });

  test('an upload reaches the port with its bare name', async () => {
    const { get, stored } = setUp();
    const name = encodeURIComponent('C:\\Temp\\Angebot Süd.pdf');
    const response = await get(`/blob?name=${name}`, { method: 'PUT', body: 'content' });
    expect(await response.json()).toMatchObject({ ok: true, value: { name: 'Angebot Süd.pdf', bytes: 7 } });
    expect(Buffer.from(stored[0]!.bytes).toString()).toBe('content');
  });

  test('an upload above the limit is refused before it is read; one that stops halfway is not stored', async () => {
    const { get, stored } = setUp();
    const put = (length: number, body: string) =>
      get('/blob?name=a.pdf', { method: 'PUT', body, headers: { 'Content-Length': String(length) } });
    expect(await (await put(201 * 1024 * 1024, 'x')).json()).toMatchObject({
      problem: { code: 'shell.upload-zu-gross', params: { grenze: 200 } },
    });
    expect(await (await put(100, 'half')).json()).toMatchObject({
      problem: { code: 'shell.upload-abgebrochen' },
    });
    expect(stored).toEqual([]);
  });

  test('an exception of the port becomes an incident without content', async () => {
    const app = stubApp();
    const documents = {
      ...app.ports.documents,
      getDocument: async () => {
        throw new Error('Erika Mustermann');
      },
    };
    const handle = createResourceHandler({ ...app.ports, documents, rendererDir: stubRenderer() });
    const response = await handle(new Request(`${ORIGIN}/blob/${SHA}`));
    expect(response.status).toBe(500);
    expect((await response.text()) + app.logged.join()).not.toContain('Erika');
  });
});
