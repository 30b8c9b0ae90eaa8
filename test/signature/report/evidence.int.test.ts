// Evidence package and reports, from a file validated online to a second installation without a network.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  etsiReport,
  htmlReport,
  packEvidence,
  signedVersion,
  signPdf,
  unpackEvidence,
  validateInWorker,
  validatePdf,
  verifyEvidence,
} from '../../../src/signature/index.ts';
import type { ValidationReport } from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN } from '../../support/pki.ts';
import { basePdf, update, NUM, textField } from '../attacks/base.ts';

let pem: string;
let pdf: Uint8Array;
let report: ValidationReport;
let zip: Uint8Array;

beforeAll(async () => {
  const pki = await startTestPki();
  pem = readFileSync(pki.rootFile, 'utf8');
  const opened = openPkcs12(readFileSync(pki.signers.p256.p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  const signed = await signPdf(basePdf(), opened.value.keys[0]!, {
    claimedTime: new Date(),
    reason: 'Freigabe <&>',
    location: 'Musterstadt',
  });
  if (!signed.ok) throw new Error(signed.error.code);
  pdf = signed.value.bytes();
  report = await validateInWorker(pdf, { trust: [pem], online: true });
  zip = packEvidence('vergabe.pdf', pdf, report, 'Amtsmappe Test');
  // From here on there is no authority any more that could be asked.
  await pki.close();
}, 60_000);
afterAll(() => undefined);

describe('evidence package', () => {
  test('the first validation passed online', () => {
    expect(report).toMatchObject({ indication: 'TOTAL_PASSED' });
  });

  test('a second installation comes to the same verdict without a network', async () => {
    expect(await validatePdf(pdf, { trust: [pem], at: report.at })).toMatchObject({
      subIndication: 'TRY_LATER',
    });
    const again = await verifyEvidence(zip, { trust: [pem] });
    expect(again).toMatchObject({
      ok: true,
      value: {
        report: { indication: 'TOTAL_PASSED', sha256: report.sha256 },
        evidence: { fileName: 'vergabe.pdf' },
      },
    });
  });

  test('its own anchors are not trusted by themselves', async () => {
    const again = await verifyEvidence(zip, { trust: [] });
    expect(again).toMatchObject({
      ok: true,
      value: { report: { subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } },
    });
  });

  test('the same input gives the same bytes', () => {
    expect(
      Buffer.from(packEvidence('vergabe.pdf', pdf, report, 'Amtsmappe Test')).equals(Buffer.from(zip)),
    ).toBe(true);
  });

  test('whatever is changed, missing or added is noticed', () => {
    const entries = unzipSync(zip);
    const pack = (changed: Record<string, Uint8Array>) => unpackEvidence(zipSync(changed));
    for (const name of Object.keys(entries).filter((one) => one !== 'SHA256SUMS')) {
      expect(pack({ ...entries, [name]: strToU8('x') })).toMatchObject({
        ok: false,
        error: { code: 'altered', name },
      });
      const { [name]: _, ...without } = entries;
      expect(pack(without)).toMatchObject({ ok: false, error: { code: 'incomplete' } });
    }
    expect(pack({ ...entries, 'mehr.txt': strToU8('x') })).toMatchObject({
      ok: false,
      error: { code: 'altered', name: 'mehr.txt' },
    });
    expect(unpackEvidence(strToU8('kein ZIP'))).toMatchObject({ ok: false, error: { code: 'notZip' } });
  });

  test('other programs can unpack and check it', () => {
    const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-nachweis-'));
    try {
      writeFileSync(join(dir, 'n.zip'), zip);
      execFileSync('python3', ['-m', 'zipfile', '-e', 'n.zip', 'aus'], { cwd: dir });
      expect(
        execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(dir, 'aus'), encoding: 'utf8' }),
      ).toContain('dokument.pdf: OK');
      expect(execFileSync('pdfsig', ['dokument.pdf'], { cwd: join(dir, 'aus'), encoding: 'utf8' })).toContain(
        'Signature is Valid',
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('reports', () => {
  test('the ETSI report is well-formed and names indication, signer and certificates', () => {
    const xml = etsiReport(report, 'Amtsmappe Test');
    expect(XMLValidator.validate(xml)).toBe(true);
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      ValidationReport: {
        SignatureValidationReport: {
          SignatureValidationStatus: unknown;
          SignatureAttributes: { Reason: { ReasonElement: string } };
        };
        SignatureValidationObjects: { ValidationObject: unknown[] };
      };
    };
    const one = parsed.ValidationReport.SignatureValidationReport;
    expect(one.SignatureValidationStatus).toMatchObject({
      MainIndication: 'urn:etsi:019102:mainindication:total-passed',
    });
    expect(one.SignatureAttributes.Reason.ReasonElement).toBe('Freigabe <&>');
    expect(parsed.ValidationReport.SignatureValidationObjects.ValidationObject).toHaveLength(3);
  });

  test('the page for people lists what changed, page by page, and escapes what comes from the file', async () => {
    const changed = update(pdf, { [NUM.textField]: textField('9999') });
    const html = htmlReport('a<b>.pdf', await validatePdf(changed, { trust: [pem] }));
    expect(html).toContain('Ein Formularfeld zeigt etwas anderes an, als sein Wert besagt');
    expect(html).toContain('<h4>Seite 1</h4>');
    expect(html).toContain('a&#60;b&#62;.pdf');
    expect(html).not.toContain('a<b>');
  });

  test('the signed version is the document as it was', async () => {
    const changed = update(pdf, { [NUM.contents1]: '<<>>' });
    const now = await validatePdf(changed, { trust: [pem] });
    expect(Buffer.from(signedVersion(changed, now.signatures[0]!)!).equals(Buffer.from(pdf))).toBe(true);
  });
});
