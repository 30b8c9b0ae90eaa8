import { X509Certificate } from 'node:crypto';
import { ok, err } from '../../../domain/shared/result.ts';
import {
  explainSignature,
  updateKind,
  validateInWorker,
  validatePdf,
  verifyEvidenceInWorker,
  verifyDetached,
  type SignatureReport,
  type ValidationReport,
} from '../../../signature/index.ts';
import { commonName } from '../signing/view.ts';
import type { Validator, Verdict } from './check-documents.ts';

/** The only thing that the net can answer: is the certificate of a trusted issuer still good? */
const asksForMore = (signatures: readonly Pick<SignatureReport, 'subIndication'>[]): boolean =>
  signatures.some((s) => s.subIndication === 'TRY_LATER');

/**
 * Binds the validator of `signature` to the use cases. `anchors`: certificates (DER) that are trusted today.
 * `online`: asks the issuers when nothing but their answer is missing; the first look never leaves the machine, so
 * a hostile file meets the strict limits and a laptop without a network does not wait.
 */
export function createValidator(
  anchors: () => readonly Uint8Array[],
  { online }: { readonly online: boolean } = { online: false },
): Validator {
  async function validate(bytes: Uint8Array, foreign: boolean): Promise<ValidationReport> {
    const look = foreign ? validateInWorker : validatePdf;
    const trust = anchors();
    const first = await look(bytes, { trust, online: false });
    return online && asksForMore(first.signatures) ? look(bytes, { trust, online: true }) : first;
  }
  return {
    examine: async (bytes, foreign) => {
      const report = await validate(bytes, foreign);
      if (report.error) return err(report.error.code);
      if (report.damaged || report.pages === undefined) return err('damaged');
      if (report.encrypted) return err('encrypted');
      return ok({
        seiten: report.pages,
        verdicts: verdictsOf(report),
      });
    },
    validateDetached: async (content, cms) => {
      const trust = anchors();
      const first = await verifyDetached(content, cms, { trust, online: false });
      const more = online && asksForMore([first]);
      return verdictOf(
        more ? await verifyDetached(content, cms, { trust, online: true }) : first,
        'detached',
      );
    },
    updateKind: async (before, after) => updateKind(before, after),
    openEvidence: async (zip) => {
      const opened = await verifyEvidenceInWorker(zip, { trust: anchors() });
      if (!opened.ok) return opened;
      const { evidence, report } = opened.value;
      return ok({ evidence, report, verdicts: verdictsOf(report) });
    },
    report: async (bytes) => {
      const report = await validate(bytes, true);
      return { report, verdicts: verdictsOf(report) };
    },
  };
}

const verdictsOf = (report: ValidationReport): readonly Verdict[] =>
  report.signatures.map((s) => verdictOf(s, s.kind));

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
    qualifiziert: certificate?.qualified ?? false,
    zeit: s.signingTime,
    indication: s.indication,
    subIndication: s.subIndication,
    unversehrt: s.intact,
    aenderungen: s.modifications,
    satz: explainSignature(s).sentence,
  };
}
