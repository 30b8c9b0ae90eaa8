// A damaged file still tells people something: which signatures it once carried. The cross-reference table is
// rebuilt by looking for objects, as many readers do. Nothing found this way is ever called intact.

import { openPdf, PdfFormatError } from '../pdf/index.ts';
import type { Pdf, PdfLimits } from '../pdf/index.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_OBJECTS = 200_000;

/**
 * Opens a damaged file with a rebuilt table (the last object of a number counts). Undefined when there is not even
 * a catalog to be found. The result has other bytes behind the end of the file than the original.
 */
export function openDamaged(bytes: Uint8Array, limits: Partial<PdfLimits> | undefined): Pdf | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const offsets = new Map<number, { offset: number; gen: number }>();
  for (const { index, groups } of text.matchAll(
    /(?<![0-9A-Za-z])(?<num>\d{1,7})[ \r\n\t]+(?<gen>\d{1,5})[ \r\n\t]+obj(?![A-Za-z])/g,
  )) {
    offsets.set(Number(groups!['num']), { offset: index, gen: Number(groups!['gen']) });
    if (offsets.size > MAX_OBJECTS) return undefined;
  }
  const root = rootOf(text);
  if (root === undefined || offsets.size === 0) return undefined;
  const numbers = [...offsets.keys()].toSorted((a, b) => a - b);
  const entries = numbers.map((num) => {
    const { offset, gen } = offsets.get(num)!;
    return `${num} 1\n${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n \n`;
  });
  const size = (numbers.at(-1) ?? 0) + 1;
  const table = `\nxref\n0 1\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${size} /Root ${root} >>\nstartxref\n${bytes.length + 1}\n%%EOF\n`;
  try {
    return openPdf(Buffer.concat([bytes, Buffer.from(table, 'latin1')]), { limits, skipEncryption: true });
  } catch (error) {
    if (error instanceof PdfFormatError) return undefined;
    throw error;
  }
}

/** The catalog the last trailer names, else the last object that says it is one. */
function rootOf(text: string): string | undefined {
  const named = [...text.matchAll(/\/Root\s+(\d{1,7})\s+(\d{1,5})\s+R/g)].at(-1);
  if (named !== undefined) return `${named[1]} ${named[2]} R`;
  const catalog = [...text.matchAll(/(\d{1,7})\s+(\d{1,5})\s+obj\s*<<[^>]{0,500}\/Type\s*\/Catalog/g)].at(-1);
  return catalog === undefined ? undefined : `${catalog[1]} ${catalog[2]} R`;
}
