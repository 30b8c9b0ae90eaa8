// The evidence package: everything a second installation needs to come to the same verdict without a network, in
// one ZIP. Its check starts from the bytes of the PDF; the report inside is what was found then, not a proof.

import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { PdfLimits } from '../pdf/index.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseCertificate } from '../trust/certificate.ts';
import type { TrustStore } from '../trust/store.ts';
import type { Material, ValidationReport } from '../validate/types.ts';
import { validatePdf } from '../validate/validatePdf.ts';
import { etsiReport } from './etsi.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';

const PDF = 'dokument.pdf';
const SUMS = 'SHA256SUMS';
const ABOUT = 'angaben.json';
const FOLDERS = {
  certificates: 'zertifikate',
  crls: 'sperrlisten',
  ocsps: 'sperrauskuenfte',
  anchors: 'vertrauensanker',
} as const;

const README = `Nachweispaket einer Signaturprüfung

dokument.pdf       das geprüfte Dokument, unverändert
bericht.html       Prüfbericht zum Lesen
bericht.json       Prüfbericht für Programme
bericht-etsi.xml   Prüfbericht nach ETSI TS 119 102-2
zertifikate/       verwendete Zertifikate
vertrauensanker/   Stellen, denen bei der Prüfung vertraut wurde
sperrlisten/, sperrauskuenfte/   verwendete Sperrdaten
SHA256SUMS         Prüfsummen aller Dateien (prüfen mit: sha256sum -c SHA256SUMS)

Die Prüfung lässt sich ohne Netz wiederholen: mit Amtsmappe oder mit jedem anderen Programm, das PAdES prüft.
`;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** Packs document, reports, certificates and revocation data. The same input gives the same bytes. */
export function packEvidence(
  fileName: string,
  pdf: Uint8Array,
  report: ValidationReport,
  validator: string,
): Uint8Array {
  const entries = new Map<string, Uint8Array>([
    [PDF, pdf],
    ['bericht.html', text(htmlReport(fileName, report))],
    ['bericht.json', text(`${JSON.stringify(jsonReport(fileName, report), null, 2)}\n`)],
    ['bericht-etsi.xml', text(etsiReport(report, validator))],
    ['LIESMICH.txt', text(README)],
    [
      ABOUT,
      text(
        `${JSON.stringify({ version: 1, file: fileName, at: report.at.toISOString(), indication: report.indication, subIndication: report.subIndication, validator }, null, 2)}\n`,
      ),
    ],
  ]);
  const put = (folder: string, suffix: string, list: readonly Uint8Array[]) => {
    for (const one of list) entries.set(`${folder}/${sha256(one).slice(0, 32)}.${suffix}`, one);
  };
  const { material } = combined(report);
  put(FOLDERS.certificates, 'cer', material.certificates);
  put(FOLDERS.crls, 'crl', material.crls);
  put(FOLDERS.ocsps, 'ors', material.ocsps);
  for (const one of report.signatures) {
    const anchor = one.details.chain.at(-1);
    if (anchor !== undefined)
      entries.set(`${FOLDERS.anchors}/${anchor.fingerprint.slice(0, 32)}.pem`, text(pem(anchor.der)));
  }
  const sums = [...entries].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
  entries.set(SUMS, text(sums));
  const zip: Zippable = {};
  // A fixed date: the package is named by its content, and 1980 is the oldest that ZIP knows.
  for (const [name, bytes] of entries)
    zip[name] = [bytes, { level: name === PDF ? 0 : 6, mtime: new Date(1980, 0, 1) }];
  return zipSync(zip);
}

function combined(report: ValidationReport): { material: Material } {
  const all = report.signatures.map((one) => one.details.material);
  const unique = (pick: (material: Material) => readonly Uint8Array[]): readonly Uint8Array[] => [
    ...new Map(all.flatMap(pick).map((one) => [sha256(one), one])).values(),
  ];
  return {
    material: {
      certificates: unique((one) => one.certificates),
      crls: unique((one) => one.crls),
      ocsps: unique((one) => one.ocsps),
    },
  };
}

