import { describe, expect, test } from '@jest/globals';
import {
  explainDocument,
  explainRefusal,
  explainSignature,
  findingText,
  FINDING_CODES,
} from '../../../src/signature/index.ts';
import type { SignatureReport, SubIndication, ValidationReport } from '../../../src/signature/index.ts';
import { parsePdfDate } from '../../../src/signature/validate/time.ts';

const SUBS: readonly SubIndication[] = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'NOT_YET_VALID',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'TRY_LATER',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'NO_SIGNATURE',
];

const signature = (change: Partial<SignatureReport>): SignatureReport => ({
  field: 'Sig1',
  kind: 'signature',
  signer: 'CN=Erika Muster\\, Dr., O=Stadt',
  signingTime: '2026-01-18T08:30:00.000Z',
  timeSource: 'claimed',
  level: 'B-B',
  indication: 'TOTAL_PASSED',
  subIndication: null,
  intact: true,
  coversWholeFile: true,
  modifications: 'none',
  findings: [],
  details: { changes: [] } as unknown as SignatureReport['details'],
  ...change,
});

const complete = (text: { sentence: string; cause: string; nextStep: string }) => {
  for (const one of Object.values(text)) expect(one).toMatch(/^[A-ZÄÖÜ][^]*\.$/);
};

describe('sentences', () => {
  test.each(SUBS)('%s has a sentence, a cause and a next step', (subIndication) => {
    for (const indication of ['INDETERMINATE', 'TOTAL_FAILED'] as const)
      complete(explainSignature(signature({ indication, subIndication })));
  });

  test('what no one could revoke is not said to have been checked for it', () => {
    const ohneSperrauskunft = signature({
      findings: [{ severity: 'info', code: 'REVOCATION_NOT_ANNOUNCED', text: 'keine Stelle' }],
    } as never);
    expect(explainSignature(signature({})).cause).toMatch(/Sperrauskunft sind geprüft/);
    expect(explainSignature(ohneSperrauskunft).cause).toMatch(/Sperrauskunft gibt es .* nicht/);
  });

  test('name and time as people write them', () => {
    expect(explainSignature(signature({})).sentence).toBe(
      'Die Signatur von Erika Muster, Dr. vom 18.01.2026, 09:30 Uhr ist gültig.',
    );
  });

  test('a forbidden change is the cause, in the words of the finding', () => {
    const finding = {
      code: 'PAGE_CONTENT',
      text: findingText('PAGE_CONTENT', { page: 2, object: '12 0 obj' }),
    };
    const text = explainSignature(
      signature({
        indication: 'TOTAL_FAILED',
        subIndication: 'FORMAT_FAILURE',
        modifications: 'forbidden',
        findings: [finding],
      }),
    );
    expect(text.cause).toBe(
      'Der Inhalt einer Seite wurde nach der Signatur geändert (Seite 2, Objekt 12 0 obj).',
    );
  });

  test('documents: none, one, several, the worst', () => {
    const report = (change: Partial<ValidationReport>): ValidationReport => ({
      sha256: '',
      at: new Date(),
      indication: 'TOTAL_PASSED',
      subIndication: null,
      signatures: [],
      pages: 1,
      encrypted: false,
      damaged: false,
      error: undefined,
      ...change,
    });
    complete(explainDocument(report({})));
    expect(explainDocument(report({ signatures: [signature({})] })).sentence).toBe(
      'Die Signatur des Dokuments ist gültig.',
    );
    expect(explainDocument(report({ signatures: [signature({}), signature({})] })).sentence).toBe(
      'Alle 2 Signaturen des Dokuments sind gültig.',
    );
    const ohne = signature({ findings: [{ code: 'REVOCATION_NOT_ANNOUNCED', text: '' }] } as never);
    expect(explainDocument(report({ signatures: [signature({}), ohne] })).cause).toMatch(/nicht für jedes/);
    const bad = signature({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' });
    expect(
      explainDocument(report({ indication: 'TOTAL_FAILED', signatures: [signature({}), bad] })).sentence,
    ).toContain('ungültig');
  });

  test.each(['notPdf', 'damaged', 'encrypted', 'hostile'] as const)('refusal %s', (code) =>
    complete(explainRefusal({ code, detail: '' })),
  );
});

test('every finding has a German sentence', () => {
  expect(FINDING_CODES.length).toBeGreaterThan(60);
  for (const code of FINDING_CODES) expect(findingText(code, {})).toMatch(/^[A-ZÄÖÜ][^()]*.*\.$/);
});

describe('dates of PDF', () => {
  test.each([
    ["D:20260118093000+01'00'", '2026-01-18T08:30:00.000Z'],
    ['D:20260118093000Z', '2026-01-18T09:30:00.000Z'],
    ['20260118', '2026-01-18T00:00:00.000Z'],
    ["D:20260118093000-05'30", '2026-01-18T15:00:00.000Z'],
  ])('%s', (text, expected) => expect(parsePdfDate(text)?.toISOString()).toBe(expected));
  test.each(['', 'gestern', 'D:2026-01-18'])('%s is none', (text) =>
    expect(parsePdfDate(text)).toBeUndefined(),
  );
});
