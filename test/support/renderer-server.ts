import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createResourceHandler } from '../../src/main/shell/resources.ts';

export interface RendererServer {
  readonly url: string;
  readonly blobs: Map<string, { readonly name: string; readonly bytes: Uint8Array }>;
  readonly close: () => Promise<void>;
}

/**
 * Serves a built window exactly as the shells do (same handler, same policy), with documents in memory:
 * for tests of the screens against the fake bridge.
 */
export async function startRendererServer(rendererDir: string): Promise<RendererServer> {
  const blobs: RendererServer['blobs'] = new Map();
  const handle = createResourceHandler({
    rendererDir,
    log: (entry: unknown) => console.error(entry),
    documents: {
      async putDocument(name: string, bytes: Uint8Array) {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        blobs.set(sha256, { name, bytes });
        const value = { sha256, name, bytes: bytes.length, mime: mimeOf(name), seiten: 1, signaturen: [] };
        return { ok: true as const, value };
      },
      async getDocument(sha256: string) {
        const found = blobs.get(sha256);
        return found ? { ...found, mime: mimeOf(found.name) } : null;
      },
    },
  } as never);
  const server = createServer((req, res) => {
    void (async () => {
      const body = req.method === 'PUT' ? await collect(req) : undefined;
      const answer = await handle(
        new Request(`http://127.0.0.1${req.url}`, { method: req.method ?? 'GET', ...(body ? { body } : {}) }),
      );
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      res.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    blobs,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const mimeOf = (name: string): string => (name.endsWith('.pdf') ? 'application/pdf' : 'application/xml');

async function collect(req: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}
