// The pages of a view in reading order (ISO 32000-2 7.7.3), and the numbers of all objects of the page tree.

import { isDict, isRef, PdfFormatError } from '../../pdf/index.ts';
import type { PdfDict, PdfObject, PdfRef } from '../../pdf/index.ts';
import { at, catalogIn, itemsIn, nameIn, remembered } from '../view.ts';
import type { View } from '../view.ts';

export type Page = {
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** Nodes above the page, nearest first: attributes are inherited from them. */
  readonly ancestors: readonly { readonly ref: PdfRef | undefined; readonly dict: PdfDict }[];
};

export type PageTree = {
  readonly pages: readonly Page[];
  /** Page index from 0 by object number. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly nodes: ReadonlySet<number>;
};

const MAX_PAGES = 500_000;

/** Walks the page tree. @throws PdfFormatError CYCLE, LIMIT, TYPE: readers show such a tree in different ways. */
export const pageTreeOf = remembered(readPageTree);

function readPageTree(view: View): PageTree {
  const pages: Page[] = [];
  const numbers = new Map<number, number>();
  const nodes = new Set<number>();
  const root = catalogIn(view)?.entries.get('Pages');
  if (root !== undefined) visit(root, []);
  return { pages, numbers, nodes };

  function visit(item: PdfObject, ancestors: Page['ancestors']): void {
    const ref = isRef(item) ? item : undefined;
    const dict = at(view, item);
    if (!isDict(dict)) throw new PdfFormatError('TYPE', 'a page is missing in the page tree');
    if (ancestors.length > 64 || pages.length > MAX_PAGES)
      throw new PdfFormatError('LIMIT', 'page tree too deep or too large');
    if (ref !== undefined && (nodes.has(ref.num) || numbers.has(ref.num)))
      throw new PdfFormatError('CYCLE', `page object ${ref.num} occurs twice in the page tree`);
    if (dict.entries.has('Kids') && nameIn(view, dict, 'Type') !== 'Page') {
      if (ref !== undefined) nodes.add(ref.num);
      for (const kid of itemsIn(view, dict, 'Kids')) visit(kid, [{ ref, dict }, ...ancestors]);
      return;
    }
    if (ref !== undefined) numbers.set(ref.num, pages.length);
    pages.push({ ref, dict, ancestors });
  }
}
