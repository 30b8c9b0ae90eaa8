import { expect, test } from '@jest/globals';
import { lueckenAsTreffer, seitenOhneText } from '../../../../src/domain/sitzung/paket/luecken.ts';

const seite = (n: number, text: string) => ({ ort: `Seite ${n}`, seite: n, text });
const stempel = ['Ö 2 Radweg (VL 1/2026)', 'Lageplan'];

test('a picture whose only words are the stamp of the package was not searched', () => {
  const orte = [
    seite(1, 'Ö 2 Radweg (VL 1/2026) · 1 von 4'),
    seite(2, 'Lageplan · 2 von 4'),
    seite(3, 'Maßstab 1:500 Lageplan · 3 von 4'),
    seite(4, ''),
  ];
  expect(seitenOhneText(orte, new Set([2, 3, 4]), stempel, 4)).toEqual([2, 4]);
  // without a picture there is nothing on it
  expect(seitenOhneText(orte, new Set(), stempel, 4)).toEqual([]);
});

test('what could not be searched becomes a hit with its place and fault', () => {
  const treffer = lueckenAsTreffer({
    quellen: [{ quelle: 'a1', bezeichnung: 'Nichtöffentliche Anlage „Gutachten“', mangel: 'beschädigt' }],
    bildseiten: [2, 4],
  });
  expect(treffer.map((t) => [t.ort, t.seite, t.fundstelle, t.art])).toEqual([
    ['Seiten 2, 4', 2, expect.stringContaining('Bild'), 'ungeprueft'],
    ['Quelle der Prüfung', null, 'beschädigt', 'ungeprueft'],
  ]);
  expect(lueckenAsTreffer({ quellen: [], bildseiten: [] })).toEqual([]);
});
