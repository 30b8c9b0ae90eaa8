// From B-B to B-LTA (ETSI EN 319 142-1, 6.3), for all signatures of a file at once, and the renewal of the archive
// time stamp (5.5): first validation data for everything that is there, then a new document time stamp.
import { pdfErrorOf, type SignatureError } from '../errors.ts';
import type { ValidationSource } from '../net/revocation.ts';
import type { TimestampSource } from '../net/timestamp.ts';
import { get, openPdf, resolve, type Pdf } from '../pdf/document.ts';
import { isArray, isDict, isString, nameOf, numberOf } from '../pdf/objects.ts';
import { err, ok, type Result } from '../result.ts';
import { parseCertificate, type Certificate } from '../trust/certificate.ts';
import { OID, parseCms, rawOf, signerCertificate, type Cms } from '../validate/cms.ts';
import { collectValidationData } from './collect.ts';
import { documentTimestamp } from './document-timestamp.ts';
import { buildDss, readDss } from './dss.ts';
import { formFields, isSigned } from './fields.ts';
import { joinBytes } from './join.ts';
import { permissionsOf } from './permissions.ts';
import { serialiseUpdate } from './update.ts';

export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** Where time stamps and validation data come from. */
export type LevelSources = {
  readonly timestamps: TimestampSource;
  readonly validation: ValidationSource;
  readonly password?: string | undefined;
};

type Present = {
  readonly isTimestamp: boolean;
  /** end of the signed byte range */
  readonly covers: number;
  readonly cms: Cms;
  /** tokens in the unsigned attributes */
  readonly tokens: readonly Cms[];
};

/** All signatures and time stamps of the file that can be read as CMS. */
const present = (pdf: Pdf): readonly Present[] =>
  formFields(pdf)
    .filter(isSigned)
    .flatMap((field) => {
      if (!isDict(field.value)) return [];
      const contents = get(pdf, field.value, 'Contents');
      const range = get(pdf, field.value, 'ByteRange');
      const cms = isString(contents) ? parseCms(contents.bytes) : undefined;
      if (cms === undefined || !isArray(range)) return [];
      const numbers = range.items.map((n) => numberOf(resolve(pdf, n)) ?? 0);
      const tokens = cms.signers
        .flatMap((s) => s.unsignedAttributes)
        .filter((a) => a.oid === OID.signatureTimestamp)
        .flatMap((a) => a.values)
        .flatMap((v) => parseCms(rawOf(v)) ?? []);
      return [
        {
          isTimestamp: nameOf(get(pdf, field.value, 'SubFilter')) === 'ETSI.RFC3161',
          covers: (numbers[2] ?? 0) + (numbers[3] ?? 0),
          cms,
          tokens,
        },
      ];
    });

const untimed = (all: readonly Present[]): boolean => {
  const latest = Math.max(0, ...all.filter((p) => p.isTimestamp).map((p) => p.covers));
  return all.some((p) => !p.isTimestamp && p.tokens.length === 0 && p.covers >= latest);
};

const leavesOf = (all: readonly Present[]): readonly Certificate[] =>
  all
    .flatMap((p) => [p.cms, ...p.tokens])
    .flatMap((cms) => cms.signers.flatMap((s) => signerCertificate(s, cms.certificates) ?? []));

const knownOf = (all: readonly Present[], pdf: Pdf): readonly Certificate[] => [
  ...all.flatMap((p) => [p.cms, ...p.tokens]).flatMap((cms) => cms.certificates),
  ...readDss(pdf).certificates.flatMap((der) => parseCertificate(der) ?? []),
];

const stamped = async (
  pdf: Uint8Array,
  sources: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => {
  const more = await documentTimestamp(openPdf(pdf, sources), sources.timestamps);
  return more.ok ? ok(joinBytes(pdf, more.value)) : more;
};

const withValidationData = async (
  bytes: Uint8Array,
  sources: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => {
  const pdf = openPdf(bytes, sources);
  const all = present(pdf);
  const data = await collectValidationData(leavesOf(all), knownOf(all, pdf), sources.validation);
  if (!data.ok) return data;
  const update = buildDss(pdf, data.value);
  return ok(update === undefined ? bytes : joinBytes(bytes, serialiseUpdate(update).appended));
};

/**
 * Brings every signature of the file to `level` by appending; a signature without time stamp gets a document time
 * stamp, because its own bytes can't be changed any more. On a file that is B-LTA already, `B-LTA` renews the archive
 * time stamp. The result begins with the bytes given.
 * Errors: NOTHING_SIGNED, CERTIFIED_NO_CHANGES, TIMESTAMP_*, REVOCATION_*, CERTIFICATE_REVOKED, PDF.
 */
export const upgradePdf = async (
  bytes: Uint8Array,
  level: Exclude<Level, 'B-B'>,
  sources: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => {
  try {
    const pdf = openPdf(bytes, sources);
    if (permissionsOf(pdf, formFields(pdf)).docMdp === 1) return err({ code: 'CERTIFIED_NO_CHANGES' });
    const all = present(pdf);
    if (!all.some((p) => !p.isTimestamp)) return err({ code: 'NOTHING_SIGNED' });
    let current: Result<Uint8Array, SignatureError> = ok(bytes);
    if (untimed(all)) current = await stamped(bytes, sources);
    if (!current.ok || level === 'B-T') return current;
    current = await withValidationData(current.value, sources);
    if (!current.ok || level === 'B-LT') return current;
    return await stamped(current.value, sources);
  } catch (thrown) {
    return err(pdfErrorOf(thrown));
  }
};

/** Adds a document time stamp and nothing else, where validation data can't be had. Errors: as `upgradePdf`. */
export const timestampPdf = async (
  bytes: Uint8Array,
  sources: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => {
  try {
    return await stamped(bytes, sources);
  } catch (thrown) {
    return err(pdfErrorOf(thrown));
  }
};

/** Renews the archive time stamp (EN 319 142-1, 5.5), e.g. before its algorithm or certificate ends. */
export const renewArchiveTimestamp = (
  bytes: Uint8Array,
  sources: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => upgradePdf(bytes, 'B-LTA', sources);
