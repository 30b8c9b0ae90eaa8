// amtsmappe verify FILE.pdf [--json] [--trust ROOT.pem ...] [--at TIME] [--offline]

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  explainDocument,
  explainRefusal,
  explainSignature,
  jsonReport,
  loadTrustStore,
  validateInWorker,
} from '../signature/index.ts';
import type { Indication, SignatureReport, ValidationReport } from '../signature/index.ts';
import type { CliIo } from './io.ts';

const USAGE =
  'Aufruf: amtsmappe verify DATEI.pdf [--json] [--trust WURZEL.pem|ORDNER ...] [--at ZEIT] [--offline]\n';
const EX_USAGE = 64;
const NOT_A_PDF = 3;
const STATUS: Readonly<Record<Indication, number>> = { TOTAL_PASSED: 0, INDETERMINATE: 1, TOTAL_FAILED: 2 };

type Arguments = {
  file: string;
  json: boolean;
  trust: readonly string[];
  at: Date | undefined;
  offline: boolean;
};

/**
 * Checks the signatures of a file. Exit status: 0 TOTAL_PASSED, 1 INDETERMINATE, 2 TOTAL_FAILED, 3 no readable PDF,
 * 64 wrong usage. With --json one object and nothing else goes to stdout.
 */
export async function runVerify(argv: readonly string[], io: CliIo): Promise<number> {
  const args = readArguments(argv);
  if (args === undefined) {
    io.err(USAGE);
    return EX_USAGE;
  }
  const trust = await loadTrustStore(args.trust);
  if (!trust.ok) {
    const what = trust.error.code === 'noCertificate' ? 'enthält kein Zertifikat' : 'ist nicht lesbar';
    io.err(`Die Vertrauensliste „${trust.error.path}“ ${what}.\n${USAGE}`);
    return EX_USAGE;
  }
  const bytes = await readFile(args.file).catch(() => undefined);
  if (bytes === undefined) {
    const error = { code: 'unreadable', detail: 'Die Datei ist nicht vorhanden oder nicht lesbar.' };
    if (args.json) io.out(`${JSON.stringify({ file: args.file, error })}\n`);
    else io.err(`${args.file}: ${error.detail}\n`);
    return NOT_A_PDF;
  }
  const report = await validateInWorker(bytes, {
    trust: trust.value.anchors.map((one) => one.der),
    at: args.at,
    online: !args.offline,
  });
  if (args.json) io.out(`${JSON.stringify(jsonReport(args.file, report))}\n`);
  else io.out(inWords(args.file, report));
  return report.error === undefined ? STATUS[report.indication] : NOT_A_PDF;
}

function readArguments(argv: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: spreadTrust(argv),
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        trust: { type: 'string', multiple: true },
        at: { type: 'string' },
        offline: { type: 'boolean' },
      },
    });
    const at = values.at === undefined ? undefined : new Date(values.at);
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0 || (at !== undefined && Number.isNaN(at.getTime())))
      return undefined;
    return {
      file,
      json: values.json === true,
      trust: values.trust ?? [],
      at,
      offline: values.offline === true,
    };
  } catch {
    return undefined;
  }
}

/** `--trust A B C` means the same as `--trust A --trust B --trust C`; the file to check may stand before it. */
function spreadTrust(argv: readonly string[]): string[] {
  const spread: string[] = [];
  const hasFile =
    argv.findIndex((one) => one === '--trust') > 0 &&
    argv.slice(0, argv.indexOf('--trust')).some((one) => !one.startsWith('-'));
  let open = 0;
  for (const one of argv) {
    if (one === '--trust') open = 1;
    else if (one.startsWith('--')) open = 0;
    else if (open > 2 && hasFile) spread.push('--trust');
    if (open > 0) open++;
    spread.push(one);
  }
  return spread;
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
