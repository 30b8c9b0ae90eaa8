import { expect, test } from '@jest/globals';
import type { VorgangRow } from '../../src/contract/vorgang.ts';
import { naechsteBezeichnung } from '../../src/renderer/sitzung/termin/bezeichnung.ts';

const sitzung = (gremium: string, untertitel: string) =>
  ({ felder: { gremium }, untertitel }) as unknown as VorgangRow;

test('sessions are counted on for each body; what is not counted gets no number', () => {
  const alle = [
    sitzung('Rat', '9. Sitzung · 01.10.2026 · Rathaus'),
    sitzung('Rat', '10. Sitzung · 12.11.2026 · Rathaus'),
    sitzung('Bauausschuss', '3. Sitzung · 02.11.2026 · Rathaus'),
    sitzung('Beirat', 'Klausurtagung · 02.11.2026 · Rathaus'),
  ];
  expect(naechsteBezeichnung(alle, 'Rat')).toBe('11. Sitzung');
  expect(naechsteBezeichnung(alle, 'Bauausschuss')).toBe('4. Sitzung');
  expect(naechsteBezeichnung(alle, 'Beirat')).toBe('');
  expect(naechsteBezeichnung([], 'Rat')).toBe('');
});
