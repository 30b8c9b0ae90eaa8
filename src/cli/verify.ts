// amtsmappe verify FILE.pdf|PACKAGE.zip [--json] [--trust ROOT.pem ...] [--at TIME] [--offline] [--etsi OUT.xml] ...

import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  anchorsOf,
  etsiReport,
  explainDocument,
  explainRefusal,
  explainSignature,
  jsonReport,
  loadTrustStore,
  packEvidence,
  readTrustedList,
  validateInWorker,
  verifyEvidenceInWorker,
} from '../signature/index.ts';
import type {
  Evidence,
  EvidenceError,
  Indication,
  SignatureReport,
  ValidationReport,
} from '../signature/index.ts';
import { assertNever, err, ok, type Result } from '../domain/shared/result.ts';
import { EX_OK, EX_USAGE } from './arguments.ts';
import type { CliIo } from './io.ts';
import { readArguments, type Arguments } from './verify-arguments.ts';

const USAGE = `Aufruf: amtsmappe verify DATEI.pdf [--json] [--trust WURZEL.pem|ORDNER ...] [--at ZEIT] [--offline]
         [--list VERTRAUENSLISTE.xml --list-signer ZERTIFIKAT.pem]
         [--etsi BERICHT.xml] [--evidence NACHWEIS.zip]
       amtsmappe verify NACHWEIS.zip [--json] [--trust ...] [--at ZEIT] [--etsi BERICHT.xml]

--etsi schreibt den Bericht nach ETSI TS 119 102-2, --evidence packt Dokument, Berichte, Zertifikate und Sperrdaten.
Ein Nachweispaket wird ohne Netz geprüft, zum Zeitpunkt der ersten Prüfung, wenn --at keinen anderen nennt. Wem
vertraut wird, sagt allein --trust oder --list: Die Vertrauensanker im Paket gelten nicht von selbst.
Ende: 0 gültig, 1 nicht abschließend prüfbar, 2 ungültig, 3 kein lesbares PDF oder Paket, 64 falscher Aufruf.
`;
const NOT_A_PDF = 3;
const STATUS: Readonly<Record<Indication, number>> = { TOTAL_PASSED: 0, INDETERMINATE: 1, TOTAL_FAILED: 2 };
const VALIDATOR = 'Amtsmappe';

/** What was validated: the PDF (out of a package or by itself), and what the package says of the first time. */
type Validated = {
  readonly report: ValidationReport;
  readonly name: string;
  readonly pdf: Uint8Array;
  readonly first: Pick<Evidence, 'at' | 'indication'> | undefined;
};

/**
 * Checks the signatures of a file, or of the document in an evidence package. Exit status: 0 TOTAL_PASSED,
 * 1 INDETERMINATE, 2 TOTAL_FAILED, 3 no readable PDF or package, 64 wrong usage. With --json one object and nothing
 * else goes to stdout.
 */
export async function runVerify(argv: readonly string[], io: CliIo): Promise<number> {
  if (argv.includes('--help')) {
    io.out(USAGE);
    return EX_OK;
  }
  const args = readArguments(argv);
  if (args === undefined) {
    io.err(USAGE);
    return EX_USAGE;
  }
  const trust = await anchorsFor(args);
  if (!trust.ok) {
    io.err(`${trust.error}\n${USAGE}`);
    return EX_USAGE;
  }
  const bytes = await readFile(args.file).catch(() => undefined);
  if (bytes === undefined)
    return unreadable(args, io, 'unreadable', 'Die Datei ist nicht vorhanden oder nicht lesbar.');
  const validated = await validate(args, bytes, trust.value);
  if (!validated.ok) return unreadable(args, io, validated.error.code, packageFault(validated.error));
  const { report, first } = validated.value;
  const written = await writeReports(args, validated.value);
  if (!written.ok) {
    io.err(`${written.error}\n`);
    return EX_USAGE;
  }
  if (args.json) {
    const paket = first && { at: first.at.toISOString(), indication: first.indication };
    io.out(
      `${JSON.stringify({ ...(jsonReport(args.file, report) as object), ...(paket ? { package: paket } : {}) })}\n`,
    );
  } else io.out(inWords(args.file, report));
  return report.error === undefined ? STATUS[report.indication] : NOT_A_PDF;
}

