import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asBloecke, plainText } from '../../../../src/domain/sitzung/text/bloecke.ts';
import type { Block } from '../../../../src/domain/sitzung/text/bloecke.ts';
import {
  compareFassungen,
  compareWorte,
  ersteAenderung,
  hasAenderung,
} from '../../../../src/domain/sitzung/text/vergleich.ts';

test('a changed paragraph is shown word by word, an added one as new', () => {
  const v = compareFassungen(
    asBloecke('Der Rat stimmt zu.\nEnde'),
    asBloecke('Der Rat stimmt nicht zu.\nEnde\nAnlage 1'),
  );
  expect(v.map((b) => b.art)).toEqual(['geaendert', 'gleich', 'neu']);
  expect(ersteAenderung(v)).toBe('„Der Rat stimmt zu.“ wurde zu „Der Rat stimmt nicht zu.“');
});

test('a change of format alone is a change', () => {
  const fett: Block = { art: 'absatz', text: [{ text: 'Ende', fett: true }] };
  expect(ersteAenderung(compareFassungen(asBloecke('Ende'), [fett]))).toBe('anders formatiert: „Ende“');
});

test('property: both versions can be read from the comparison, and equal ones show no change', () => {
  const text = fc
    .array(fc.constantFrom('der', 'Rat', 'beschließt', 'nicht', 'heute'), { maxLength: 12 })
    .map((w) => w.join(' '));
  const bloecke = fc.array(text, { maxLength: 8 }).map((lines) => asBloecke(lines.join('\n')));
  fc.assert(
    fc.property(bloecke, bloecke, (a, b) => {
      const v = compareFassungen(a, b);
      expect(plainText(v.flatMap((x) => (x.art === 'neu' ? [] : [x.alt])))).toBe(plainText(a));
      expect(plainText(v.flatMap((x) => (x.art === 'entfallen' ? [] : [x.neu])))).toBe(plainText(b));
      expect(hasAenderung(compareFassungen(a, a))).toBe(false);
    }),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      const teile = compareWorte(a, b);
      const lesen = (weg: string) =>
        teile
          .filter((t) => t.art !== weg)
          .map((t) => t.text.trim())
          .join(' ')
          .trim();
      expect(lesen('neu')).toBe(a);
      expect(lesen('entfallen')).toBe(b);
    }),
  );
});
