import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFObjectCopier,
  PDFPage,
  PDFString,
  type PDFObject,
  type PDFPageLeaf,
} from '@cantoo/pdf-lib';
import { err, ok, type Result } from '../../domain/shared/result.ts';

const name = (text: string) => PDFName.of(text);

/** Opens a part for copying; everything active in it is taken out at once. */
export async function openPart(
  bytes: Uint8Array,
): Promise<Result<PDFDocument, 'verschluesselt' | 'beschaedigt'>> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    for (const page of document.getPages()) disarm(document, page);
    return document.getPageCount() === 0 ? err('beschaedigt') : ok(document);
  } catch (error) {
    // pdf-lib throws for whatever it can't read; the checker has named the reason when the file came in
    return err(error instanceof EncryptedPDFError ? 'verschluesselt' : 'beschaedigt');
  }
}

/** Scripts and other actions go; links inside the part are made to name their page, since names are not copied. */
function disarm(document: PDFDocument, page: PDFPage): void {
  page.node.delete(name('AA'));
  const annotations = page.node.Annots();
  if (annotations === undefined) return;
  for (let i = annotations.size() - 1; i >= 0; i--) {
    const annotation = annotations.lookup(i);
    if (!(annotation instanceof PDFDict) || isActive(annotation)) {
      annotations.remove(i);
      continue;
    }
    annotation.delete(name('AA'));
    if (subtypeOf(annotation) === 'Widget') freezeWidget(annotation);
    resolveLink(document, annotation);
  }
}

const subtypeOf = (annotation: PDFDict): string | undefined => {
  const subtype = annotation.lookup(name('Subtype'));
  return subtype instanceof PDFName ? subtype.decodeText() : undefined;
};

/** Anything but a link inside the document or to a web address; attachments, media and forms' own actions too. */
function isActive(annotation: PDFDict): boolean {
  const subtype = subtypeOf(annotation);
  if (
    subtype === undefined ||
    ['FileAttachment', 'Screen', 'Movie', 'Sound', '3D', 'RichMedia'].includes(subtype)
  )
    return true;
  const action = annotation.lookup(name('A'));
  if (!(action instanceof PDFDict)) return false;
  const kind = action.lookup(name('S'));
  const harmless = kind instanceof PDFName && ['GoTo', 'URI'].includes(kind.decodeText());
  return !harmless || action.has(name('Next'));
}

/** A form field or signature keeps its looks and loses its value: outside its file it means nothing. */
function freezeWidget(annotation: PDFDict): void {
  for (const key of [
    'FT',
    'T',
    'V',
    'DV',
    'Parent',
    'Kids',
    'Ff',
    'DA',
    'MK',
    'Lock',
    'SV',
    'A',
    'Opt',
    'TU',
    'TM',
    'H',
  ]) {
    annotation.delete(name(key));
  }
  annotation.set(name('Subtype'), name('Stamp'));
  annotation.set(name('F'), annotation.context.obj(4 | 64 | 128));
}

function resolveLink(document: PDFDocument, annotation: PDFDict): void {
  const action = annotation.lookup(name('A'));
  const given =
    annotation.lookup(name('Dest')) ?? (action instanceof PDFDict ? action.lookup(name('D')) : undefined);
  if (given === undefined || given instanceof PDFArray) return;
  const destination = findDestination(document, given);
  annotation.delete(name('A'));
  if (destination === undefined) annotation.delete(name('Dest'));
  else annotation.set(name('Dest'), destination);
}

function findDestination(document: PDFDocument, given: PDFObject): PDFArray | undefined {
  const wanted =
    given instanceof PDFString || given instanceof PDFHexString || given instanceof PDFName
      ? given.decodeText()
      : null;
  if (wanted === null) return undefined;
  const names = document.catalog.lookup(name('Names'));
  const tree = names instanceof PDFDict ? names.lookup(name('Dests')) : undefined;
  const old = document.catalog.lookup(name('Dests'));
  const found =
    (tree instanceof PDFDict ? findInTree(tree, wanted, 0) : undefined) ??
    (old instanceof PDFDict ? old.lookup(name(wanted)) : undefined);
  const array = found instanceof PDFDict ? found.lookup(name('D')) : found;
  return array instanceof PDFArray ? array : undefined;
}

/** Depth is limited: a name tree of a hostile file may be a circle. */
function findInTree(node: PDFDict, wanted: string, depth: number): PDFObject | undefined {
  const pairs = node.lookup(name('Names'));
  if (pairs instanceof PDFArray) {
    for (let i = 0; i + 1 < pairs.size(); i += 2) {
      const key = pairs.lookup(i);
      if ((key instanceof PDFString || key instanceof PDFHexString) && key.decodeText() === wanted)
        return pairs.lookup(i + 1);
    }
  }
  const kids = node.lookup(name('Kids'));
  if (!(kids instanceof PDFArray) || depth > 20) return undefined;
  for (let i = 0; i < kids.size(); i++) {
    const kid = kids.lookup(i);
    const found = kid instanceof PDFDict ? findInTree(kid, wanted, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export interface CopiedPages {
  readonly pages: readonly PDFPage[];
  /** copies further objects of the same part; what was copied before is found again */
  readonly copier: PDFObjectCopier;
}

/**
 * Appends all pages. Each is copied by its reference, so that links and structure elements that name a page
 * find its copy (pdf-lib's own copyPages would copy that page a second time).
 */
export function copyPages(source: PDFDocument, target: PDFDocument): CopiedPages {
  const copier = PDFObjectCopier.for(source.context, target.context);
  const refs = source.getPages().map((page) => copier.copy(page.ref));
  const pages = refs.map((ref) => {
    const page = PDFPage.of(target.context.lookup(ref) as PDFPageLeaf, ref, target);
    target.addPage(page);
    return page;
  });
  return { pages, copier };
}