/** Anchors of PEM files and folders, and of a trusted list whose signature holds; the error is a German sentence. */
async function anchorsFor(args: Arguments): Promise<Result<readonly Uint8Array[], string>> {
  const store = await loadTrustStore([...args.trust]);
  if (!store.ok) return err(trustFault(store.error));
  const own = store.value.anchors.map((one) => one.der);
  if (args.list === undefined || args.listSigner === undefined) return ok(own);
  const signers = await loadTrustStore([args.listSigner]);
  if (!signers.ok) return err(trustFault(signers.error));
  const xml = await readFile(args.list).catch(() => undefined);
  if (xml === undefined) return err(`Die Vertrauensliste „${args.list}“ ist nicht lesbar.`);
  const list = await readTrustedList(xml, signers.value.anchors);
  if (!list.ok)
    return err(`Die Vertrauensliste „${args.list}“ ist nicht von „${args.listSigner}“ unterschrieben.`);
  return ok([...own, ...anchorsOf(list.value, args.at ?? new Date()).anchors.map((one) => one.der)]);
}

const trustFault = ({ code, path }: { readonly code: string; readonly path: string }): string =>
  `Die Vertrauensliste „${path}“ ${code === 'noCertificate' ? 'enthält kein Zertifikat' : 'ist nicht lesbar'}.`;

async function validate(
  args: Arguments,
  bytes: Uint8Array,
  trust: readonly Uint8Array[],
): Promise<Result<Validated, EvidenceError>> {
  const { at } = args;
  if (!isZip(bytes)) {
    const report = await validateInWorker(bytes, { trust, at, online: !args.offline });
    return ok({ report, name: basename(args.file), pdf: bytes, first: undefined });
  }
  const verified = await verifyEvidenceInWorker(bytes, { trust, at });
  if (!verified.ok) return verified;
  const { evidence, report } = verified.value;
  return ok({ report, name: evidence.fileName, pdf: evidence.pdf, first: evidence });
}

const isZip = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** Writes the reports asked for; the error is a German sentence. */
async function writeReports(
  args: Arguments,
  { report, name, pdf }: Validated,
): Promise<Result<null, string>> {
  try {
    if (args.etsi !== undefined) await writeFile(args.etsi, etsiReport(report, VALIDATOR));
    if (args.evidence !== undefined && report.error === undefined)
      await writeFile(args.evidence, packEvidence(name, pdf, report, VALIDATOR));
    return ok(null);
  } catch (thrown) {
    return err(`Der Bericht lässt sich nicht schreiben (${(thrown as NodeJS.ErrnoException).code ?? ''}).`);
  }
}

function unreadable(args: Arguments, io: CliIo, code: string, detail: string): number {
  if (args.json) io.out(`${JSON.stringify({ file: args.file, error: { code, detail } })}\n`);
  else io.err(`${args.file}: ${detail}\n`);
  return NOT_A_PDF;
}

function packageFault({ code, name }: EvidenceError): string {
  switch (code) {
    case 'notZip':
      return 'Das ist kein lesbares ZIP.';
    case 'tooLarge':
      return 'Das Paket überschreitet die Grenzen für Größe oder Dauer der Prüfung.';
    case 'incomplete':
      return `Das ist kein vollständiges Nachweispaket: „${name}“ fehlt.`;
    case 'altered':
      return `Das Paket wurde verändert: Die Prüfsumme von „${name}“ stimmt nicht.`;
    default:
      return assertNever(code);
  }
}

function inWords(file: string, report: ValidationReport): string {
  const lines: string[] = [file];
  if (report.error !== undefined)
    return `${[...lines, ...explained(explainRefusal(report.error))].join('\n')}\n`;
  const overall = explainDocument(report);
  lines.push(
    `  ${report.indication}${report.subIndication === null ? '' : ` / ${report.subIndication}`}: ${overall.sentence}`,
  );
  for (const [index, one] of report.signatures.entries()) lines.push('', ...signatureLines(index + 1, one));
  return `${lines.join('\n')}\n`;
}

function signatureLines(number: number, one: SignatureReport): readonly string[] {
  const sub = one.subIndication === null ? '' : ` / ${one.subIndication}`;
  return [
    `  ${number}. Feld „${one.field}“ – ${one.indication}${sub}, Niveau ${one.level}`,
    ...explained(explainSignature(one)).map((line) => `   ${line}`),
    ...one.findings.map((finding) => `     - [${finding.code}] ${finding.text}`),
  ];
}

const explained = (text: { sentence: string; cause: string; nextStep: string }): readonly string[] => [
  `  ${text.sentence}`,
  `  Grund: ${text.cause}`,
  `  Nächster Schritt: ${text.nextStep}`,
];
