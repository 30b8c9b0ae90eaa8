import type { SignatureInfo } from '../../../contract/document.ts';
import type { SignatureView } from '../../../contract/checking.ts';
import {
  changesByPage,
  explainSignature,
  findingText,
  signedVersion,
  type SignatureReport,
} from '../../../signature/index.ts';

/** Common name of a certificate's subject (RFC 4514), else the whole name. */
export const commonName = (subject: string): string =>
  /(?:^|,\s*)CN=((?:\\.|[^,\\])+)/.exec(subject)?.[1]?.replace(/\\(.)/g, '$1') ?? subject;

/** One signature for the panel beside the document: sentence, cause, next step, and everything behind them. */
export function signatureView(s: SignatureReport, info: SignatureInfo, bytes: Uint8Array): SignatureView {
  const { details } = s;
  const { sentence: satz, cause: ursache, nextStep: naechsterSchritt } = explainSignature(s);
  const stamp = details.timestamps[0];
  return {
    ...info,
    satz,
    ursache,
    naechsterSchritt,
    art: s.kind === 'signature' ? 'unterschrift' : 'zeitstempel',
    stufe: s.level,
    zeitQuelle: s.timeSource === 'timestamp' ? 'zeitstempel' : 'angegeben',
    grund: details.reason ?? null,
    ort: details.location ?? null,
    verfahren: details.algorithm ?? null,
    aussteller: details.certificate ? commonName(details.certificate.issuer) : null,
    kette: details.chain.map((c) => ({ name: commonName(c.subject), bis: c.notAfter.toISOString() })),
    befunde: [
      ...s.findings.map((f) => f.text),
      ...(stamp?.authority ? [`Zeitstempel von ${commonName(stamp.authority)}`] : []),
    ],
    zertifiziert: details.docMdp ?? null,
    platz: details.page !== undefined && details.rect ? { seite: details.page, rahmen: details.rect } : null,
    danach: changesByPage(s, (c) => findingText(c.code, { ...c, detail: c.path, allowed: c.allowed })).map(
      ({ page, lines }) => ({
        seite: page ?? null,
        zeilen: lines.map(({ text, allowed }) => ({ text, erlaubt: allowed })),
      }),
    ),
    vergleichbar: signedVersion(bytes, s) !== undefined,
  };
}
