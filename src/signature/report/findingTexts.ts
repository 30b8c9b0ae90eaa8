// German sentences for findings. Each code has one; the sentence names the object, page, field or certificate.

import type { ChangeCode } from '../validate/revisions/changes.ts';

/** Codes of findings; changes behind the signature have codes of their own. */
export type FindingCode =
  | ChangeCode
  | 'SIGNATURE_NOT_DIRECT'
  | 'DUPLICATE_KEYS'
  | 'NO_CONTENTS'
  | 'BYTE_RANGE'
  | 'BYTE_RANGE_START'
  | 'BYTE_RANGE_OVERLAP'
  | 'BYTE_RANGE_OUTSIDE'
  | 'BYTE_RANGE_GAP'
  | 'SIGNATURE_TYPE'
  | 'SIGNED_PART_UNREADABLE'
  | 'SIGNED_REVISION_BYPASSED'
  | 'SIGNED_PART_TAIL'
  | 'SIGNATURE_MOVED'
  | 'DOCUMENT_DAMAGED'
  | 'NO_CMS'
  | 'NO_SIGNER_CERTIFICATE'
  | 'SEVERAL_SIGNERS'
  | 'CONTENTS_TRAILING'
  | 'ENCAPSULATED_CONTENT'
  | 'CMS_FAULT'
  | 'HASH_MISMATCH'
  | 'SIGNATURE_INVALID'
  | 'ALGORITHM_UNSUPPORTED'
  | 'ALGORITHM_WEAK'
  | 'ALGORITHM_AGING'
  | 'ESS_DIFFERS'
  | 'MODIFICATIONS_UNKNOWN'
  | 'NO_TRUST_ANCHOR'
  | 'CHAIN_BROKEN'
  | 'CERTIFICATE_EXPIRED'
  | 'CERTIFICATE_NOT_YET_VALID'
  | 'CERTIFICATE_REVOKED'
  | 'REVOCATION_UNKNOWN'
  | 'REVOCATION_STALE'
  | 'REVOCATION_NOT_ANNOUNCED'
  | 'REVOKED_LATER'
  | 'TIMESTAMP_INVALID'
  | 'TIMESTAMP_UNTRUSTED';

/** What a finding is about. */
export type FindingSubject = {
  readonly object?: string | undefined;
  readonly page?: number | undefined;
  readonly field?: string | undefined;
  readonly subject?: string | undefined;
  readonly detail?: string | undefined;
  readonly allowed?: boolean | undefined;
};

