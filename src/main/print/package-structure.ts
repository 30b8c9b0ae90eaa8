import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  type PDFDocument,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { CopiedPages } from './package-pages.ts';

const name = (text: string) => PDFName.of(text);

/**
 * Joins the structure trees of tagged parts (ISO 32000-1, 14.7) into one, each under a Part element with the
 * part's title, so that a screen reader gets through the package as through its parts. An untagged part stays
 * untagged; then the whole does not claim to be tagged.
 */
export function createStructure(target: PDFDocument) {
  const { context } = target;
  const parts: PDFRef[] = [];
  const parentTree: PDFObject[] = [];
  const roleMap = context.obj({});
  const classMap = context.obj({});
  let nextKey = 0;
  let allTagged = true;
  const documentRef = context.nextRef();

  return {
    add(titel: string, source: PDFDocument, { pages, copier }: CopiedPages): void {
      const rootRef = source.catalog.get(name('StructTreeRoot'));
      const root = rootRef instanceof PDFRef ? context.lookup(copier.copy(rootRef)) : undefined;
      if (!(root instanceof PDFDict)) {
        allTagged = false;
        for (const page of pages) page.node.delete(name('StructParents'));
        return;
      }
      const offset = nextKey;
      for (const [key, value] of numbersOf(root.lookup(name('ParentTree')), 0)) {
        parentTree.push(context.obj(key + offset), value);
        nextKey = Math.max(nextKey, key + offset + 1);
      }
      const moved = new Set<PDFDict>();
      for (const page of pages) shiftKeys(page, offset, moved);
      mergeInto(roleMap, root.lookup(name('RoleMap')));
      mergeInto(classMap, root.lookup(name('ClassMap')));
      const part = context.obj({
        Type: 'StructElem',
        S: 'Part',
        P: documentRef,
        T: PDFHexString.fromText(titel),
      });
      const partRef = context.register(part);
      const kids = childrenOf(root);
      for (const kid of kids) {
        const element = context.lookup(kid);
        if (!(element instanceof PDFDict)) continue;
        element.set(name('P'), partRef);
        if (element.get(name('S')) === name('Document')) element.set(name('S'), name('Sect'));
      }
      part.set(name('K'), context.obj([...kids]));
      parts.push(partRef);
    },

    finish(): void {
      if (parts.length === 0) return;
      const root = context.obj({ Type: 'StructTreeRoot', K: documentRef, ParentTreeNextKey: nextKey });
      const rootRef = context.register(root);
      root.set(name('ParentTree'), context.register(context.obj({ Nums: parentTree })));
      if (roleMap.keys().length > 0) root.set(name('RoleMap'), roleMap);
      if (classMap.keys().length > 0) root.set(name('ClassMap'), classMap);
      context.assign(documentRef, context.obj({ Type: 'StructElem', S: 'Document', P: rootRef, K: parts }));
      target.catalog.set(name('StructTreeRoot'), rootRef);
      target.catalog.set(name('MarkInfo'), context.obj({ Marked: allTagged }));
    },
  };
}

function childrenOf(root: PDFDict): readonly PDFObject[] {
  const kids = root.get(name('K'));
  const value = root.lookup(name('K'));
  if (value instanceof PDFArray) return value.asArray();
  return kids === undefined ? [] : [kids];
}

/** Entries of a number tree; depth limited against circles. */
function* numbersOf(node: PDFObject | undefined, depth: number): Generator<readonly [number, PDFObject]> {
  if (!(node instanceof PDFDict) || depth > 20) return;
  const pairs = node.lookup(name('Nums'));
  if (pairs instanceof PDFArray) {
    for (let i = 0; i + 1 < pairs.size(); i += 2) {
      const key = pairs.lookup(i);
      if (key instanceof PDFNumber) yield [key.asNumber(), pairs.get(i + 1)];
    }
  }
  const kids = node.lookup(name('Kids'));
  if (!(kids instanceof PDFArray)) return;
  for (let i = 0; i < kids.size(); i++) yield* numbersOf(kids.lookup(i), depth + 1);
}

/** Pages, annotations and pictures know their element by a number in the tree: move it with the tree. */
function shiftKeys(page: PDFPage, offset: number, moved: Set<PDFDict>): void {
  const shift = (dict: PDFDict) => {
    if (!moved.has(dict)) shiftKey(dict, offset);
    moved.add(dict); // a picture may be on many pages
  };
  shift(page.node);
  const annotations = page.node.Annots();
  for (let i = 0; i < (annotations?.size() ?? 0); i++) {
    const annotation = annotations!.lookup(i);
    if (annotation instanceof PDFDict) shift(annotation);
  }
  const resources = page.node.lookup(name('Resources'));
  const pictures = resources instanceof PDFDict ? resources.lookup(name('XObject')) : undefined;
  if (!(pictures instanceof PDFDict)) return;
  for (const key of pictures.keys()) {
    const picture = pictures.lookup(key);
    if (picture instanceof PDFStream) shift(picture.dict);
  }
}

function shiftKey(dict: PDFDict, offset: number): void {
  for (const key of ['StructParents', 'StructParent']) {
    const value = dict.lookup(name(key));
    if (value instanceof PDFNumber) dict.set(name(key), dict.context.obj(value.asNumber() + offset));
  }
}

function mergeInto(target: PDFDict, source: PDFObject | undefined): void {
  if (!(source instanceof PDFDict)) return;
  for (const [key, value] of source.entries()) if (!target.has(key)) target.set(key, value);
}
