// What people read: one German sentence per signature, with cause and next step.

import { assertNever } from '../result.ts';
import type { PdfRefusal } from '../validate/inspect.ts';
import type { SignatureReport, SubIndication, ValidationReport } from '../validate/types.ts';

/** A verdict for people. `sentence` stands alone; `cause` and `nextStep` explain it. */
export type Explanation = { readonly sentence: string; readonly cause: string; readonly nextStep: string };

/** The sentence for one signature. */
export function explainSignature(report: SignatureReport): Explanation {
  const who = nameOf(report);
  const when = report.signingTime === null ? '' : ` vom ${germanDate(report.signingTime)}`;
  const what =
    report.kind === 'timestamp' ? `Der Zeitstempel von ${who}${when}` : `Die Signatur von ${who}${when}`;
  switch (report.indication) {
    case 'TOTAL_PASSED':
      return {
        sentence: `${what} ist gültig${changesInWords(report)}.`,
        cause: mayBeRevoked(report)
          ? 'Inhalt, Zertifikat und Sperrauskunft sind geprüft und in Ordnung.'
          : 'Inhalt und Zertifikat sind geprüft und in Ordnung. Eine Sperrauskunft gibt es für dieses Zertifikat nicht.',
        nextStep: 'Es ist nichts weiter zu tun.',
      };
    case 'TOTAL_FAILED':
      return { sentence: `${what} ist ungültig.`, ...reasons(report) };
    case 'INDETERMINATE':
      return { sentence: `${what} lässt sich nicht abschließend bestätigen.`, ...reasons(report) };
    default:
      return assertNever(report.indication);
  }
}

/** What no one could revoke was not checked for it; to say so would be untrue. */
const mayBeRevoked = (report: SignatureReport): boolean =>
  !report.findings.some((finding) => finding.code === 'REVOCATION_NOT_ANNOUNCED');

/** The sentence for the whole document. */
export function explainDocument(report: ValidationReport): Explanation {
  if (report.error !== undefined) return explainRefusal(report.error);
  if (report.signatures.length === 0)
    return {
      sentence: 'Das Dokument trägt keine Signatur.',
      cause: 'In der Datei gibt es kein unterschriebenes Signaturfeld.',
      nextStep: 'Wenn eine Unterschrift nötig ist, das Dokument unterschreiben lassen.',
    };
  const worst =
    report.signatures.find((one) => one.indication === report.indication) ?? report.signatures[0]!;
  if (report.indication !== 'TOTAL_PASSED') return explainSignature(worst);
  const count = report.signatures.filter((one) => one.kind === 'signature').length;
  return {
    sentence:
      count === 1
        ? 'Die Signatur des Dokuments ist gültig.'
        : `Alle ${count} Signaturen des Dokuments sind gültig.`,
    cause: report.signatures.every(mayBeRevoked)
      ? 'Inhalt, Zertifikate und Sperrauskünfte sind geprüft und in Ordnung.'
      : 'Inhalt und Zertifikate sind geprüft und in Ordnung. Eine Sperrauskunft gibt es nicht für jedes davon.',
    nextStep: 'Es ist nichts weiter zu tun.',
  };
}

