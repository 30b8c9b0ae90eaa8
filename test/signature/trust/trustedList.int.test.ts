// Trusted lists: signed here with openssl over xmllint's canonical form, two programs that know nothing of ours.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorsOf, readTrustedList, trustStoreOf } from '../../../src/signature/index.ts';
import { startTestPki } from '../../support/pki.ts';
import type { TestPki } from '../../support/pki.ts';

const NS = 'http://uri.etsi.org/02231/v2#';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
let pki: TestPki;

beforeAll(async () => {
  pki = await startTestPki();
}, 60_000);
afterAll(() => pki.close());

const service = (type: string, status: string, since: string, der: Uint8Array, history = ''): string =>
  `<TSPService><ServiceInformation><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/${type}</ServiceTypeIdentifier><ServiceName><Name xml:lang="de">Dienst</Name></ServiceName><ServiceDigitalIdentity><DigitalId><X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate></DigitalId></ServiceDigitalIdentity><ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${status}</ServiceStatus><StatusStartingTime>${since}</StatusStartingTime></ServiceInformation>${history}</TSPService>`;

const body = (services: string): string =>
  `<TrustServiceStatusList xmlns="${NS}" Id="tl"><SchemeInformation><TSLSequenceNumber>7</TSLSequenceNumber><SchemeTerritory>DE</SchemeTerritory><ListIssueDateTime>2026-01-01T00:00:00Z</ListIssueDateTime><NextUpdate><dateTime>2026-07-01T00:00:00Z</dateTime></NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="de">Anbieter</Name></TSPName></TSPInformation><TSPServices>${services}</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`;

const canonical = (xml: string): Buffer => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-tl-'));
  try {
    writeFileSync(join(dir, 'x.xml'), xml);
    return execFileSync('xmllint', ['--exc-c14n', 'x.xml'], { cwd: dir });
  } finally {
    rmSync(dir, { recursive: true });
  }
};

/** Signs with the key of an identity (RSA, SHA-256). */
function sign(xml: string, keyFile: string): string {
  const digest = createHash('sha256').update(canonical(xml)).digest('base64');
  const info = `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXC}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXC}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = execFileSync('openssl', ['dgst', '-sha256', '-sign', keyFile], {
    input: canonical(info),
  }).toString('base64');
  const signature = `<ds:Signature xmlns:ds="${DS}">${info.replace(` xmlns:ds="${DS}"`, '')}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return xml.replace('</TrustServiceStatusList>', `${signature}</TrustServiceStatusList>`);
}

const signers = () => trustStoreOf([pki.signers.rsa.certPem]).anchors;
const read = (xml: string) => readTrustedList(Buffer.from(xml), signers());

describe('trusted list', () => {
  test('with the signature of a known signer its granted services are anchors', async () => {
    const history = `<ServiceHistory><ServiceHistoryInstance><ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted</ServiceStatus><StatusStartingTime>2018-01-01T00:00:00Z</StatusStartingTime></ServiceHistoryInstance></ServiceHistory>`;
    const xml = sign(
      body(
        service('CA/QC', 'granted', '2020-01-01T00:00:00Z', pki.intermediate.chainDer[0]!) +
          service('CA/QC', 'withdrawn', '2024-01-01T00:00:00Z', pki.root.chainDer[0]!, history) +
          service('TSA/QTST', 'granted', '2020-01-01T00:00:00Z', pki.tsa.chainDer[0]!) +
          service('EDS/Q', 'granted', '2020-01-01T00:00:00Z', pki.stranger.chainDer[0]!),
      ),
      pki.signers.rsa.keyFile,
    );
    const list = await read(xml);
    if (!list.ok) throw new Error(JSON.stringify(list.error));
    expect(list.value).toMatchObject({ territory: 'DE', sequence: 7 });
    const names = (at: string) =>
      anchorsOf(list.value, new Date(at)).anchors.map((one) => one.subject.split(',')[0]);
    expect(names('2026-03-01')).toEqual(['CN=Test-Zwischenstelle', 'CN=Test-Zeitstempel']);
    expect(names('2021-03-01')).toEqual(['CN=Test-Zwischenstelle', 'CN=Test-Wurzel', 'CN=Test-Zeitstempel']);
    expect(names('2017-03-01')).toEqual([]);
    expect(anchorsOf(list.value, new Date('2026-03-01')).outdated).toBe(false);
    expect(anchorsOf(list.value, new Date('2027-03-01')).outdated).toBe(true);
  });

  test('anything changed, a stranger, or no signature: refused', async () => {
    const xml = sign(
      body(service('CA/QC', 'granted', '2020-01-01T00:00:00Z', pki.root.chainDer[0]!)),
      pki.signers.rsa.keyFile,
    );
    expect(await read(xml.replace('2020-01-01', '2019-01-01'))).toMatchObject({
      ok: false,
      error: { code: 'signatureInvalid' },
    });
    expect(await read(sign(body(''), pki.signers.rsa3072.keyFile))).toMatchObject({
      ok: false,
      error: { code: 'signatureInvalid' },
    });
    expect(await read(body(''))).toMatchObject({ ok: false, error: { code: 'noSignature' } });
    expect(await read(`<!DOCTYPE x>${xml}`)).toMatchObject({ ok: false, error: { code: 'notATrustedList' } });
  });

  test('the real certificate of the signer inside the document is of no use to a stranger', async () => {
    const forged = sign(body(''), pki.signers.rsa3072.keyFile).replace(
      '</ds:Signature>',
      `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${Buffer.from(pki.signers.rsa3072.chainDer[0]!).toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`,
    );
    expect(await read(forged)).toMatchObject({ ok: false });
  });
});
