// What people read when signing did not work: heading, cause, next step (German).
import type { SignatureError, SignatureErrorCode } from './errors.ts';
import type { PdfFormatErrorCode } from './pdf/errors.ts';

export type SignatureErrorText = { readonly heading: string; readonly cause: string; readonly next: string };

const again = 'Es wurde nichts unterschrieben. Versuchen Sie es später noch einmal.';

/** `{detail}` is replaced by the detail of the error. */
export const signatureErrorTexts: Readonly<Record<SignatureErrorCode, SignatureErrorText>> = {
  ALGORITHM_REFUSED: {
    heading: 'Das Signaturverfahren ist nicht zugelassen',
    cause: 'Verlangt ist RSA oder ECDSA mit SHA-256 oder stärker; MD5 und SHA-1 sind nicht mehr sicher.',
    next: 'Wählen Sie einen anderen Schlüssel.',
  },
  CERTIFICATE_DAMAGED: {
    heading: 'Das Zertifikat ist nicht lesbar',
    cause: 'Das Zertifikat des Schlüssels oder eines seiner Aussteller ist beschädigt.',
    next: 'Lassen Sie sich Schlüssel und Zertifikat neu ausstellen.',
  },
  CERTIFICATE_REVOKED: {
    heading: 'Das Zertifikat ist gesperrt',
    cause: 'Der Aussteller hat das Zertifikat oder eines seiner Aussteller zurückgezogen.',
    next: 'Unterschreiben Sie mit einem gültigen Zertifikat.',
  },
  CERTIFIED_NO_CHANGES: {
    heading: 'Das Dokument lässt keine weitere Unterschrift zu',
    cause: 'Es ist so zertifiziert oder gesperrt, dass jede weitere Änderung die Zertifizierung bricht.',
    next: 'Bitten Sie den Aussteller um eine Fassung, in der Felder für alle Unterschriften angelegt sind.',
  },
  CERTIFY_NOT_FIRST: {
    heading: 'Das Dokument ist schon unterschrieben',
    cause: 'Zertifizieren kann nur die erste Unterschrift eines Dokuments.',
    next: 'Unterschreiben Sie ohne Zertifizierung, oder beginnen Sie mit der unsignierten Fassung.',
  },
  CONTENTS_TOO_SMALL: {
    heading: 'Die Unterschrift passt nicht in den vorgesehenen Platz',
    cause: 'Signatur, Zertifikate und Zeitstempel sind zusammen größer als der Platz im Dokument ({detail}).',
    next: 'Unterschreiben Sie noch einmal mit mehr Platz (contentsBytes). Es wurde nichts unterschrieben.',
  },
  FIELD_LOCKED: {
    heading: 'Das Unterschriftsfeld ist gesperrt',
    cause: 'Eine frühere Unterschrift hat dieses Feld gesperrt.',
    next: 'Unterschreiben Sie in ein anderes Feld, oder fragen Sie, wer gesperrt hat.',
  },
  FIELD_NAME: {
    heading: 'Der Feldname geht nicht',
    cause: 'Ein Feldname ist leer, doppelt, zu lang oder enthält einen Punkt.',
    next: 'Wählen Sie für jedes neue Unterschriftsfeld einen eigenen Namen ohne Punkt.',
  },
  FIELD_NOT_SIGNATURE: {
    heading: 'Das ist kein Unterschriftsfeld',
    cause: 'Das Dokument hat ein Feld dieses Namens, aber von anderer Art.',
    next: 'Wählen Sie ein Unterschriftsfeld oder einen neuen Namen.',
  },
  FIELD_REQUIRED: {
    heading: 'Das Dokument erlaubt kein neues Unterschriftsfeld',
    cause: 'Es ist zertifiziert oder gesperrt: Unterschrieben werden darf nur noch in vorhandene Felder.',
    next: 'Wählen Sie ein vorhandenes leeres Feld. Gibt es keines, bitten Sie den Aussteller um eine neue Fassung.',
  },
  FIELD_SIGNED: {
    heading: 'Das Feld ist schon unterschrieben',
    cause: 'In diesem Feld steht bereits eine Unterschrift.',
    next: 'Wählen Sie ein anderes Feld oder einen neuen Namen.',
  },
  FONT_GLYPH: {
    heading: 'Ein Zeichen lässt sich nicht darstellen',
    cause: 'Die Schrift der sichtbaren Unterschrift kennt das Zeichen {detail} nicht.',
    next: 'Schreiben Sie den Text ohne dieses Zeichen, oder wählen Sie eine andere Schrift.',
  },
  LEVEL_SOURCES: {
    heading: 'Für diese Stufe fehlt der Zeitstempeldienst',
    cause: 'Ab B-T gehört ein Zeitstempel zur Unterschrift; es ist kein Dienst angegeben.',
    next: 'Geben Sie einen Zeitstempeldienst an, oder unterschreiben Sie auf Stufe B-B.',
  },
  NOTHING_SIGNED: {
    heading: 'Im Dokument ist keine Unterschrift',
    cause: 'Aufwerten lässt sich nur, was unterschrieben ist.',
    next: 'Unterschreiben Sie das Dokument zuerst.',
  },
  PAGE_MISSING: {
    heading: 'Diese Seite gibt es nicht',
    cause: 'Die sichtbare Unterschrift soll auf eine Seite, die das Dokument nicht hat ({detail}).',
    next: 'Wählen Sie eine vorhandene Seite; die erste ist 1.',
  },
  PDF: {
    heading: 'Die PDF-Datei lässt sich nicht unterschreiben',
    cause: 'Die Datei ist beschädigt oder ungewöhnlich aufgebaut ({detail}).',
    next: 'Öffnen Sie die Datei im Programm, aus dem sie stammt, und speichern Sie sie neu als PDF.',
  },
  PICTURE: {
    heading: 'Das Bild ist nicht verwendbar',
    cause: 'Für die sichtbare Unterschrift gehen PNG (ohne Interlacing) und JPEG in RGB oder Grau.',
    next: 'Speichern Sie das Bild neu als PNG oder JPEG.',
  },
  RECTANGLE: {
    heading: 'Der Rahmen der Unterschrift ist leer',
    cause: 'Breite und Höhe müssen größer als null sein.',
    next: 'Ziehen Sie den Rahmen noch einmal auf.',
  },
  REVOCATION_NOT_OFFERED: {
    heading: 'Zu diesem Zertifikat gibt es keine Sperrauskunft',
    cause:
      'Ein Zertifikat nennt weder Sperrliste noch Auskunftsdienst; Stufen über B-T sind damit nicht möglich.',
    next: 'Unterschreiben Sie auf Stufe B-T, oder mit dem Zertifikat eines anderen Ausstellers.',
  },
  REVOCATION_UNAVAILABLE: {
    heading: 'Die Sperrauskunft fehlt',
    cause: 'Zu einem Zertifikat war keine Auskunft zu bekommen, ob es gesperrt ist ({detail}).',
    next: `${again} Auf Stufe B-T geht es auch ohne Sperrauskunft.`,
  },
  SIGNER: {
    heading: 'Der Schlüssel hat nicht unterschrieben',
    cause: 'Karte, Schlüsseldatei oder Dienst haben abgelehnt ({detail}).',
    next: 'Beheben Sie die Ursache und unterschreiben Sie noch einmal.',
  },
  TIMESTAMP_REFUSED: {
    heading: 'Der Zeitstempeldienst hat abgelehnt',
    cause: 'Die Antwort des Dienstes ist kein Zeitstempel für dieses Dokument ({detail}).',
    next: again,
  },
  TIMESTAMP_UNAVAILABLE: {
    heading: 'Der Zeitstempeldienst ist nicht erreichbar',
    cause: 'Es kam keine Antwort vom Dienst ({detail}).',
    next: `${again} Ohne Netz können Sie auf Stufe B-B unterschreiben und später aufwerten.`,
  },
  XFA: {
    heading: 'Dynamische Formulare (XFA) lassen sich nicht unterschreiben',
    cause:
      'Der sichtbare Inhalt eines XFA-Formulars entsteht erst beim Öffnen; eine Unterschrift würde ihn nicht decken.',
    next: 'Drucken Sie das Formular in eine neue PDF-Datei und unterschreiben Sie diese.',
  },
};

