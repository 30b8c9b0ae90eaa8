import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findLeaks } from '../../../../src/domain/sitzung/paket/lecks.ts';

const quelle = (text: string, wort = false) => ({ quelle: 'n1', bezeichnung: 'N 1', text, wort });
const seite = (text: string, n = 1) => ({ ort: `Seite ${n}`, seite: n, text });

describe('findLeaks', () => {
  test.each([
    ['line breaks', 'Verkauf des\n  Grundstücks\tAm Hafen'],
    ['hyphenation', 'Verkauf des Grund-\nstücks Am Hafen'],
    ['case and punctuation', 'VERKAUF DES „GRUNDSTÜCKS“, AM HAFEN'],
    ['soft hyphens and zero-width characters', 'Verkauf des Grund\u00adstücks\u200b Am Hafen'],
    ['ligatures and decomposed umlauts', 'Verkauf des Grundstu\u0308cks Am Hafen'],
  ])('finds a title in spite of %s', (_, text) => {
    const [treffer] = findLeaks(
      [seite('Vorwort'), seite(`… ${text} …`, 2)],
      [quelle('Verkauf des Grundstücks Am Hafen')],
    );
    expect(treffer).toMatchObject({ seite: 2, quelle: 'n1' });
  });

  test('finds a run over a page break and in metadata', () => {
    const q = [quelle('Verkauf des Grundstücks Am Hafen')];
    expect(findLeaks([seite('Verkauf des'), seite('Grundstücks Am Hafen', 2)], q)[0]?.seite).toBe(1);
    const meta = { ort: 'Metadaten', seite: null, text: 'Verkauf des Grundstücks Am Hafen' };
    expect(findLeaks([meta], q)[0]).toMatchObject({ ort: 'Metadaten', seite: null });
  });

  test('finds six words in a row of a long text, and single names', () => {
    const text = quelle(
      'Die Verwaltung wird beauftragt den Vertrag mit der Firma zu schließen und zu berichten',
    );
    expect(
      findLeaks([seite('Man wird beauftragt den Vertrag mit der Firma zu prüfen')], [text]),
    ).toHaveLength(1);
    expect(findLeaks([seite('Der Vertrag mit der Firma ist gut')], [text])).toHaveLength(0);
    expect(findLeaks([seite('Angebot der Mustermann-Gruppe')], [quelle('Mustermann', true)])).toHaveLength(1);
    expect(findLeaks([seite('Mustermannweg 3')], [quelle('Mustermann', true)])).toHaveLength(1);
  });

  test('property: every planted text is found, wherever it stands', () => {
    const wort = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöü'),
      minLength: 2,
      maxLength: 9,
    });
    const satz = fc.array(wort, { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(satz, satz, satz, fc.nat({ max: 20 }), (vorher, geheim, nachher, schnitt) => {
        const alle = [...vorher, ...geheim, ...nachher];
        const an = Math.min(schnitt, alle.length);
        const orte = [seite(alle.slice(0, an).join('\n')), seite(alle.slice(an).join(' '), 2)];
        expect(findLeaks(orte, [quelle(geheim.join(' '))]).length).toBeGreaterThan(0);
      }),
    );
  });
});
