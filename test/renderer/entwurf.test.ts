import { describe, expect, test } from '@jest/globals';
import { LEERE_ANGABEN } from '../../src/domain/beschaffung/schema.ts';
import {
  changedAngaben,
  changedPunkte,
  dropUnsaved,
  keepUnsaved,
  leererEntwurf,
  unsavedOf,
} from '../../src/renderer/beschaffung/formular/entwurf.ts';
import { savingMaengel, textAt } from '../../src/renderer/beschaffung/formular/maengel.ts';
import { forgetAll } from '../../src/renderer/shell/query.ts';

describe('only what changed is sent', () => {
  test('one field', () => {
    expect(changedAngaben(LEERE_ANGABEN, { ...LEERE_ANGABEN, titel: 'AED', cpv: [] })).toEqual({
      titel: 'AED',
    });
  });
  test('an item of the Vermerk', () => {
    const punkt = { zutreffend: true, text: 'weil' };
    expect(changedPunkte({ 9: punkt }, { 9: { ...punkt }, 11: punkt })).toEqual([[11, punkt]]);
  });
});

describe('faults at their fields', () => {
  test('a gross value is refused at its field, a missing title too', () => {
    const schaetzung = { betragCent: 100, basis: 'brutto' as const, ustProzent: 19, methode: '', tag: null };
    const maengel = savingMaengel({ ...LEERE_ANGABEN, schaetzung });
    expect(textAt(maengel, 'titel')).toMatch(/Gegenstand/);
    expect(textAt(maengel, 'schaetzung.basis')).toMatch(/Bruttowert/);
    expect(textAt(maengel, 'bedarf')).toBeNull();
  });
});

describe('unsaved entries', () => {
  const entwurf = leererEntwurf('2026-07-22', null);
  test('survive another page, and nothing survives locking', () => {
    keepUnsaved('lz-1', entwurf);
    expect(unsavedOf('lz-1')).toBe(entwurf);
    forgetAll();
    expect(unsavedOf('lz-1')).toBeNull();
  });
  test('are gone once saved or dropped', () => {
    keepUnsaved(null, entwurf);
    dropUnsaved(null);
    expect(unsavedOf(null)).toBeNull();
  });
});
