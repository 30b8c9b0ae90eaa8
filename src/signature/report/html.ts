// The report for people as one page of HTML without anything from outside: for the file and for printing.

import { findingText } from './findingTexts.ts';
import { changesByPage, explainDocument, explainSignature, germanDate } from './texts.ts';
import type { Explanation } from './texts.ts';
import type { SignatureReport, ValidationReport } from '../validate/types.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}.nein{color:#a00}section{border-top:1px solid #888;margin-top:1.5rem}';

/** HTML of the report for a file. */
export function htmlReport(file: string, report: ValidationReport): string {
  return `<!doctype html><html lang="de"><meta charset="utf-8"><title>Prüfbericht ${escape(file)}</title><style>${STYLE}</style>
<h1>Prüfbericht</h1>
<p>Datei: ${escape(file)}<br>SHA-256: <code>${report.sha256}</code><br>Geprüft für: ${germanDate(report.at.toISOString())}</p>
${explained(explainDocument(report), report.indication)}
${report.signatures.map((one, index) => signature(one, index + 1)).join('\n')}
</html>
`;
}

const explained = (text: Explanation, indication: string): string =>
  `<p class="${indication === 'TOTAL_PASSED' ? 'ja' : 'nein'}"><strong>${escape(text.sentence)}</strong></p><p>Grund: ${escape(text.cause)}<br>Nächster Schritt: ${escape(text.nextStep)}</p>`;

function signature(one: SignatureReport, number: number): string {
  const { details } = one;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Feld', one.field],
    ['Unterzeichnet von', one.signer],
    [
      'Zeit',
      one.signingTime === null
        ? 'nicht angegeben'
        : `${germanDate(one.signingTime)} (${one.timeSource === 'timestamp' ? 'Zeitstempel' : 'Angabe der Person'})`,
    ],
    ['Grund', details.reason],
    ['Ort', details.location],
    ['Ergebnis', `${one.indication}${one.subIndication === null ? '' : ` / ${one.subIndication}`}`],
    ['Niveau', one.level],
    ['Verfahren', details.algorithm],
    [
      'Deckt die ganze Datei ab',
      one.coversWholeFile ? 'ja' : `nein (Stand ${details.revision ?? '?'} von ${details.revisions})`,
    ],
  ];
  const table = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<tr><th>${escape(name)}<td>${escape(value!)}</tr>`)
    .join('');
  const changes = changesByPage(one, (change) =>
    findingText(change.code, { ...change, detail: change.path, allowed: change.allowed }),
  )
    .map(
      ({ page, lines }) =>
        `<h4>${page === undefined ? 'Dokument' : `Seite ${page}`}</h4><ul>${lines.map((line) => `<li${line.allowed ? '' : ' class="nein"'}>${escape(line.text)}`).join('')}</ul>`,
    )
    .join('');
  const chain = details.chain
    .map(
      (certificate) =>
        `<li>${escape(certificate.subject)}, gültig bis ${germanDate(certificate.notAfter.toISOString())}`,
    )
    .join('');
  return `<section><h2>${number}. ${one.kind === 'timestamp' ? 'Zeitstempel' : 'Signatur'}</h2>
${explained(explainSignature(one), one.indication)}
<table>${table}</table>
${one.findings.length === 0 ? '' : `<h3>Befunde</h3><ul>${one.findings.map((finding) => `<li>${escape(finding.text)}`).join('')}</ul>`}
${changes === '' ? '' : `<h3>Nach der Signatur</h3>${changes}`}
${chain === '' ? '' : `<h3>Zertifikate</h3><ol>${chain}</ol>`}
</section>`;
}
