import { X509Certificate } from 'node:crypto';
import { ok, err } from '../../domain/shared/result.ts';
import {
  explainSignature,
  inspectPdf,
  isSigningUpdate,
  validateInWorker,
  validatePdf,
  verifyDetached,
  type SignatureReport,
} from '../../signature/index.ts';
import type { Validator, Verdict } from './check-documents.ts';

/** id-etsi-qcs-QcCompliance (EN 319 412-5, 4.2.1), DER: the certificate says that it is a qualified one. */
const QC_COMPLIANCE = Buffer.from('060604008e460101', 'hex');

/** Binds the validator of `signature` to the use cases. `anchors`: certificates (DER) that are trusted today. */
export function createValidator(anchors: () => readonly Uint8Array[]): Validator {
  return {
    examine: async (bytes, foreign) => {
      const options = { trust: anchors(), online: false } as const;
      const report = await (foreign ? validateInWorker(bytes, options) : validatePdf(bytes, options));
      if (report.error) return err(report.error.code);
      const inspected = inspectPdf(bytes);
      if (!inspected.ok) return err(inspected.error.code);
      if (inspected.value.encrypted) return err('encrypted');
      return ok({
        seiten: inspected.value.pages,
        verdicts: report.signatures.map((s) => verdictOf(s, s.kind)),
      });
    },
    validateDetached: async (content, cms) =>
      verdictOf(await verifyDetached(content, cms, { trust: anchors(), online: false }), 'detached'),
    isSigningUpdate: async (before, after) => isSigningUpdate(before, after),
    report: (bytes) => validateInWorker(bytes, { trust: anchors(), online: false }),
  };
}

function verdictOf(s: SignatureReport, art: Verdict['art']): Verdict {
  const certificate = s.details.certificate;
  const der = certificate ? Buffer.from(certificate.der) : null;
  const x509 = der && new X509Certificate(der);
  return {
    feld: s.field,
    art,
    zertifikat: der,
    unterzeichner: commonName(s.signer),
    gueltigVon: x509 ? new Date(x509.validFrom).toISOString() : '',
    gueltigBis: x509 ? new Date(x509.validTo).toISOString() : '',
    qualifiziert: der !== null && der.includes(QC_COMPLIANCE),
    zeit: s.signingTime,
    indication: s.indication,
    subIndication: s.subIndication,
    unversehrt: s.intact,
    aenderungen: s.modifications,
    satz: explainSignature(s).sentence,
  };
}

const commonName = (subject: string): string => /(?:^|,\s*)CN=([^,]+)/.exec(subject)?.[1] ?? subject;
