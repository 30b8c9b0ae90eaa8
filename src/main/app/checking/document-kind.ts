/** What a document of record may be. */
export type DocumentKind =
  | { readonly mime: 'application/pdf'; readonly art: 'pdf'; readonly endung: 'pdf' }
  | { readonly mime: 'image/jpeg'; readonly art: 'image/jpeg'; readonly endung: 'jpg' }
  | { readonly mime: 'image/png'; readonly art: 'image/png'; readonly endung: 'png' }
  /** mass data named by a table */
  | { readonly mime: 'text/csv'; readonly endung: 'csv' };

/** What a file is, by its bytes alone; null: nothing that belongs into the record. */
export function kindOf(bytes: Uint8Array): DocumentKind | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (head.includes('%PDF-')) return { mime: 'application/pdf', art: 'pdf', endung: 'pdf' };
  if (head.startsWith('\xff\xd8\xff')) return { mime: 'image/jpeg', art: 'image/jpeg', endung: 'jpg' };
  if (head.startsWith('\x89PNG\r\n')) return { mime: 'image/png', art: 'image/png', endung: 'png' };
  return isTable(bytes, head) ? { mime: 'text/csv', endung: 'csv' } : null;
}

/** Text with separators in its first line, and no control characters at all. */
function isTable(bytes: Uint8Array, head: string): boolean {
  const firstLine = head.split(/\r?\n/, 1)[0] ?? '';
  if (!/[;,\t]/.test(firstLine) || firstLine.startsWith('{')) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
