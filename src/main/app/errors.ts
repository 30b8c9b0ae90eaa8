import type { ErrorTable } from '../../domain/shared/rejection.ts';

/** Refusals of the use cases themselves. */
export const errors = {
  'app.gesperrt': {
    heading: 'Mappe gesperrt',
    cause: 'Die Mappe ist gesperrt oder noch nicht eingerichtet.',
    next: 'Bitte mit der Passphrase entsperren und den Schritt wiederholen.',
  },
  'app.schon-eingerichtet': {
    heading: 'Schon eingerichtet',
    cause: 'In diesem Ordner liegt bereits eine Mappe.',
    next: 'Bitte die vorhandene Mappe entsperren oder einen anderen Ordner wählen.',
  },
  'app.einrichtung-abgebrochen': {
    heading: 'Einrichtung wurde unterbrochen',
    cause: 'Die Einrichtung dieser Mappe ist nicht zu Ende gekommen; sie enthält noch keine Eintragung.',
    next: 'Bitte die Mappe neu einrichten. Die angefangene liegt im Ordner „alt“.',
  },
  'app.personwechsel-nur-uebung': {
    heading: 'Wechsel nicht möglich',
    cause: 'Die Person lässt sich nur in der Übungsmappe wechseln.',
    next: 'Bitte mit dem eigenen Konto arbeiten; für Abwesenheiten gibt es Vertretungen.',
  },
  'app.name-fehlt': {
    heading: 'Name fehlt',
    cause: 'Eine neue Mappe braucht den Namen der Person, die mit ihr arbeitet.',
    next: 'Bitte Vor- und Nachnamen eintragen.',
  },
  'app.nichts-gefunden': {
    heading: 'Nicht gefunden',
    cause: '{was} ist hier nicht vorhanden oder für Sie nicht sichtbar.',
    next: 'Bitte die Ansicht neu öffnen oder die zuständige Stelle fragen.',
  },
  'dokument.kein-pdf': {
    heading: 'Keine PDF-Datei',
    cause: '„{name}“ ist keine PDF-Datei, auch wenn der Name es nahelegt.',
    next: 'Bitte das Schriftstück als PDF speichern (Datei › Exportieren) und erneut anhängen.',
  },
  'dokument.beschaedigt': {
    heading: 'Datei beschädigt',
    cause: '„{name}“ lässt sich nicht lesen: Die PDF-Datei ist unvollständig oder beschädigt.',
    next: 'Bitte die Datei neu erzeugen oder vom Absender noch einmal anfordern.',
  },
  'dokument.verschluesselt': {
    heading: 'Datei mit Kennwort geschützt',
    cause: '„{name}“ ist verschlüsselt und kann weder geprüft noch unterschrieben werden.',
    next: 'Bitte den Kennwortschutz entfernen und die Datei erneut anhängen.',
  },
  'dokument.verdaechtig': {
    heading: 'Datei abgewiesen',
    cause: '„{name}“ ist so aufgebaut, dass die Prüfung sie nicht in vertretbarer Zeit lesen kann.',
    next: 'Bitte die Datei neu als PDF ausgeben; bei Dateien von außen die IT-Sicherheit fragen.',
  },
  'dokument.zu-gross': {
    heading: 'Datei zu groß',
    cause: '„{name}“ hat {groesse} MB; möglich sind {grenze} MB.',
    next: 'Bitte die Datei teilen oder mit geringerer Auflösung scannen.',
  },
  'dokument.leer': {
    heading: 'Leere Datei',
    cause: '„{name}“ enthält keine Daten.',
    next: 'Bitte prüfen, ob die richtige Datei gewählt wurde.',
  },
  'loeschung.grund-fehlt': {
    heading: 'Grund fehlt',
    cause: 'Eine Löschung wird mit ihrem Grund festgehalten; er ist leer.',
    next: 'Bitte den Grund angeben, etwa „Aufbewahrung abgelaufen“ oder das Aktenzeichen des Antrags.',
  },
  'loeschung.vor-ablauf': {
    heading: 'Aufbewahrung läuft noch',
    cause: 'Der Vorgang ist bis {bis} aufzubewahren ({grund}).',
    next: 'Bitte nach diesem Tag löschen. Muss es früher sein, entscheidet die behördliche Datenschutzbeauftragte.',
  },
  'loeschung.frist-unbekannt': {
    heading: 'Keine Aufbewahrungsfrist bekannt',
    cause:
      'Für diesen Vorgang ({art}) läuft keine Aufbewahrungsfrist: Er ist nicht abgeschlossen, oder für seine Art ist keine Frist hinterlegt.',
    next: 'Bitte den Vorgang zuerst abschließen. Fehlt die Frist, die Zuständigkeit mit Datenschutz und Archiv klären.',
  },
  'loeschung.nur-zentrale': {
    heading: 'Löschen nur in der Zentrale',
    cause: 'Diese Mappe ist mit der Zentrale verbunden; gelöscht wird dort, für alle Geräte zugleich.',
    next: 'Bitte die Löschung bei der Systemverwaltung der Zentrale beantragen.',
  },
  'vertrauen.kein-zertifikat': {
    heading: 'Kein Zertifikat gefunden',
    cause: 'In „{datei}“ steht kein lesbares Zertifikat.',
    next: 'Bitte das Stammzertifikat des Ausstellers als PEM- oder DER-Datei (.pem, .crt, .cer) wählen.',
  },
  'vertrauen.kein-aussteller': {
    heading: 'Das ist kein Aussteller',
    cause:
      'Das Zertifikat „{name}“ gehört einer Person oder einem Gerät und darf keine Zertifikate ausstellen.',
    next: 'Bitte das Zertifikat der Stelle wählen, die es ausgestellt hat. Es wurde nichts übernommen.',
  },
  'signatur.schluessel-fehlt': {
    heading: 'Kein Schlüssel gewählt',
    cause: 'Dieser Schritt wird digital unterschrieben; dazu fehlen Schlüssel und PIN.',
    next: 'Bitte im Dialog einen Schlüssel wählen und die PIN eingeben.',
  },
  'signatur.dokument-geaendert': {
    heading: 'Inzwischen liegt eine andere Fassung vor',
    cause: '„{datei}“ ist nicht mehr die Fassung, die Sie vor sich hatten.',
    next: 'Es wurde nichts unterschrieben. Bitte den Dialog schließen, die neue Fassung lesen und erneut unterschreiben.',
  },
  'signatur.nicht-entstanden': {
    heading: 'Unterschrift nicht entstanden',
    cause: 'Die Prüfung nach dem Unterschreiben findet in „{datei}“ keine neue Unterschrift.',
    next: 'Es wurde nichts gespeichert. Bitte erneut zeichnen; bleibt der Fehler, die Systemverwaltung fragen.',
  },
  'signatur.zeitstempel-abgelehnt': {
    heading: 'Zeitstempel abgelehnt',
    cause: 'Der Zeitstempeldienst hat geantwortet, aber keinen brauchbaren Zeitstempel gegeben ({grund}).',
    next: 'Es wurde nichts gespeichert. Bitte die Adresse des Dienstes in den Einstellungen prüfen lassen.',
  },
  'signatur.nicht-moeglich': {
    heading: 'Unterschreiben nicht möglich',
    cause: 'Das Dokument lässt an dieser Stelle keine Unterschrift zu ({grund}).',
    next: 'Es wurde nichts gespeichert. Bitte das Dokument neu erzeugen und erneut zeichnen.',
  },
} as const satisfies ErrorTable;
