// The report of a validation. Its first part is what `verify --json` prints; `details` is for screens and reports.

import type { Certificate } from '../trust/certificate.ts';
import type { PdfRefusal } from './inspect.ts';
import type { Level } from './level.ts';
import type { JudgedChange, Modifications } from './revisions/judge.ts';

/** Main status indication (ETSI EN 319 102-1 5.1.3, table 5). */
export type Indication = 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED';

/** Sub-indications (table 6) that this validator gives; NO_SIGNATURE is its own for a document without any. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'NOT_YET_VALID'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'TRY_LATER'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'NO_SIGNATURE';

/** One observation. `code` is stable, `text` is a German sentence that names the object it is about. */
export type Finding = { readonly code: string; readonly text: string };

export type TimestampReport = {
  readonly kind: 'signature' | 'document';
  readonly time: Date;
  readonly authority: string | undefined;
  readonly intact: boolean;
  readonly trusted: boolean;
  readonly problem: string | undefined;
};

/** Validation material as DER. */
export type Material = {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
};

export type SignatureDetails = {
  readonly subFilter: string | undefined;
  readonly byteRange: readonly number[];
  /** Number of the signed revision from 1; undefined when it is none of the file's. */
  readonly revision: number | undefined;
  readonly revisions: number;
  readonly certificate: Certificate | undefined;
  readonly chain: readonly Certificate[];
  readonly algorithm: string | undefined;
  /** Time at which certificate and algorithms were judged. */
  readonly judgedAt: Date;
  readonly timestamps: readonly TimestampReport[];
  readonly changes: readonly JudgedChange[];
  readonly docMdp: 1 | 2 | 3 | undefined;
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  /** The signature value, hex: names the signature in an ETSI report. */
  readonly signatureValue: string;
  /** Certificates and revocation data (DER) that the verdict rests on: what a second validator needs offline. */
  readonly material: Material;
  /** Page the field shows on, from 1; undefined when it is invisible. */
  readonly page: number | undefined;
  /** Its rectangle there: left, bottom, right, top in points from the lower left corner. */
  readonly rect: readonly [number, number, number, number] | undefined;
};

export type SignatureReport = {
  readonly field: string;
  readonly kind: 'signature' | 'timestamp';
  readonly signer: string;
  /** ISO 8601 in UTC; null when nothing is claimed. */
  readonly signingTime: string | null;
  readonly timeSource: 'claimed' | 'timestamp';
  readonly level: Level;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** Digest and signature value fit the covered bytes, and the ByteRange is what it should be. */
  readonly intact: boolean;
  readonly coversWholeFile: boolean;
  readonly modifications: Modifications;
  readonly findings: readonly Finding[];
  readonly details: SignatureDetails;
};

export type ValidationReport = {
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** Time of validation. */
  readonly at: Date;
  /** In the order of signing. */
  readonly signatures: readonly SignatureReport[];
  readonly pages: number | undefined;
  /** The file is encrypted (and could be opened). */
  readonly encrypted: boolean;
  /** Its structure had to be guessed: nothing in it is ever intact. */
  readonly damaged: boolean;
  /** Set when the file could not be read; the indication is TOTAL_FAILED / FORMAT_FAILURE then. */
  readonly error: PdfRefusal | undefined;
};