const SENTENCES: Readonly<Record<FindingCode, string>> = {
  PAGE_CONTENT: 'Der Inhalt einer Seite wurde nach der Signatur geändert',
  PAGE_RESOURCES: 'Bilder oder andere Bestandteile einer Seite wurden nach der Signatur geändert',
  PAGE_FONT: 'Eine Schrift wurde nach der Signatur ausgetauscht oder geändert',
  PAGE_ATTRIBUTE: 'Eigenschaften einer Seite wurden nach der Signatur geändert',
  PAGE_ADDED: 'Nach der Signatur wurde eine Seite eingefügt',
  PAGE_REMOVED: 'Nach der Signatur wurde eine Seite entfernt',
  PAGE_ORDER: 'Die Reihenfolge der Seiten wurde nach der Signatur geändert',
  ACTION: 'Nach der Signatur wurde eine Aktion (z. B. ein Skript) hinzugefügt oder geändert',
  LAYERS: 'Die Sichtbarkeit von Ebenen wurde nach der Signatur geändert',
  ATTACHMENT: 'Eingebettete Dateien wurden nach der Signatur geändert',
  CATALOG: 'Das Dokumentverzeichnis wurde nach der Signatur geändert',
  TRAILER: 'Die Grundangaben der Datei wurden nach der Signatur geändert',
  ENCRYPTION: 'Die Verschlüsselung wurde nach der Signatur geändert',
  FORM: 'Das Formular wurde nach der Signatur umgebaut',
  FIELD_REMOVED: 'Ein Formularfeld wurde nach der Signatur entfernt',
  FIELD_ADDED: 'Ein Formularfeld wurde nach der Signatur hinzugefügt',
  FIELD_CHANGED: 'Ein Formularfeld wurde nach der Signatur verändert',
  FIELD_FILLED: 'Ein Formularfeld wurde nach der Signatur ausgefüllt',
  FIELD_LOCKED: 'Ein gesperrtes Formularfeld wurde nach der Signatur geändert',
  FIELD_APPEARANCE: 'Ein Formularfeld zeigt etwas anderes an, als sein Wert besagt',
  SIGNATURE_CHANGED: 'Die Angaben zu dieser Signatur wurden nachträglich neu geschrieben',
  SIGNATURE_REMOVED: 'Eine Signatur wurde nachträglich entfernt',
  SIGNATURE_ADDED: 'Eine weitere Signatur wurde in einem neuen Feld angebracht',
  SIGNATURE_FILLED: 'Ein vorbereitetes Signaturfeld wurde unterschrieben',
  SIGNATURE_OVERLAY: 'Eine später angebrachte Signatur verdeckt den größten Teil einer Seite',
  TIMESTAMP_ADDED: 'Ein Dokument-Zeitstempel wurde angebracht',
  VALIDATION_DATA: 'Prüfdaten (Zertifikate, Sperrauskünfte) wurden ergänzt',
  ANNOTATION_ADDED: 'Eine Anmerkung wurde nach der Signatur hinzugefügt',
  ANNOTATION_REMOVED: 'Eine Anmerkung wurde nach der Signatur entfernt',
  ANNOTATION_CHANGED: 'Eine Anmerkung wurde nach der Signatur geändert',
  METADATA: 'Angaben zum Dokument (Metadaten) wurden geändert',
  STRUCTURE: 'Die Lesestruktur wurde ergänzt',
  TRAILING_DATA: 'Hinter dem Ende des Dokuments stehen weitere Daten',
  HIDDEN_OBJECT: 'Die Datei enthält ein verborgenes Objekt, das manche Programme anzeigen würden',
  AMBIGUOUS_OBJECT: 'Eine Angabe steht doppelt in der Datei; Programme lesen sie verschieden',
  SIGNATURE_NOT_DIRECT: 'Die Signatur steht nicht als eigenes Objekt in der Datei',
  DUPLICATE_KEYS: 'Eine Angabe der Signatur steht doppelt in der Datei',
  NO_CONTENTS: 'Die Signatur enthält keinen Signaturwert',
  BYTE_RANGE: 'Die Signatur sagt nicht, welchen Teil der Datei sie abdeckt',
  BYTE_RANGE_START: 'Die Signatur deckt den Anfang der Datei nicht ab',
  BYTE_RANGE_OVERLAP: 'Der abgedeckte Bereich der Signatur überschneidet sich selbst',
  BYTE_RANGE_OUTSIDE:
    'Die Signatur deckt mehr ab, als die Datei enthält; die Datei wurde gekürzt oder verändert',
  BYTE_RANGE_GAP: 'Die Signatur lässt mehr aus als nur ihren eigenen Wert',
  SIGNATURE_TYPE: 'Das Signaturfeld enthält etwas anderes als eine Signatur',
  SIGNED_PART_UNREADABLE: 'Der unterschriebene Teil ist für sich kein vollständiges Dokument',
  SIGNED_REVISION_BYPASSED: 'Die Datei führt am unterschriebenen Stand vorbei',
  SIGNED_PART_TAIL: 'Der unterschriebene Teil enthält Daten hinter seinem Ende',
  SIGNATURE_MOVED: 'Die Signatur gehörte im unterschriebenen Stand nicht zu diesem Feld',
  DOCUMENT_DAMAGED: 'Die Datei ist beschädigt; ihr Inhalt lässt sich nur noch erraten',
  NO_CMS: 'Der Signaturwert ist nicht lesbar',
  NO_SIGNER_CERTIFICATE: 'Das Zertifikat der unterzeichnenden Person fehlt',
  SEVERAL_SIGNERS: 'Der Signaturwert enthält mehrere Unterschriften; geprüft wurde die erste',
  CONTENTS_TRAILING: 'Hinter dem Signaturwert stehen weitere Daten',
  ENCAPSULATED_CONTENT: 'Der Signaturwert enthält selbst einen Inhalt',
  CMS_FAULT: 'Der Signaturwert ist fehlerhaft aufgebaut',
  HASH_MISMATCH: 'Der unterschriebene Inhalt wurde verändert: Die Prüfsumme stimmt nicht',
  SIGNATURE_INVALID: 'Der Signaturwert passt nicht zum Zertifikat',
  ALGORITHM_UNSUPPORTED: 'Das Signaturverfahren ist nicht bekannt und kann nicht geprüft werden',
  ALGORITHM_WEAK: 'Ein verwendetes Verfahren gilt nicht mehr als sicher',
  ALGORITHM_AGING: 'Ein verwendetes Verfahren wird bald nicht mehr empfohlen',
  ESS_DIFFERS: 'Die Signatur nennt ein anderes Zertifikat als das mitgelieferte',
  MODIFICATIONS_UNKNOWN: 'Ob nach der Signatur etwas geändert wurde, ließ sich nicht sicher feststellen',
  NO_TRUST_ANCHOR: 'Die ausstellende Stelle gehört nicht zu den vertrauenswürdigen Stellen',
  CHAIN_BROKEN: 'Die Kette der Zertifikate ist nicht zulässig',
  CERTIFICATE_EXPIRED: 'Ein Zertifikat war abgelaufen',
  CERTIFICATE_NOT_YET_VALID: 'Ein Zertifikat war noch nicht gültig',
  CERTIFICATE_REVOKED: 'Ein Zertifikat wurde gesperrt',
  REVOCATION_UNKNOWN: 'Ob ein Zertifikat gesperrt ist, ließ sich nicht feststellen',
  REVOCATION_STALE: 'Die Sperrauskunft einer Zeitstempelstelle stammt aus der Zeit des Zeitstempels',
  REVOCATION_NOT_ANNOUNCED: 'Das Zertifikat nennt keine Stelle für Sperrauskünfte',
  REVOKED_LATER: 'Ein Zertifikat wurde nach der Signatur gesperrt; das schadet ihr nicht',
  TIMESTAMP_INVALID: 'Ein Zeitstempel passt nicht zu dieser Signatur',
  TIMESTAMP_UNTRUSTED: 'Ein Zeitstempel ist in Ordnung, seiner Stelle wird aber nicht vertraut',
};

/** All codes, for tests and documentation. */
export const FINDING_CODES = Object.keys(SENTENCES) as readonly FindingCode[];

/** The sentence of a finding with what it is about. */
export function findingText(code: FindingCode, about: FindingSubject): string {
  const where = [
    about.page === undefined ? undefined : `Seite ${about.page}`,
    about.field === undefined ? undefined : `Feld „${about.field}“`,
    about.object === undefined ? undefined : `Objekt ${about.object}`,
    about.subject,
    about.detail === undefined || about.detail === '' ? undefined : about.detail,
  ].filter((part) => part !== undefined);
  const place = where.length === 0 ? '' : ` (${where.join(', ')})`;
  return `${SENTENCES[code]}${about.allowed === true ? ', das ist zulässig' : ''}${place}.`;
}
