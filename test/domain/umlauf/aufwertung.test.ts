import { describe, expect, test } from '@jest/globals';
import type { DokumentFakt, Facts, SignaturFakt } from '../../../src/domain/shared/vorgang.ts';
import {
  aufwertungQueries,
  checkAufwertung,
  checkFassung,
  type UpgradeDokument,
} from '../../../src/domain/umlauf/aufwertung.ts';

import { makeFacts } from '../../support/facts.ts';

const VORHER = 'a'.repeat(64);
const NACHHER = 'b'.repeat(64);
const command: UpgradeDokument = { type: 'upgradeDokument', vorher: VORHER, dokument: NACHHER };

const signatur = (feld: string, mehr: Partial<SignaturFakt> = {}): SignaturFakt => ({
  feld,
  art: 'signature',
  person: 'kaya',
  zertifikat: 'c'.repeat(64),
  zertifikatName: 'Kaya',
  gueltigVon: '2026-01-01T00:00:00Z',
  gueltigBis: '2028-01-01T00:00:00Z',
  niveau: 'fortgeschritten',
  indication: 'TOTAL_PASSED',
  subIndication: null,
  unversehrt: true,
  aenderungen: 'none',
  ...mehr,
});
const fakt = (
  sha256: string,
  signaturen: readonly SignaturFakt[],
  vorgaenger: string | null,
): DokumentFakt => ({
  sha256,
  bytes: 1,
  mime: 'application/pdf',
  seiten: 1,
  signaturen,
  vorgaenger,
});
const stempel = signatur('Timestamp1', { art: 'timestamp', person: null });

function facts(neu: DokumentFakt | null, vorlaeufig = false): Facts {
  const alt = fakt(VORHER, [signatur('A'), signatur('B')], null);
  const [before, after] = aufwertungQueries(command);
  return makeFacts({ vorlaeufig }, [
    ...(before ? [[before, alt] as const] : []),
    ...(after && neu ? [[after, neu] as const] : []),
  ]);
}
const codeOf = (f: Facts): string | undefined => {
  const r = checkAufwertung(command, f, 'Vermerk.pdf');
  return r?.ok === false ? r.error.code : undefined;
};

describe('an upgraded version takes the place of the one before', () => {
  test('when it continues it and carries the same signatures, now with time stamps', () => {
    const neu = fakt(NACHHER, [signatur('A', { aenderungen: 'permitted' }), signatur('B'), stempel], VORHER);
    expect(codeOf(facts(neu))).toBeUndefined();
    expect(checkFassung(command, VORHER, 'Vermerk.pdf')).toBeNull();
  });

  test.each([
    ['another file', fakt(NACHHER, [signatur('A'), signatur('B')], null), 'umlauf.aufwertung-andere-fassung'],
    [
      'one signature more',
      fakt(NACHHER, [signatur('A'), signatur('B'), signatur('C')], VORHER),
      'umlauf.aufwertung-unterschriften',
    ],
    ['one signature less', fakt(NACHHER, [signatur('A')], VORHER), 'umlauf.aufwertung-unterschriften'],
    [
      'a broken one',
      fakt(NACHHER, [signatur('A', { unversehrt: false }), signatur('B')], VORHER),
      'umlauf.aufwertung-unterschriften',
    ],
    [
      'a forbidden change',
      fakt(NACHHER, [signatur('A', { aenderungen: 'forbidden' }), signatur('B')], VORHER),
      'umlauf.aufwertung-unterschriften',
    ],
    [
      'somebody else',
      fakt(NACHHER, [signatur('A', { zertifikat: 'd'.repeat(64) }), signatur('B')], VORHER),
      'umlauf.aufwertung-unterschriften',
    ],
  ])('never with %s', (_, neu, code) => expect(codeOf(facts(neu))).toBe(code));

  test('a file that nobody knows: provisional on the laptop, refused by the centre', () => {
    expect(codeOf(facts(null, true))).toBeUndefined();
    expect(codeOf(facts(null))).toBe('umlauf.signatur-datei-fehlt');
  });

  test('not when somebody has signed meanwhile', () => {
    expect(checkFassung(command, NACHHER, 'Vermerk.pdf')).toMatchObject({
      ok: false,
      error: { code: 'umlauf.aufwertung-veraltet' },
    });
  });
});
