import { describe, expect, test } from '@jest/globals';
import { flattenTree } from '../../src/renderer/einstellungen/baum.ts';
import { columnsOf, labelOf, readJson } from '../../src/renderer/einstellungen/tabelle-text.ts';

const unit = (id: string, kuerzel: string, uebergeordnet: string | null) => ({
  id,
  kuerzel,
  name: kuerzel,
  uebergeordnet,
  nurEigeneVertretung: false,
  gueltigVon: null,
  gueltigBis: null,
});

describe('tree of units', () => {
  test('children follow their parent, in the order of their numbers', () => {
    const rows = flattenTree([unit('c', 'FB 10', 'a'), unit('b', 'FB 2', 'a'), unit('a', 'Stadt', null)]);
    expect(rows.map((r) => [r.einheit.kuerzel, r.tiefe])).toEqual([
      ['Stadt', 0],
      ['FB 2', 1],
      ['FB 10', 1],
    ]);
  });
  test('a circle and a lost parent still show every unit once', () => {
    const rows = flattenTree([unit('a', 'A', 'b'), unit('b', 'B', 'a'), unit('c', 'C', 'weg')]);
    expect(rows.map((r) => r.einheit.id).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('content of a table as text', () => {
  test.each([
    ['bisNettoCent', 'Bis netto'],
    ['geprueft', 'Geprüft'],
    ['zeichnungsbefugnis', 'Zeichnungsbefugnis'],
  ])('%s', (key, label) => {
    expect(labelOf(key)).toBe(label);
  });
  test('columns come from all records', () => {
    expect(columnsOf([{ a: 1 }, { b: 2 }])).toEqual(['a', 'b']);
    expect(columnsOf([1, 2])).toBeNull();
  });
  test('a slip in the JSON is named by its line', () => {
    expect(readJson('{\n  "a": 1,\n  "b" 2\n}')).toEqual({
      ok: false,
      text: expect.stringMatching(/Zeile 3/),
    });
    expect(readJson('{"a":')).toMatchObject({ ok: false });
    expect(readJson('[1]')).toEqual({ ok: true, wert: [1] });
  });
});
