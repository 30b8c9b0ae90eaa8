// A validation report after ETSI TS 119 102-2 (XML, namespace 1.2.1): one SignatureValidationReport per signature,
// with the certificates used as validation objects. Findings of the comparison of revisions have no place of their
// own in that standard; they stand in ReportData of the status, as it allows.

import { createHash } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { Certificate } from '../trust/certificate.ts';
import type { Indication, SignatureReport, SubIndication, ValidationReport } from '../validate/types.ts';

const NS = 'http://uri.etsi.org/19102/v1.2.1#';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

const MAIN: Readonly<Record<Indication, string>> = {
  TOTAL_PASSED: 'urn:etsi:019102:mainindication:total-passed',
  INDETERMINATE: 'urn:etsi:019102:mainindication:indeterminate',
  TOTAL_FAILED: 'urn:etsi:019102:mainindication:total-failed',
};

const subUri = (sub: SubIndication): string => `urn:etsi:019102:subindication:${sub}`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The report as XML text. `validator` names the program and version. */
export function etsiReport(report: ValidationReport, validator: string): string {
  const certificates = new Map<string, Certificate>();
  for (const one of report.signatures)
    for (const certificate of one.details.chain) certificates.set(certificate.fingerprint, certificate);
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const xml: unknown = builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    ValidationReport: {
      '@_xmlns': NS,
      '@_xmlns:ds': DS,
      SignatureValidationReport: report.signatures.map((one) => signatureReport(one, report)),
      SignatureValidationObjects: { ValidationObject: [...certificates.values()].map(certificateObject) },
      SignatureValidator: { DigitalId: { Name: validator } },
    },
  });
  return String(xml);
}

function signatureReport(one: SignatureReport, report: ValidationReport): unknown {
  const { details } = one;
  const stamped = details.judgedAt.getTime() < report.at.getTime();
  return {
    SignatureIdentifier: {
      '@_id': signatureId(one),
      DigestAlgAndValue: {
        'ds:DigestMethod': { '@_Algorithm': SHA256 },
        'ds:DigestValue': base64(Buffer.from(report.sha256, 'hex')),
      },
      'ds:SignatureValue': base64(Buffer.from(details.signatureValue, 'hex')),
      HashOnly: false,
      DocHashOnly: false,
    },
    ValidationTimeInfo: {
      ValidationTime: report.at.toISOString(),
      BestSignatureTime: {
        POETime: details.judgedAt.toISOString(),
        TypeOfProof: stamped ? 'urn:etsi:019102:poetype:validation' : 'urn:etsi:019102:poetype:provided',
      },
    },
    SignersDocument: {
      DigestAlgAndValue: {
        'ds:DigestMethod': { '@_Algorithm': SHA256 },
        'ds:DigestValue': base64(Buffer.from(report.sha256, 'hex')),
      },
    },
    SignatureAttributes: attributes(one),
    ...(details.certificate === undefined
      ? {}
      : {
          SignerInformation: {
            SignerCertificate: { '@_VOReference': `#${certificateId(details.certificate)}` },
            Signer: one.signer,
          },
        }),
    SignatureValidationProcess: {
      SignatureValidationProcessID:
        details.timestamps.length > 0
          ? 'urn:etsi:019102:validationprocess:LTVM'
          : 'urn:etsi:019102:validationprocess:Basic',
    },
    SignatureValidationStatus: {
      MainIndication: MAIN[one.indication],
      ...(one.subIndication === null ? {} : { SubIndication: subUri(one.subIndication) }),
      AssociatedValidationReportData: {
        ...(details.chain.length === 0
          ? {}
          : {
              TrustAnchor: { '@_VOReference': `#${certificateId(details.chain.at(-1)!)}` },
              CertificateChain: {
                SigningCertificate: { '@_VOReference': `#${certificateId(details.chain[0]!)}` },
                IntermediateCertificate: details.chain
                  .slice(1, -1)
                  .map((item) => ({ '@_VOReference': `#${certificateId(item)}` })),
                TrustAnchor: { '@_VOReference': `#${certificateId(details.chain.at(-1)!)}` },
              },
            }),
        AdditionalValidationReportData: {
          ReportData: [
            data('field', one.field),
            data('level', one.level),
            data('coversWholeFile', String(one.coversWholeFile)),
            data('modifications', one.modifications),
            ...one.findings.map((finding) => data(finding.code, finding.text)),
          ],
        },
      },
    },
  };
}

function attributes(one: SignatureReport): unknown {
  const { reason, location } = one.details;
  return {
    ...(one.timeSource === 'claimed' && one.signingTime !== null
      ? { SigningTime: { '@_Signed': true, Time: one.signingTime } }
      : {}),
    ...(reason === undefined ? {} : { Reason: { '@_Signed': true, ReasonElement: reason } }),
    ...(location === undefined
      ? {}
      : { SignatureProductionPlace: { '@_Signed': true, AddressString: location } }),
    DataObjectFormat: { '@_Signed': true, MimeType: 'application/pdf' },
  };
}

const data = (type: string, value: string): unknown => ({ Type: `urn:amtsmappe:${type}`, Value: value });

const certificateObject = (certificate: Certificate): unknown => ({
  '@_id': certificateId(certificate),
  ObjectType: 'urn:etsi:019102:validationObject:certificate',
  ValidationObjectRepresentation: { base64: base64(certificate.der) },
});

const certificateId = (certificate: Certificate): string => `C-${certificate.fingerprint.slice(0, 32)}`;

const signatureId = (one: SignatureReport): string =>
  `S-${createHash('sha256').update(one.field).update('\0').update(one.details.signatureValue).digest('hex').slice(0, 32)}`;
