import type { Answer } from '../../contract/channel.ts';
import { MAX_DOCUMENT_BYTES } from '../../contract/document.ts';
import { readBody, saveBody } from './body.ts';
import { BLOB_POLICY, COMMON_HEADERS, contentSecurityPolicy } from './csp.ts';
import { incident } from './dispatch.ts';
import { refuse } from './errors.ts';
import type { ShellPorts } from './ports.ts';
import { loadRendererFiles, type RendererFiles } from './renderer-files.ts';

/** Types a browser may show by itself; all others are only offered for saving. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']);

export interface ResourceOptions extends Pick<ShellPorts, 'documents' | 'uploads' | 'log'> {
  readonly rendererDir: string;
  /** put first into the page's head (the browser shell's bridge); '' in Electron */
  readonly head?: string;
  /** further targets for connect-src */
  readonly connect?: readonly string[];
}

/**
 * Everything a window loads, as one function from Request to Response: page, assets, documents. Electron
 * plugs it into its protocol, the browser shell into its HTTP server; who may ask is checked before it.
 */
export function createResourceHandler(options: ResourceOptions): (request: Request) => Promise<Response> {
  const files = loadRendererFiles(options.rendererDir);
  return async (request) => {
    try {
      return await route(options, files, request);
    } catch (error) {
      return json(incident(`resource ${request.method}`, error, options.log), 500);
    }
  };
}

async function route(options: ResourceOptions, files: RendererFiles, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === '/blob')
    return request.method === 'PUT' ? putBlob(options, request, url) : notAllowed();
  if (url.pathname === '/upload') {
    return request.method === 'PUT' ? putUpload(options, request, url) : notAllowed();
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed();
  const blob = /^\/blob\/([0-9a-f]{64})$/.exec(url.pathname);
  if (blob !== null) return getBlob(options, blob[1]!, url.searchParams.get('download'));
  if (url.pathname.startsWith('/blob/')) return notFound();
  const file = url.pathname === '/index.html' ? null : files.read(url.pathname);
  if (file !== null) return new Response(Buffer.from(file.bytes), headers({ 'Content-Type': file.mime }));
  // the renderer's own routes carry no dot; everything else that is not there is missing
  return url.pathname === '/index.html' || !/\.[^/]*$/.test(url.pathname) ? page(options, files) : notFound();
}

function page(options: ResourceOptions, files: RendererFiles): Response {
  const loaded = files.page(options.head ?? '');
  if (loaded === null)
    return text(503, 'Die Oberfläche ist noch nicht gebaut. Bitte „npm run build“ ausführen.');
  return new Response(
    loaded.html,
    headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(loaded.nonce, options.connect),
    }),
  );
}

async function putBlob(options: ResourceOptions, request: Request, url: URL): Promise<Response> {
  const bytes = await readBody(request, MAX_DOCUMENT_BYTES);
  if (bytes === 'too-large')
    return json(refuse('shell.upload-zu-gross', { grenze: MAX_DOCUMENT_BYTES / 1024 / 1024 }));
  if (bytes === 'incomplete') return json(refuse('shell.upload-abgebrochen'));
  return json(await options.documents.putDocument(fileName(url), bytes));
}

async function putUpload(options: ResourceOptions, request: Request, url: URL): Promise<Response> {
  if (options.uploads === undefined) return notFound();
  const path = await saveBody(request, options.uploads.directory);
  if (path === 'incomplete' || path === 'too-large') return json(refuse('shell.upload-abgebrochen'));
  return json(await options.uploads.acceptUpload(fileName(url), path));
}

async function getBlob(options: ResourceOptions, sha256: string, download: string | null): Promise<Response> {
  const document = await options.documents.getDocument(sha256);
  if (document === null) return notFound();
  const shown = SHOWN.has(document.mime);
  const disposition = download === null && shown ? 'inline' : 'attachment';
  const name = download !== null && download !== '' ? download : document.name;
  return new Response(
    Buffer.from(document.bytes.buffer as ArrayBuffer, document.bytes.byteOffset, document.bytes.byteLength),
    headers({
      'Content-Type': shown ? document.mime : 'application/octet-stream',
      'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeFileName(name)}`,
      'Content-Length': String(document.bytes.byteLength),
      'Content-Security-Policy': BLOB_POLICY,
    }),
  );
}

/** The file's own name without any directory, printable, at most 255 characters. */
function fileName(url: URL): string {
  const last = (url.searchParams.get('name') ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 255);
  return clean === '' ? 'Dokument' : clean;
}

/** RFC 8187: percent-encoded UTF-8, with those characters too that encodeURIComponent leaves alone. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name.toWellFormed().replace(/[/\\]/g, '_')).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const headers = (extra: Readonly<Record<string, string>>, status = 200): ResponseInit => ({
  status,
  headers: { ...COMMON_HEADERS, ...extra },
});
export const text = (status: number, body: string): Response =>
  new Response(body, headers({ 'Content-Type': 'text/plain; charset=utf-8' }, status));
const json = (answer: Answer<unknown>, status = 200): Response =>
  new Response(
    JSON.stringify(answer),
    headers({ 'Content-Type': 'application/json; charset=utf-8' }, status),
  );
const notFound = (): Response => text(404, 'Nicht gefunden');
const notAllowed = (): Response => text(405, 'Nicht erlaubt');
