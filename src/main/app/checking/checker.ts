import type { SignatureInfo } from '../../../contract/document.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { Evidence, EvidenceError, ValidationReport } from '../../../signature/index.ts';
import type { DokumentFakt, Sha256 } from '../../../domain/shared/vorgang.ts';

/** What the check of a file found: facts for the rules, sentences for people. */
export interface CheckedDocument {
  readonly mime: string;
  readonly fakt: DokumentFakt;
  readonly signaturen: readonly SignatureInfo[];
}

/** The signature made last; time stamps over it are none. Undefined: the file has no signature. */
export const lastSignature = ({ fakt, signaturen }: CheckedDocument): SignatureInfo | undefined =>
  signaturen[fakt.signaturen.findLastIndex((s) => s.art !== 'timestamp')];

/** `fremd`: came from outside, examined with limits; `eigen`: made here, perhaps out of a version already checked. */
export type Origin =
  | { readonly von: 'fremd' }
  | {
      readonly von: 'eigen';
      readonly aus: { readonly sha256: Sha256; readonly bytes: Uint8Array } | null;
    };

/** Checks files in a worker, so that a hostile one can neither freeze the app nor read the rest of it. */
export interface DocumentChecker {
  readonly check: (
    name: string,
    bytes: Uint8Array,
    kind: 'pdf' | 'image/jpeg' | 'image/png',
    origin: Origin,
  ) => Promise<Result<CheckedDocument, Rejection>>;
  /** checks a detached record (parallel co-signature): signature, and what it covers */
  readonly checkRecord: (name: string, bytes: Uint8Array) => Promise<Result<CheckedDocument, Rejection>>;
  /** the same sentences again, from the facts kept */
  readonly describe: (fakt: DokumentFakt) => readonly SignatureInfo[];
  /** full validation of a PDF as of now, and what it says of every signature */
  readonly report: (
    bytes: Uint8Array,
  ) => Promise<{ readonly report: ValidationReport; readonly signaturen: readonly SignatureInfo[] }>;
  /** unpacks an evidence package and validates its document, without a network and within the limits of a worker */
  readonly openEvidence: (zip: Uint8Array) => Promise<
    Result<
      {
        readonly evidence: Evidence;
        readonly report: ValidationReport;
        readonly signaturen: readonly SignatureInfo[];
      },
      EvidenceError
    >
  >;
  readonly sha256: (bytes: Uint8Array) => Sha256;
}