/** Why a file could not be checked at all. */
export function explainRefusal(refusal: PdfRefusal): Explanation {
  switch (refusal.code) {
    case 'notPdf':
      return {
        sentence: 'Die Datei ist kein PDF.',
        cause: 'Am Anfang der Datei fehlt die Kennung eines PDF-Dokuments.',
        nextStep: 'Die richtige Datei auswählen oder den Absender um ein PDF bitten.',
      };
    case 'damaged':
      return {
        sentence: 'Die PDF-Datei ist beschädigt und kann nicht geprüft werden.',
        cause: 'Der Aufbau der Datei ist nicht in Ordnung, etwa nach einer unvollständigen Übertragung.',
        nextStep: 'Die Datei noch einmal übertragen lassen.',
      };
    case 'encrypted':
      return {
        sentence: 'Die PDF-Datei ist verschlüsselt und kann nicht geprüft werden.',
        cause: 'Zum Öffnen ist ein Kennwort nötig, oder das Verfahren ist nicht bekannt.',
        nextStep: 'Das Kennwort eingeben oder den Absender um eine unverschlüsselte Datei bitten.',
      };
    case 'hostile':
      return {
        sentence: 'Die PDF-Datei wurde aus Sicherheitsgründen nicht geprüft.',
        cause: 'Ihr Aufbau überschreitet die Grenzen für Tiefe, Größe oder Dauer der Verarbeitung.',
        nextStep: 'Die Datei nicht öffnen und die Herkunft klären.',
      };
    default:
      return assertNever(refusal.code);
  }
}

function reasons(report: SignatureReport): Omit<Explanation, 'sentence'> {
  if (report.subIndication === 'FORMAT_FAILURE' && report.modifications === 'forbidden')
    return {
      cause: firstFinding(report) ?? 'Das Dokument wurde nach der Signatur in unzulässiger Weise geändert.',
      nextStep:
        'Das Dokument nicht verwenden; die unterschriebene Fassung ansehen und die Person um eine neue Unterschrift bitten.',
    };
  return REASONS[report.subIndication ?? 'FORMAT_FAILURE'];
}

const firstFinding = (report: SignatureReport): string | undefined => report.findings[0]?.text;

const REASONS: Readonly<Record<SubIndication, Omit<Explanation, 'sentence'>>> = {
  FORMAT_FAILURE: {
    cause:
      'Die Signatur ist nicht so aufgebaut, wie es der Standard verlangt, oder deckt das Dokument nicht vollständig ab.',
    nextStep: 'Das Dokument nicht verwenden und den Absender um eine neu unterschriebene Fassung bitten.',
  },
  HASH_FAILURE: {
    cause: 'Der Inhalt des Dokuments wurde nach der Unterschrift verändert.',
    nextStep: 'Das Dokument nicht verwenden und den Absender um das unveränderte Original bitten.',
  },
  SIG_CRYPTO_FAILURE: {
    cause: 'Der Signaturwert passt nicht zum Zertifikat der unterzeichnenden Person.',
    nextStep: 'Das Dokument nicht verwenden und um eine neue Unterschrift bitten.',
  },
  SIG_CONSTRAINTS_FAILURE: {
    cause: 'Ob das Dokument nach der Unterschrift geändert wurde, ließ sich nicht sicher feststellen.',
    nextStep: 'Die unterschriebene Fassung ansehen und mit dem jetzigen Stand vergleichen.',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    cause: 'Das Zertifikat oder eine ausstellende Stelle darf so nicht verwendet werden.',
    nextStep: 'Mit der IT-Sicherheit klären, ob die Signatur anerkannt werden kann.',
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    cause: 'Die Kette der Zertifikate konnte nicht geprüft werden.',
    nextStep: 'Die Prüfung mit Netzverbindung wiederholen.',
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    cause:
      'Das Signaturverfahren ist nicht bekannt oder war schon bei der Unterschrift nicht mehr sicher genug.',
    nextStep: 'Um eine neue Unterschrift mit einem aktuellen Verfahren bitten.',
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    cause: 'Das Signaturverfahren gilt nicht mehr als sicher, und ein Zeitstempel aus früherer Zeit fehlt.',
    nextStep: 'Um eine neue Unterschrift mit einem aktuellen Verfahren bitten.',
  },
  OUT_OF_BOUNDS_NO_POE: {
    cause: 'Das Zertifikat ist abgelaufen, und kein Zeitstempel belegt, dass vorher unterschrieben wurde.',
    nextStep: 'Nachweisen lassen, wann unterschrieben wurde, oder um eine neue Unterschrift bitten.',
  },
  NOT_YET_VALID: {
    cause: 'Das Zertifikat war zum Zeitpunkt der Unterschrift noch nicht gültig.',
    nextStep: 'Datum und Uhrzeit prüfen und um eine neue Unterschrift bitten.',
  },
  REVOKED_NO_POE: {
    cause: 'Das Zertifikat wurde gesperrt, und kein Zeitstempel belegt, dass vorher unterschrieben wurde.',
    nextStep: 'Bei der Person nachfragen und um eine Unterschrift mit gültigem Zertifikat bitten.',
  },
  REVOKED_CA_NO_POE: {
    cause: 'Das Zertifikat einer ausstellenden Stelle wurde gesperrt.',
    nextStep: 'Mit der IT-Sicherheit klären, ob die Signatur anerkannt werden kann.',
  },
  TRY_LATER: {
    cause:
      'Ob das Zertifikat gesperrt ist, ließ sich ohne Verbindung oder aktuelle Sperrauskunft nicht feststellen.',
    nextStep: 'Die Prüfung später oder mit Netzverbindung wiederholen.',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    cause: 'Das Zertifikat der unterzeichnenden Person fehlt oder ist nicht das, das die Signatur nennt.',
    nextStep: 'Um eine neue Unterschrift bitten.',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    cause:
      'Die Signatur ist unversehrt, die ausstellende Stelle gehört aber nicht zu den vertrauenswürdigen Stellen.',
    nextStep:
      'Klären, ob der ausstellenden Stelle vertraut werden soll, und ihr Zertifikat dann in die Vertrauensliste aufnehmen lassen.',
  },
  NO_SIGNATURE: {
    cause: 'In der Datei gibt es kein unterschriebenes Signaturfeld.',
    nextStep: 'Wenn eine Unterschrift nötig ist, das Dokument unterschreiben lassen.',
  },
};

