// Finding page n without walking the whole tree (ISO 32000-2, 7.7.3): /Count says how many pages a branch has.
import { catalogOf, get, resolve, type Pdf } from '../pdf/document.ts';
import { PdfFormatError } from '../pdf/errors.ts';
import {
  countOf,
  isArray,
  isDict,
  isRef,
  nameOf,
  numberOf,
  type PdfArray,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';

export type Page = { readonly ref: PdfRef; readonly dict: PdfDict };

/** 7.7.3.4: /Rotate may be inherited. Clockwise, one of 0, 90, 180, 270. */
export const rotationOf = (pdf: Pdf, page: PdfDict): 0 | 90 | 180 | 270 => {
  let node: PdfObject | undefined = page;
  for (let depth = 0; depth < 64 && isDict(node); depth++) {
    const rotate = numberOf(get(pdf, node, 'Rotate'));
    if (rotate !== undefined) {
      const turned = ((rotate % 360) + 360) % 360;
      return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
    }
    node = get(pdf, node, 'Parent');
  }
  return 0;
};

const isBranch = (dict: PdfDict): boolean =>
  nameOf(dict.entries.get('Type')) === 'Pages' || dict.entries.has('Kids');

/**
 * The page with this index (0 is the first), or undefined if there are not that many.
 * @throws PdfFormatError CYCLE, TYPE and what reading an object throws
 */
export const findPage = (pdf: Pdf, index: number): Page | undefined => {
  if (!Number.isInteger(index) || index < 0) return undefined;
  let node = get(pdf, catalogOf(pdf), 'Pages');
  let left = index;
  for (let depth = 0; depth < 64; depth++) {
    if (!isDict(node)) throw new PdfFormatError('TYPE', 'the page tree is missing');
    const kids = get(pdf, node, 'Kids');
    if (!isArray(kids)) throw new PdfFormatError('TYPE', 'the page tree has no /Kids');
    const step = stepInto(pdf, kids, countOf(get(pdf, node, 'Count')), left);
    if (step === undefined || step.page !== undefined) return step?.page;
    node = step.branch;
    left = step.left;
  }
  throw new PdfFormatError('CYCLE', 'the page tree is too deep');
};

type Step =
  | { readonly page: Page; readonly branch?: undefined; readonly left?: undefined }
  | { readonly page?: undefined; readonly branch: PdfDict; readonly left: number };

const stepInto = (pdf: Pdf, kids: PdfArray, count: number | undefined, index: number): Step | undefined => {
  // As many kids as pages: each is one page (or a branch with one), nobody needs to be counted.
  const flat = count === kids.items.length;
  let left = flat ? 0 : index;
  for (let i = flat ? index : 0; i < kids.items.length; i++) {
    const ref = kids.items[i];
    if (!isRef(ref)) throw new PdfFormatError('TYPE', 'a page is not a reference');
    const dict = resolve(pdf, ref);
    if (!isDict(dict)) throw new PdfFormatError('TYPE', 'a page is not a dictionary');
    if (!isBranch(dict)) {
      if (left === 0) return { page: { ref, dict } };
      left--;
      continue;
    }
    const inside = countOf(get(pdf, dict, 'Count')) ?? 0;
    if (left < inside) return { branch: dict, left };
    left -= inside;
  }
  return undefined;
};
