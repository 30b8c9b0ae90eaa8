import type { ErrorTable } from '../../shared/rejection.ts';

/** What can be wrong with a signature, its certificate and the document it stands in. */
export const errors: ErrorTable = {
  'umlauf.aufwertung-andere-fassung': {
    heading: 'Das ist keine Ergänzung dieser Fassung',
    cause: 'Die neue Datei zu „{datei}“ ist nicht die vorliegende Fassung mit angehängten Prüfdaten.',
    next: 'Es wurde nichts geändert. Das Dokument neu öffnen und erneut hochstufen.',
  },
  'umlauf.aufwertung-unterschriften': {
    heading: 'Die Unterschriften stimmen nicht überein',
    cause:
      'Die neue Datei zu „{datei}“ trägt nicht dieselben unversehrten Unterschriften wie die vorliegende.',
    next: 'Es wurde nichts geändert. Das Dokument prüfen; ist es unversehrt, erneut hochstufen.',
  },
  'umlauf.aufwertung-veraltet': {
    heading: 'Inzwischen liegt eine andere Fassung vor',
    cause: '„{datei}“ wurde unterdessen unterschrieben oder ersetzt.',
    next: 'Es ist nichts zu tun; hochgestuft wird die jetzige Fassung, wenn sie es braucht.',
  },
  'umlauf.dokument-geaendert': {
    heading: 'Dokument hat sich geändert',
    cause: '„{datei}“: Ihnen wurde {gezeigt} gezeigt, gültig ist {aktuell}. Nicht gedeckt: {betroffen}.',
    next: 'Die geltende Fassung ansehen und erneut entscheiden.',
  },
  'umlauf.signatur-fehlt': {
    heading: 'Signatur fehlt',
    cause: '„{schritt}“ wird {soll} gezeichnet; die Angabe dazu fehlt oder passt nicht.',
    next: 'Den Schritt über „Zeichnen …“ abschließen.',
  },
  'umlauf.signatur-datei-fehlt': {
    heading: 'Signierte Datei fehlt',
    cause: 'Die signierte Fassung von „{datei}“ ist nicht gespeichert oder nicht geprüft.',
    next: 'Die Übertragung abwarten und erneut senden.',
  },
  'umlauf.signatur-andere-fassung': {
    heading: 'Andere Fassung signiert',
    cause: 'Gezeigt wurde „{datei}“ mit {gezeigt}, die Signatur gehört zu {signiert}.',
    next: 'Die geltende Fassung erneut signieren.',
  },
  'umlauf.signatur-anzahl': {
    heading: 'Nicht genau eine neue Signatur',
    cause: 'In „{datei}“ wurden {anzahl} neue Signaturen gefunden, erwartet wird genau eine.',
    next: 'Die geltende Fassung erneut signieren.',
  },
  'umlauf.signatur-aeltere-verletzt': {
    heading: 'Ältere Signatur wäre verletzt',
    cause: 'In „{datei}“ ist die Signatur von {name} nicht mehr unversehrt.',
    next: 'Diese Datei nicht verwenden; die geltende Fassung erneut signieren.',
  },
  'umlauf.aufzeichnung-abweichend': {
    heading: 'Signiert wurde etwas anderes',
    cause: '{datei} stimmt nicht mit der Entscheidung überein: {was}.',
    next: 'Die Entscheidung erneut treffen und signieren.',
  },
  'umlauf.signatur-ungueltig': {
    heading: 'Signatur ist ungültig',
    cause: 'Die Prüfung von „{datei}“ hat die neue Signatur abgelehnt ({grund}).',
    next: 'Erneut signieren; bleibt es dabei, die Systemverwaltung ansprechen.',
  },
  'umlauf.signatur-unbestimmt': {
    heading: 'Signatur nicht vollständig prüfbar',
    cause: 'Die Signatur von {name} ließ sich nicht abschließend prüfen ({grund}). Regel: {norm}.',
    next: 'Verbindung herstellen und erneut prüfen oder ein anderes Zertifikat verwenden.',
  },
  'umlauf.signatur-andere-person': {
    heading: 'Zertifikat gehört einer anderen Person',
    cause: 'Signiert wurde mit dem Zertifikat „{name}“, das nicht Ihnen gehört.',
    next: 'Mit dem eigenen Zertifikat signieren.',
  },
  'umlauf.signatur-niveau': {
    heading: 'Signaturniveau reicht nicht',
    cause: 'Die Signatur ist „{ist}“, verlangt wird „{soll}“ ({norm}).',
    next: 'Mit einem Zertifikat des verlangten Niveaus signieren.',
  },
  'umlauf.zertifikat-nicht-eingetragen': {
    heading: 'Zertifikat ist nicht eingetragen',
    cause: 'Das Zertifikat „{name}“ ist keiner Person des Hauses zugeordnet.',
    next: 'Das Zertifikat in der Organisation eintragen lassen.',
  },
  'umlauf.zertifikat-abgelaufen': {
    heading: 'Zertifikat ist abgelaufen',
    cause: 'Das Zertifikat „{name}“ war nur bis {bis} gültig.',
    next: 'Ein gültiges Zertifikat verwenden.',
  },
  'umlauf.zertifikat-noch-nicht-gueltig': {
    heading: 'Zertifikat ist noch nicht gültig',
    cause: 'Das Zertifikat „{name}“ gilt erst ab {ab}.',
    next: 'Ein gültiges Zertifikat verwenden; auch die Uhr des Geräts prüfen.',
  },
  'umlauf.zertifikat-gesperrt': {
    heading: 'Zertifikat ist gesperrt',
    cause: 'Der Aussteller hat das Zertifikat „{name}“ widerrufen.',
    next: 'Ein gültiges Zertifikat verwenden und die Systemverwaltung informieren.',
  },
  'umlauf.zertifikat-unbekannter-aussteller': {
    heading: 'Aussteller ist nicht bekannt',
    cause: 'Für das Zertifikat „{name}“ ist kein Vertrauensanker hinterlegt ({norm}).',
    next: 'Ein Zertifikat eines anerkannten Ausstellers verwenden oder den Anker eintragen lassen.',
  },
  'umlauf.zertifikat-status-unbekannt': {
    heading: 'Sperrstatus nicht bekannt',
    cause:
      'Ob das Zertifikat „{name}“ gesperrt ist, ließ sich nicht feststellen. Die Zeichnung bleibt vorläufig.',
    next: 'Verbindung herstellen; die Prüfung wird dann wiederholt.',
  },
};
