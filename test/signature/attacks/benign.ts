// Changes behind a signature that must not be held against it.

import type { Signed } from './attacks.ts';
import { bodyOf, NUM, nextNumber, OBJECTS, stream, textAppearance, textField, update } from './base.ts';

export type Benign = {
  readonly name: string;
  readonly make: (signed: Signed) => Uint8Array;
  readonly verdict: 'none' | 'permitted';
};

const fill = (pdf: Uint8Array, value: string): Uint8Array => {
  const num = nextNumber(pdf);
  return update(pdf, { [NUM.textField]: textField(value, num), [num]: textAppearance(value) });
};

const note =
  '<</Type/Annot/Subtype/FreeText/Rect[40 30 560 60]/F 4/DA(/F1 18 Tf 0 g)/Contents(Hinweis)/P 3 0 R>>';

export const BENIGN: readonly Benign[] = [
  { name: 'nothing at all', verdict: 'none', make: ({ plain }) => plain },
  {
    name: 'an end of line behind the end',
    verdict: 'none',
    make: ({ plain }) => Buffer.concat([plain, Buffer.from('\r\n')]),
  },
  { name: 'field filled in', verdict: 'permitted', make: ({ plain }) => fill(plain, '2000') },
  {
    name: 'field filled in without appearance',
    verdict: 'permitted',
    make: ({ plain }) => update(plain, { [NUM.textField]: textField('2000').replace(/\/AP<<.*?>>/, '') }),
  },
  { name: 'P=2: field filled in', verdict: 'permitted', make: ({ certified2 }) => fill(certified2, '2000') },
  { name: 'lock leaves other fields free', verdict: 'permitted', make: ({ locked }) => fill(locked, '2000') },
  {
    name: 'box checked',
    verdict: 'permitted',
    make: ({ plain }) =>
      update(plain, { [NUM.checkBox]: OBJECTS[NUM.checkBox]!.replace('/V/Off/AS/Off', '/V/Ja/AS/Ja') }),
  },
  {
    name: 'P=3: annotation added',
    verdict: 'permitted',
    make: ({ certified3 }) => {
      const num = nextNumber(certified3);
      return update(certified3, {
        [NUM.page1]: bodyOf(certified3, NUM.page1).replace('/Annots[', `/Annots[${num} 0 R `),
        [num]: note,
      });
    },
  },
  {
    name: 'object written again as it was',
    verdict: 'permitted',
    make: ({ plain }) => update(plain, { [NUM.contents1]: OBJECTS[NUM.contents1]! }),
  },
  {
    name: 'modification date',
    verdict: 'permitted',
    make: ({ plain }) => update(plain, { [NUM.info]: '<</Title(Auftrag)/ModDate(D:20260202000000Z)>>' }),
  },
  {
    name: 'P=1: validation data',
    verdict: 'permitted',
    make: ({ certified1 }) => {
      const num = nextNumber(certified1);
      return update(certified1, {
        [NUM.catalog]: bodyOf(certified1, NUM.catalog)
          .replace('/Type/Catalog', `/Type/Catalog/DSS ${num} 0 R`)
          .replace('/Type /Catalog', `/Type /Catalog /DSS ${num} 0 R`),
        [num]: `<</Type/DSS/Certs[${num + 1} 0 R]>>`,
        [num + 1]: stream('x'),
      });
    },
  },
  {
    name: 'several updates',
    verdict: 'permitted',
    make: ({ plain }) => fill(fill(fill(plain, '1'), '22'), '333'),
  },
];
