import {
  PDFHexString,
  PDFName,
  PDFString,
  type PDFDict,
  type PDFDocument,
  type PDFRef,
} from '@cantoo/pdf-lib';

export interface Target {
  readonly titel: string;
  readonly ebene: 1 | 2 | 3;
  readonly page: PDFRef | null;
  readonly name: string;
}

interface Node {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly children: Node[];
  readonly ebene: number;
}

/** Bookmarks nested by level (ISO 32000-1, 12.3.3); a line without a document is a bookmark that leads nowhere. */
export function addBookmarks(target: PDFDocument, targets: readonly Target[]): void {
  if (targets.length === 0) return;
  const { context } = target;
  const make = (dict: PDFDict, ebene: number): Node => ({
    ref: context.register(dict),
    dict,
    children: [],
    ebene,
  });
  const root = make(context.obj({ Type: 'Outlines' }), 0);
  const open: Node[] = [root];
  for (const { titel, ebene, page } of targets) {
    while (open.at(-1)!.ebene >= ebene) open.pop();
    const dict = context.obj({ Title: PDFHexString.fromText(titel) });
    if (page !== null) dict.set(PDFName.of('Dest'), context.obj([page, 'Fit']));
    const node = make(dict, ebene);
    open.at(-1)!.children.push(node);
    open.push(node);
  }
  link(root);
  target.catalog.set(PDFName.of('Outlines'), root.ref);
}

/** Ties siblings and children together; answers how many entries are below, all of them open. */
function link(node: Node): number {
  const { children, dict } = node;
  const set = (on: PDFDict, key: string, to: Node) => on.set(PDFName.of(key), to.ref);
  children.forEach((child, i) => {
    set(child.dict, 'Parent', node);
    if (i > 0) set(child.dict, 'Prev', children[i - 1]!);
    if (i < children.length - 1) set(child.dict, 'Next', children[i + 1]!);
  });
  const below = children.reduce((sum, child) => sum + 1 + link(child), 0);
  if (children.length > 0) {
    set(dict, 'First', children[0]!);
    set(dict, 'Last', children.at(-1)!);
    dict.set(PDFName.of('Count'), dict.context.obj(below));
  }
  return below;
}

/** The names by which the cover's contents lead to the parts. */
export function addDestinations(target: PDFDocument, targets: readonly Target[]): void {
  const { context } = target;
  const pairs = targets
    .flatMap(({ name, page }) => (page === null ? [] : [{ name, page }]))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, page }) => [PDFString.of(name), context.obj([page, 'Fit'])]);
  const tree = context.register(context.obj({ Names: pairs }));
  target.catalog.set(PDFName.of('Names'), context.obj({ Dests: tree }));
}