/** Where the parser's own code says more than "damaged". */
const pdfTexts: Partial<Readonly<Record<PdfFormatErrorCode, SignatureErrorText>>> = {
  NO_PDF: {
    heading: 'Das ist keine PDF-Datei',
    cause: 'Der Datei fehlt der Kopf einer PDF-Datei.',
    next: 'Wählen Sie eine PDF-Datei.',
  },
  PASSWORD_REQUIRED: {
    heading: 'Die PDF-Datei ist verschlüsselt',
    cause: 'Ohne Passwort lässt sie sich nicht öffnen.',
    next: 'Geben Sie das Passwort der Datei an.',
  },
  PASSWORD_WRONG: {
    heading: 'Das Passwort der PDF-Datei stimmt nicht',
    cause: 'Die Datei lässt sich mit diesem Passwort nicht öffnen.',
    next: 'Prüfen Sie das Passwort und versuchen Sie es noch einmal.',
  },
  ENCRYPTION: {
    heading: 'Diese Verschlüsselung ist nicht lesbar',
    cause: 'Die Datei ist mit einem Verfahren verschlüsselt, das hier nicht geöffnet werden kann.',
    next: 'Bitten Sie um eine Fassung ohne diese Verschlüsselung.',
  },
  LIMIT: {
    heading: 'Die PDF-Datei ist zu groß oder zu verschachtelt',
    cause: 'Der Aufbau der Datei geht über jedes vernünftige Maß hinaus.',
    next: 'Speichern Sie die Datei im Programm, aus dem sie stammt, neu als PDF.',
  },
};

/** Heading, cause and next step for an error. */
export const explainSignatureError = (error: SignatureError): SignatureErrorText => {
  const text = (error.pdf === undefined ? undefined : pdfTexts[error.pdf]) ?? signatureErrorTexts[error.code];
  const detail = error.detail ?? error.signer?.code ?? '';
  const fill = (s: string) =>
    s.replace(' ({detail})', detail === '' ? '' : ` (${detail})`).replace('{detail}', detail);
  return { heading: fill(text.heading), cause: fill(text.cause), next: fill(text.next) };
};
