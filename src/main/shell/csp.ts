/**
 * The Content-Security-Policy of the window, the same in both shells. Styles carry a nonce per load, because
 * ag-grid and React Aria write style elements; `wasm-unsafe-eval` lets pdf.js compile its image decoders and
 * nothing else. `connect` names the WebSocket of the browser shell.
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[] = []): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Policy for a document served on its own: it may run nothing and load nothing. */
export const BLOB_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Headers of every answer: no sniffing, no referrer, no embedding, nothing kept on disk by the browser. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
};
