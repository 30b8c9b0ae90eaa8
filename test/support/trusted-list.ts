// Trusted lists: signed with openssl over xmllint's canonical form, two programs that know nothing of ours.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NS = 'http://uri.etsi.org/02231/v2#';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
/** One service of a list, with its history if there is one. */
export const serviceOf = (
  type: string,
  status: string,
  since: string,
  der: Uint8Array,
  history = '',
): string =>
  `<TSPService><ServiceInformation><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/${type}</ServiceTypeIdentifier><ServiceName><Name xml:lang="de">Dienst</Name></ServiceName><ServiceDigitalIdentity><DigitalId><X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate></DigitalId></ServiceDigitalIdentity><ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${status}</ServiceStatus><StatusStartingTime>${since}</StatusStartingTime></ServiceInformation>${history}</TSPService>`;

/** A national list of these services; `more` goes into its scheme information. */
export const listBody = (
  services: string,
  { gebiet = 'DE', nummer = 7, naechste = '2026-07-01T00:00:00Z', more = '' } = {},
): string =>
  `<TrustServiceStatusList xmlns="${NS}" Id="tl"><SchemeInformation><TSLSequenceNumber>${nummer}</TSLSequenceNumber><SchemeTerritory>${gebiet}</SchemeTerritory><ListIssueDateTime>2026-01-01T00:00:00Z</ListIssueDateTime><NextUpdate><dateTime>${naechste}</dateTime></NextUpdate>${more}</SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="de">Anbieter</Name></TSPName></TSPInformation><TSPServices>${services}</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`;

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
export function signList(xml: string, keyFile: string): string {
  const digest = createHash('sha256').update(canonical(xml)).digest('base64');
  const info = `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXC}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXC}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = execFileSync('openssl', ['dgst', '-sha256', '-sign', keyFile], {
    input: canonical(info),
  }).toString('base64');
  const signature = `<ds:Signature xmlns:ds="${DS}">${info.replace(` xmlns:ds="${DS}"`, '')}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return xml.replace('</TrustServiceStatusList>', `${signature}</TrustServiceStatusList>`);
}
