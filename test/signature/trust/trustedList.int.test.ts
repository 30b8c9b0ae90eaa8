// Trusted lists: signed here with openssl over xmllint's canonical form, two programs that know nothing of ours.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anchorsOf, readTrustedList, trustStoreOf } from '../../../src/signature/index.ts';
import { startTestPki } from '../../support/pki.ts';
import { listBody as body, serviceOf as service, signList as sign } from '../../support/trusted-list.ts';
import type { TestPki } from '../../support/pki.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await startTestPki();
}, 60_000);
afterAll(() => pki.close());

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
