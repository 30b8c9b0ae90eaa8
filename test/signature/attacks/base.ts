// A small PDF by hand whose objects have known numbers, and incremental updates of it: the clay of the attacks.

/** Objects of the base document by what they are. */
export const NUM = {
  catalog: 1,
  pages: 2,
  page1: 3,
  contents1: 4,
  font: 5,
  page2: 6,
  contents2: 7,
  form: 8,
  textField: 9,
  textAppearance: 10,
  checkBox: 11,
  checkYes: 12,
  checkOff: 13,
  emptySignature: 14,
  layer: 15,
  overlay: 16,
  hiddenCatalog: 17,
  hiddenPages: 18,
  hiddenPage: 19,
  hiddenContents: 20,
  link: 21,
  structure: 22,
  paragraph: 23,
  info: 24,
  lockedField: 25,
  lockedAppearance: 26,
} as const;

/** Body of a stream object. */
export const stream = (data: string, dict = ''): string =>
  `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;

const appearance = (text: string): string =>
  stream(
    `/Tx BMC q BT /F1 12 Tf 0 g 2 4 Td (${text}) Tj ET Q EMC`,
    '/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>',
  );

/** Appearance stream of the text field that shows `text`. */
export const textAppearance = appearance;

/** Body of the text field. */
export const textField = (value: string, ap: number = NUM.textAppearance, more = ''): string =>
  `<</Type/Annot/Subtype/Widget/FT/Tx/T(Betrag)/V(${value})/DA(/F1 12 Tf 0 g)/Rect[50 600 250 620]/F 4/P 3 0 R/AP<</N ${ap} 0 R>>${more}>>`;

export const PAGE_CONTENT = 'BT /F1 18 Tf 50 750 Td (Auftrag an Firma Muster: 1.000 EUR) Tj ET /Deck Do';
/** What a shadow attacker has prepared for the place of the page content, in the file before it is signed. */
export const PREPARED = stream(PAGE_CONTENT.replace('1.000', '9.000'));
const mark = '<</Type/OCG/Name(Hinweis)>>';

/** Bodies of the base document. */
export const OBJECTS: Readonly<Record<number, string>> = {
  [NUM.catalog]:
    '<</Type/Catalog/Pages 2 0 R/AcroForm 8 0 R/StructTreeRoot 22 0 R/OCProperties<</OCGs[15 0 R]/D<</ON[15 0 R]/OFF[]>>>>>>',
  [NUM.pages]: '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 595 842]>>',
  [NUM.page1]:
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[9 0 R 11 0 R 14 0 R 21 0 R 25 0 R]/Resources<</Font<</F1 5 0 R>>/XObject<</Deck 16 0 R>>/Properties<</L1 15 0 R>>>>>>',
  [NUM.contents1]: stream(PAGE_CONTENT),
  [NUM.font]: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  [NUM.page2]: '<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
  [NUM.contents2]: stream('BT /F1 18 Tf 50 750 Td (Seite zwei) Tj ET'),
  [NUM.form]: '<</Fields[9 0 R 11 0 R 14 0 R 25 0 R]/SigFlags 3/DA(/F1 0 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>',
  [NUM.textField]: textField('1000'),
  [NUM.textAppearance]: appearance('1000'),
  [NUM.checkBox]:
    '<</Type/Annot/Subtype/Widget/FT/Btn/T(Genehmigt)/V/Off/AS/Off/Rect[50 560 70 580]/F 4/P 3 0 R/AP<</N<</Ja 12 0 R/Off 13 0 R>>>>>>',
  [NUM.checkYes]: stream('0 0 20 20 re S 2 2 m 18 18 l S', '/Type/XObject/Subtype/Form/BBox[0 0 20 20]'),
  [NUM.checkOff]: stream('0 0 20 20 re S', '/Type/XObject/Subtype/Form/BBox[0 0 20 20]'),
  [NUM.emptySignature]: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Zweite)/Rect[300 100 500 150]/F 132/P 3 0 R>>',
  [NUM.layer]: mark,
  [NUM.overlay]: stream('1 g 0 0 1 1 re f', '/Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC 15 0 R'),
  [NUM.hiddenCatalog]: '<</Type/Catalog/Pages 18 0 R/AcroForm 8 0 R>>',
  [NUM.hiddenPages]: '<</Type/Pages/Kids[19 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  [NUM.hiddenPage]:
    '<</Type/Page/Parent 18 0 R/Contents 20 0 R/Annots[9 0 R]/Resources<</Font<</F1 5 0 R>>>>>>',
  [NUM.hiddenContents]: stream('BT /F1 18 Tf 50 750 Td (Auftrag an Firma Muster: 9.000 EUR) Tj ET'),
  [NUM.link]:
    '<</Type/Annot/Subtype/Link/Rect[50 500 150 520]/Border[0 0 0]/A<</S/URI/URI(https://example.org/gut)>>>>',
  [NUM.structure]: '<</Type/StructTreeRoot/K[23 0 R]>>',
  [NUM.paragraph]: '<</Type/StructElem/S/P/P 22 0 R/Pg 3 0 R/ActualText(eintausend)>>',
  [NUM.info]: '<</Title(Auftrag)/ModDate(D:20260101000000Z)>>',
  [NUM.lockedField]:
    '<</Type/Annot/Subtype/Widget/FT/Tx/T(Vermerk)/V(fest)/DA(/F1 12 Tf 0 g)/Rect[50 460 250 480]/F 4/P 3 0 R/AP<</N 26 0 R>>>>',
  [NUM.lockedAppearance]: appearance('fest'),
};

/** The unsigned base document. */
export function basePdf(): Uint8Array {
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets = new Map<number, number>();
  for (const [num, body] of Object.entries(OBJECTS)) {
    offsets.set(Number(num), text.length);
    text += `${num} 0 obj\n${body}\nendobj\n`;
  }
  text += `${NUM.contents1} 0 obj\n${PREPARED}\nendobj\n`;
  const size = Math.max(...offsets.keys()) + 1;
  const start = text.length;
  text += `xref\n0 ${size}\n0000000000 65535 f \n`;
  for (let num = 1; num < size; num++) text += `${String(offsets.get(num)!).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<</Size ${size}/Root 1 0 R/Info 24 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

export type UpdateOptions = {
  /** Further entries of the trailer, or replacements of its /Root. */
  readonly trailer?: string;
  readonly root?: number;
  /** Objects to be freed. */
  readonly free?: readonly number[];
  /** Entries for objects whose bytes stand elsewhere in the file. */
  readonly pointTo?: Readonly<Record<number, number>>;
  readonly withoutXref?: boolean;
};

const lastMatch = (text: string, pattern: RegExp): string => [...text.matchAll(pattern)].at(-1)?.[1] ?? '';

/** Appends an incremental update with some objects, a table and a trailer. */
export function update(
  pdf: Uint8Array,
  objects: Readonly<Record<number, string>>,
  options: UpdateOptions = {},
): Uint8Array {
  const old = Buffer.from(pdf).toString('latin1');
  const prev = lastMatch(old, /startxref\s+(\d+)/g);
  const size = Math.max(
    Number(lastMatch(old, /\/Size\s+(\d+)/g)),
    ...Object.keys(objects).map((num) => Number(num) + 1),
  );
  const root = options.root === undefined ? lastMatch(old, /\/Root\s+(\d+ \d+ R)/g) : `${options.root} 0 R`;
  let text = old.endsWith('\n') ? old : `${old}\n`;
  const offsets = new Map<number, number>(
    Object.entries(options.pointTo ?? {}).map(([num, at]) => [Number(num), at]),
  );
  for (const [num, body] of Object.entries(objects)) {
    offsets.set(Number(num), text.length);
    text += `${num} 0 obj\n${body}\nendobj\n`;
  }
  if (options.withoutXref === true) return Buffer.from(text, 'latin1');
  const start = text.length;
  text += 'xref\n0 1\n0000000000 65535 f \n';
  for (const num of options.free ?? []) text += `${num} 1\n0000000000 00001 f \n`;
  for (const [num, at] of [...offsets].toSorted(([a], [b]) => a - b))
    text += `${num} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  const info = lastMatch(old, /\/Info\s+(\d+ \d+ R)/g);
  text += `trailer\n<</Size ${size}/Root ${root}/Info ${info}/Prev ${prev}/ID[<00112233445566778899aabbccddeeff><ffeeddccbbaa99887766554433221100>]${options.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** The last body of an object in the file as text, for changing a part of it; without needless white space. */
export function bodyOf(pdf: Uint8Array, num: number): string {
  const text = Buffer.from(pdf).toString('latin1');
  const found = [...text.matchAll(new RegExp(`(?<![0-9])${num} 0 obj([\\s\\S]*?)endobj`, 'g'))].at(-1);
  const body = (found?.[1] ?? '').trim();
  // Writers space differently; without a stream the space before a delimiter means nothing.
  return body.includes('stream') ? body : body.replace(/\s*([[\]<>/])\s*/g, '$1');
}

/** Number of the catalog's or form's object as the newest trailer names it (the signer may have replaced bodies only). */
export const nextNumber = (pdf: Uint8Array): number =>
  Number(lastMatch(Buffer.from(pdf).toString('latin1'), /\/Size\s+(\d+)/g));

/** Replaces text of the same length in place. */
export function patch(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const at = text.indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error(`cannot patch ${from}`);
  return Buffer.from(text.slice(0, at) + to + text.slice(at + from.length), 'latin1');
}
