import { X509Certificate } from 'node:crypto';
import type { Handlers } from '../../../contract/bridge.ts';
import type { Checked, EvidenceView } from '../../../contract/checking.ts';
import type { SignatureInfo } from '../../../contract/document.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import {
  etsiReport,
  jsonReport,
  packEvidence,
  signedVersion,
  type Evidence,
  type ValidationReport,
} from '../../../signature/index.ts';
import { describeCertificate } from '../keys/certificate.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signatureView } from '../signing/view.ts';

const missing = (was: string): Rejection => ({ code: 'app.nichts-gefunden', params: { was } });
const VALIDATOR = 'Amtsmappe';

/** Checking a document and what comes of it: report, evidence, the state that was signed; opening evidence. */
export function checkingHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents, checker } = workspace;

  /** Validated anew: since the file came in, an issuer may have been trusted or a certificate revoked. */
  async function validated(sha256: string) {
    const file = documents.get(person(), sha256);
    if (!file || file.mime !== 'application/pdf')
      return reject('app.nichts-gefunden', { was: 'Das Dokument' });
    const { report, signaturen } = await checker.report(file.bytes);
    if (report.error) return reject('dokument.beschaedigt', { name: file.name });
    return ok({ file, report, signaturen });
  }

  const checkedOf = (
    sha256: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    report: ValidationReport,
    signaturen: readonly SignatureInfo[],
  ): Checked => ({
    document: {
      sha256,
      name: file.name,
      bytes: file.bytes.length,
      mime: 'application/pdf',
      seiten: report.pages ?? null,
      signaturen,
    },
    bericht: jsonReport(file.name, report),
    unterschriften: report.signatures.flatMap((s, i) => {
      const info = signaturen[i];
      return info ? [signatureView(s, info, file.bytes)] : [];
    }),
  });

  /** Offers a file for saving under the name of the document it is about. */
  async function offered(
    sha256: string,
    suffix: string,
    mime: string,
    make: (name: string, bytes: Uint8Array, report: ValidationReport) => Uint8Array,
  ): Promise<Result<{ readonly sha256: string; readonly name: string }, Rejection>> {
    const found = await validated(sha256);
    if (!found.ok) return found;
    const { file, report } = found.value;
    const name = file.name.replace(/(\.pdf)?$/i, suffix);
    return ok({ sha256: documents.offer(name, mime, make(file.name, file.bytes, report)), name });
  }

  const evidenceView = (evidence: Evidence): EvidenceView => {
    const here = new Set(workspace.trust.anchors().map((der) => describeCertificate(der).id));
    return {
      datei: evidence.fileName,
      am: evidence.at.toISOString(),
      damals: INDICATIONS.find((one) => one === evidence.indication) ?? 'unbekannt',
      anker: evidence.anchors.flatMap((bytes) => {
        try {
          const { id, name } = describeCertificate(new X509Certificate(bytes).raw);
          return [{ name, hier: here.has(id) }];
        } catch {
          return []; // what is no certificate was trusted by nobody
        }
      }),
    };
  };

  return {
    'sign.check': async ({ sha256 }) => {
      const found = await validated(sha256);
      if (!found.ok) return refuse(ctx, found.error);
      const { file, report, signaturen } = found.value;
      return done(checkedOf(sha256, file, report, signaturen));
    },
    'sign.revision': async ({ sha256, feld }) => {
      const found = await validated(sha256);
      if (!found.ok) return refuse(ctx, found.error);
      const { file, report } = found.value;
      const signature = report.signatures.find((s) => s.field === feld);
      const then = signature && signedVersion(file.bytes, signature);
      if (!then) return refuse(ctx, missing('Der unterschriebene Stand dieses Dokuments'));
      return done({ sha256: documents.offer(file.name, 'application/pdf', then) });
    },
    'sign.evidence': async ({ sha256 }) => {
      const made = await offered(sha256, '-nachweis.zip', 'application/zip', (name, bytes, report) =>
        packEvidence(name, bytes, report, VALIDATOR),
      );
      return made.ok ? done(made.value) : refuse(ctx, made.error);
    },
    'sign.etsi': async ({ sha256 }) => {
      const made = await offered(sha256, '-pruefbericht.xml', 'application/xml', (_name, _bytes, report) =>
        Buffer.from(etsiReport(report, VALIDATOR)),
      );
      return made.ok ? done(made.value) : refuse(ctx, made.error);
    },
    'evidence.open': async ({ upload }) => {
      const zip = documents.transient(upload);
      if (!zip) return refuse(ctx, missing('Das hochgeladene Nachweispaket'));
      const opened = await checker.openEvidence(zip.bytes);
      if (!opened.ok) {
        const { code, name: eintrag } = opened.error;
        return refuse(ctx, { code: REFUSALS[code], params: { name: zip.name, eintrag } });
      }
      const { evidence, report, signaturen } = opened.value;
      if (report.error) return refuse(ctx, { code: 'dokument.beschaedigt', params: { name: zip.name } });
      const file = { name: evidence.fileName, bytes: evidence.pdf };
      const sha256 = documents.offer(file.name, 'application/pdf', evidence.pdf);
      return done({ ...checkedOf(sha256, file, report, signaturen), paket: evidenceView(evidence) });
    },
  } satisfies Partial<Handlers>;
}

const INDICATIONS = ['TOTAL_PASSED', 'INDETERMINATE', 'TOTAL_FAILED'] as const;

const REFUSALS = {
  notZip: 'nachweis.kein-zip',
  tooLarge: 'nachweis.zu-gross',
  incomplete: 'nachweis.unvollstaendig',
  altered: 'nachweis.veraendert',
} as const;
