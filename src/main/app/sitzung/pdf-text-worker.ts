import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Fundort } from '../../../domain/sitzung/index.ts';

/** A line of contents or bookmarks as pdf.js answers it. */
interface Outline {
  readonly title: string;
  readonly items: readonly Outline[];
}

/** Fewer than a stamp with its page number may have. */
const FEW_CHARACTERS = 200;
const PICTURES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
]);

/** Everything a reader of the file can find text in: pages, metadata, bookmarks, attachments, annotations. */
async function readPlaces(
  bytes: Uint8Array,
): Promise<{ seiten: number; orte: readonly Fundort[]; bildseiten: readonly number[] }> {
  const pdf = await getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  } as Parameters<typeof getDocument>[0]).promise;
  const orte: Fundort[] = [];
  const bildseiten: number[] = [];
  for (let seite = 1; seite <= pdf.numPages; seite += 1) {
    const page = await pdf.getPage(seite);
    const content = await page.getTextContent({ includeMarkedContent: false });
    const text = content.items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
      .join('');
    orte.push({ ort: `Seite ${seite}`, seite, text });
    // asking what is drawn is slow, and a page full of text is no scan
    if (text.length < FEW_CHARACTERS) {
      const { fnArray } = await page.getOperatorList();
      if (fnArray.some((f) => PICTURES.has(f))) bildseiten.push(seite);
    }
    const notes = (await page.getAnnotations()).flatMap((a) => texts(a));
    if (notes.length > 0)
      orte.push({ ort: `Seite ${seite}, Anmerkungen und Felder`, seite, text: notes.join('\n') });
    page.cleanup();
  }
  const { info, metadata } = await pdf.getMetadata();
  orte.push({
    ort: 'Metadaten',
    seite: null,
    text: [...texts(info), ...texts(metadata ? [...metadata] : null)].join('\n'),
  });
  const outline = ((await pdf.getOutline()) ?? []) as readonly Outline[];
  orte.push({ ort: 'Lesezeichen', seite: null, text: titles(outline).join('\n') });
  const attached = (await pdf.getAttachments()) as Readonly<Record<string, unknown>> | null;
  orte.push({ ort: 'Anhänge', seite: null, text: texts(attached).join('\n') });
  return { seiten: pdf.numPages, orte, bildseiten };
}

const titles = (items: readonly Outline[]): readonly string[] =>
  items.flatMap((i) => [i.title, ...titles(i.items)]);

/** Every string in a plain value, however deep; bytes are left out. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(texts);
}

const { bytes } = workerData as { readonly bytes: Uint8Array };
try {
  parentPort?.postMessage({ ok: true, value: await readPlaces(bytes) });
} catch {
  parentPort?.postMessage({ ok: false });
}
