import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Placeholder that the build leaves in index.html wherever a nonce belongs (vite: html.cspNonce). */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const MIME: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
  bcmap: 'application/octet-stream',
  pfb: 'application/octet-stream',
  ttf: 'font/ttf',
  icc: 'application/octet-stream',
};

export interface RendererFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

export interface RendererFiles {
  /** `path` as it stands in the address, e.g. `/assets/index-1a2b.js`; null: there is no such file */
  readonly read: (path: string) => RendererFile | null;
  /** the page with a fresh nonce in it, and `head` put first into its head; null: renderer not built */
  readonly page: (head: string) => { readonly html: string; readonly nonce: string } | null;
}

/**
 * The built renderer as a table made once at start: an address is looked up in it and never turned into a
 * path. So traversal, encodings, drive letters and UNC names have nothing to act on; symbolic links and files
 * of unknown type are left out.
 */
export function loadRendererFiles(directory: string): RendererFiles {
  const table = new Map<string, string>();
  for (const entry of readDirectory(directory)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${path.slice(directory.length).replaceAll('\\', '/').replace(/^\/+/, '')}`;
    if (mimeOf(address) !== null) table.set(address, path);
  }
  return {
    read(address) {
      const path = table.get(address);
      const mime = mimeOf(address);
      return path === undefined || mime === null ? null : { bytes: readFileSync(path), mime };
    },
    page(head) {
      const path = table.get('/index.html');
      if (path === undefined) return null;
      const nonce = randomBytes(18).toString('base64');
      const html = readFileSync(path, 'utf8')
        .replace(/<head[^>]*>/i, (tag) => `${tag}${head}`)
        .replaceAll(NONCE_PLACEHOLDER, nonce);
      return { html, nonce };
    },
  };
}

function mimeOf(address: string): string | null {
  const extension = /\.([a-z0-9]+)$/.exec(address)?.[1];
  return extension === undefined ? null : (MIME[extension] ?? null);
}

function readDirectory(directory: string) {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true });
  } catch {
    return []; // not built: `page` answers null and the shell says so
  }
}