/** Why a package cannot be relied on. `name` is the entry concerned. */
export type EvidenceError = {
  readonly code: 'notZip' | 'tooLarge' | 'incomplete' | 'altered';
  readonly name: string;
};

export type Evidence = {
  readonly fileName: string;
  readonly pdf: Uint8Array;
  readonly material: Material;
  /** The anchors of the first validation; whoever checks decides whether to trust them. */
  readonly anchors: readonly Uint8Array[];
  /** Time of the first validation and what it found. */
  readonly at: Date;
  readonly indication: string;
};

/** The largest document is 200 MB; what is packed beside it is small. */
const MAX_UNPACKED = 400 * 1024 * 1024;

/** Unpacks a package and checks every checksum. */
export function unpackEvidence(zip: Uint8Array): Result<Evidence, EvidenceError> {
  let size = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(zip, {
      filter: (entry) => {
        size += entry.originalSize;
        return size <= MAX_UNPACKED;
      },
    });
  } catch {
    return err({ code: 'notZip', name: '' });
  }
  if (size > MAX_UNPACKED) return err({ code: 'tooLarge', name: '' });
  const sums = entries[SUMS];
  const pdf = entries[PDF];
  const about = entries[ABOUT];
  if (sums === undefined || pdf === undefined || about === undefined)
    return err({ code: 'incomplete', name: SUMS });
  const listed = new Map(
    Buffer.from(sums)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  for (const name of new Set([...listed.keys(), ...Object.keys(entries)])) {
    if (name === SUMS) continue;
    const bytes = entries[name];
    if (bytes === undefined) return err({ code: 'incomplete', name });
    if (listed.get(name) !== sha256(bytes)) return err({ code: 'altered', name });
  }
  const inFolder = (folder: string): readonly Uint8Array[] =>
    Object.entries(entries)
      .filter(([name]) => name.startsWith(`${folder}/`))
      .map(([, bytes]) => bytes);
  const facts = aboutOf(about);
  if (facts === undefined) return err({ code: 'incomplete', name: ABOUT });
  return ok({
    ...facts,
    pdf,
    material: {
      certificates: inFolder(FOLDERS.certificates).filter((der) => parseCertificate(der) !== undefined),
      crls: inFolder(FOLDERS.crls),
      ocsps: inFolder(FOLDERS.ocsps),
    },
    anchors: inFolder(FOLDERS.anchors),
  });
}

function aboutOf(bytes: Uint8Array): Pick<Evidence, 'fileName' | 'at' | 'indication'> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { file, at, indication } = value as Record<string, unknown>;
    const time = new Date(String(at));
    if (typeof file !== 'string' || typeof indication !== 'string' || Number.isNaN(time.getTime()))
      return undefined;
    return { fileName: file, at: time, indication };
  } catch {
    return undefined;
  }
}

/**
 * Validates the document of a package again, offline, at the time of the first validation (or `at`). `trust` is the
 * own choice of the second installation; the package's anchors are never trusted by themselves.
 */
export async function verifyEvidence(
  zip: Uint8Array,
  options: {
    readonly trust: TrustStore | readonly (string | Uint8Array)[];
    readonly at?: Date | undefined;
    readonly limits?: Partial<PdfLimits> | undefined;
  },
): Promise<Result<{ readonly evidence: Evidence; readonly report: ValidationReport }, EvidenceError>> {
  const evidence = unpackEvidence(zip);
  if (!evidence.ok) return evidence;
  const { pdf, material, at } = evidence.value;
  const report = await validatePdf(pdf, {
    trust: options.trust,
    at: options.at ?? at,
    material,
    online: false,
    limits: options.limits,
  });
  return ok({ evidence: evidence.value, report });
}