function changesInWords(report: SignatureReport): string {
  if (report.modifications !== 'permitted') return '';
  const kinds = new Set(report.details.changes.map((change) => change.kind));
  const words = [
    kinds.has('signature') || kinds.has('newSignature') ? 'weitere Unterschriften' : undefined,
    kinds.has('form') ? 'ausgefüllte Felder' : undefined,
    kinds.has('annotation') ? 'Anmerkungen' : undefined,
    kinds.has('validation') ? 'Prüfdaten' : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? '' : `; danach kamen nur ${words.join(' und ')} hinzu, das ist zulässig`;
}

/** The common name of the signer, else the whole name. */
export function nameOf(report: SignatureReport): string {
  const common = /(?:^|, )CN=((?:\\.|[^,\\])+)/.exec(report.signer)?.[1]?.replace(/\\(.)/g, '$1');
  return common ?? (report.signer === '' ? 'unbekannt' : report.signer);
}

const BERLIN = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

/** Date and time as people in Germany write them, in their time zone. */
export const germanDate = (iso: string): string => `${BERLIN.format(new Date(iso))} Uhr`;

/** One page of the change list. `page` is undefined for changes of the document as a whole. */
export type PageChanges = {
  readonly page: number | undefined;
  readonly lines: readonly { readonly text: string; readonly allowed: boolean }[];
};

/** What happened after a signature, page by page, forbidden changes first. */
export function changesByPage(
  report: SignatureReport,
  textOf: (change: SignatureReport['details']['changes'][number]) => string,
): readonly PageChanges[] {
  const pages = new Map<number | undefined, { text: string; allowed: boolean }[]>();
  for (const change of report.details.changes) {
    const lines = pages.get(change.page) ?? [];
    pages.set(change.page, lines);
    lines.push({ text: textOf(change), allowed: change.allowed });
  }
  return [...pages]
    .toSorted(([a], [b]) => (a ?? 0) - (b ?? 0))
    .map(([page, lines]) => ({
      page,
      lines: lines.toSorted((a, b) => Number(a.allowed) - Number(b.allowed)),
    }));
}
