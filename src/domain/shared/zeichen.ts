/** How the letters of a file are written; shown before anything is taken over. */
export type Zeichensatz = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/**
 * Text of a file from another program. A byte order mark decides; without one, what is sound UTF-8 is UTF-8, and
 * everything else is what German Windows programs write (Windows-1252). Old DOS files cannot be told apart from
 * that: their wrong umlauts are seen in the preview.
 */
export function liesZeichen(bytes: Uint8Array): { readonly text: string; readonly zeichensatz: Zeichensatz } {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), zeichensatz: 'UTF-16' };
  if (a === 0xfe && b === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), zeichensatz: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), zeichensatz: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), zeichensatz: 'Windows-1252' };
  }
}
