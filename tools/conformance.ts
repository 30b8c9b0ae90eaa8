// npm run conformance -- DIR: validates every file of a conformance set (files/*.pdf and expectations.json) and
// compares the outcome with what the set expects, property by property. Exit status 1 when a promise is broken:
// a crash, a wrong "intact", a forbidden change called none or permitted, a benign file refused, or less than 98 %.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validatePdf } from '../src/signature/index.ts';
import type { SignatureReport, ValidationReport } from '../src/signature/index.ts';

type ExpectedSignature = {
  readonly field: string;
  readonly kind: string;
  readonly cryptographicallyIntact: boolean | 'unknown';
  readonly coversWholeFile: boolean | 'unknown';
  readonly modificationsAfter: string;
  readonly level: string;
};

type Expectation = {
  readonly file: string;
  readonly signatures: number | 'unknown';
  readonly class: 'attack-must-be-flagged' | 'benign-must-pass' | 'conformance';
  readonly perSignature: readonly ExpectedSignature[];
};

type Property = 'signatures' | 'kind' | 'intact' | 'coversWholeFile' | 'modifications' | 'level' | 'class';

const PROPERTIES: readonly Property[] = [
  'signatures',
  'kind',
  'intact',
  'coversWholeFile',
  'modifications',
  'level',
  'class',
];
const GOAL = 0.98;

type Difference = {
  readonly property: Property;
  readonly where: string;
  readonly got: unknown;
  readonly want: unknown;
  readonly why: string;
};

const directory = process.argv[2];
if (directory === undefined) {
  process.stderr.write('usage: npm run conformance -- DIR (with expectations.json and files/)\n');
  process.exit(64);
}

const expectations = JSON.parse(
  await readFile(join(directory, 'expectations.json'), 'utf8'),
) as readonly Expectation[];
const counts = new Map<Property, { agree: number; differ: number; unknown: number }>(
  PROPERTIES.map((property) => [property, { agree: 0, differ: 0, unknown: 0 }]),
);
const differences: Difference[] = [];
const broken: string[] = [];
const started = performance.now();

for (const expected of expectations) {
  const bytes = await readFile(join(directory, 'files', expected.file));
  try {
    compareFile(expected, await validatePdf(bytes));
  } catch (error) {
    broken.push(`crash: ${expected.file}: ${String(error)}`);
  }
}

printTable();
process.exit(broken.length > 0 ? 1 : 0);

function compareFile(expected: Expectation, report: ValidationReport): void {
  const why = report.error === undefined ? '' : `${report.error.code}: ${report.error.detail}`;
  count('signatures', expected.file, report.signatures.length, expected.signatures, why);
  compareClass(expected, report);
  for (const one of expected.perSignature) {
    const where = `${expected.file} [${one.field}]`;
    const got =
      report.signatures.find((signature) => signature.field === one.field) ?? renamed(expected, report);
    const reason = got?.findings.map((finding) => finding.code).join(', ') ?? why;
    count('kind', where, got?.kind, one.kind, reason);
    count('intact', where, got?.intact, one.cryptographicallyIntact, reason);
    count('coversWholeFile', where, got?.coversWholeFile, one.coversWholeFile, reason);
    count('modifications', where, got?.modifications, one.modificationsAfter, reason);
    count(
      'level',
      where,
      got?.level,
      one.level,
      got === undefined ? why : `SubFilter ${got.details.subFilter}, ${reason}`,
    );
    if (one.cryptographicallyIntact === false && got?.intact === true)
      broken.push(`wrong "intact": ${where}`);
    if (
      one.modificationsAfter === 'forbidden' &&
      (got?.modifications === 'none' || got?.modifications === 'permitted')
    )
      broken.push(`forbidden change called ${got.modifications}: ${where}`);
  }
}

/** The only signature of a file is meant even where a later revision has given its field another name. */
function renamed(expected: Expectation, report: ValidationReport): SignatureReport | undefined {
  return expected.perSignature.length === 1 && report.signatures.length === 1
    ? report.signatures[0]
    : undefined;
}

function compareClass(expected: Expectation, report: ValidationReport): void {
  if (expected.class === 'conformance') return;
  const flagged =
    report.error !== undefined ||
    report.signatures.some(
      (one) => !one.intact || one.modifications === 'forbidden' || one.indication === 'TOTAL_FAILED',
    );
  const reason = report.signatures
    .flatMap((one: SignatureReport) => one.findings.map((finding) => finding.code))
    .join(', ');
  count(
    'class',
    expected.file,
    flagged ? 'flagged' : 'passes',
    expected.class === 'attack-must-be-flagged' ? 'flagged' : 'passes',
    reason,
  );
  if (expected.class === 'attack-must-be-flagged' && !flagged)
    broken.push(`attack not flagged: ${expected.file}`);
}

function count(property: Property, where: string, got: unknown, want: unknown, why: string): void {
  const counter = counts.get(property)!;
  if (want === 'unknown') counter.unknown++;
  else if (got === want) counter.agree++;
  else {
    counter.differ++;
    differences.push({ property, where, got, want, why });
  }
}

function printTable(): void {
  const out = (line: string) => void process.stdout.write(`${line}\n`);
  out(`${expectations.length} files in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  out('property          agree  differ  not judged  agreement');
  for (const property of PROPERTIES) {
    const { agree, differ, unknown } = counts.get(property)!;
    const share = agree + differ === 0 ? 1 : agree / (agree + differ);
    const line = [
      property.padEnd(16),
      String(agree).padStart(6),
      String(differ).padStart(7),
      String(unknown).padStart(11),
    ];
    out(`${line.join(' ')}   ${(share * 100).toFixed(1).padStart(6)} %`);
    if (share < GOAL) broken.push(`${property}: less than ${GOAL * 100} %`);
  }
  out('\nstill different:');
  if (differences.length === 0) out('  nothing');
  for (const one of differences)
    out(`  ${one.property}: ${one.where}: got ${String(one.got)}, expected ${String(one.want)} (${one.why})`);
  out('\nbroken promises:');
  if (broken.length === 0) out('  none');
  for (const one of broken) out(`  ${one}`);
}
