import type { ErrorTable } from '../../domain/shared/rejection.ts';

/** Refusals of the use cases themselves. */
export const errors = {
  'app.umgezogen': {
    heading: 'Mappe umgezogen',
    cause: 'Diese Mappe ist am {zeit} nach „{stadt}“ umgezogen und hier nur noch zu lesen.',
    next: 'Bitte eine neue Mappe einrichten („Mit Zentrale verbinden“) und dort weiterarbeiten.',
  },
  'link.andere-stadt': {
    heading: 'Link einer anderen Stadt',
    cause: 'Der Link kommt von der Zentrale einer anderen Stadt; diese Mappe gehört zu „{stadt}“.',
    next: 'Bitte die Mappe der anderen Stadt öffnen und den Link dort in die Suche (Strg+K) einfügen.',
  },
  'link.nicht-sichtbar': {
    heading: 'Nicht oder nicht mehr für Sie sichtbar',
    cause: 'Angemeldet: {person}. Die Zentrale führt keinen solchen Vorgang, den Sie lesen dürfen.',
    next: 'Kam die E-Mail an jemand anderen, bitte dessen Mappe öffnen; sonst ist die Aufgabe erledigt oder vergeben.',
  },
  'link.nicht-abgeglichen': {
    heading: 'Noch nicht auf diesem Gerät',
    cause: 'Der Vorgang ist hier noch nicht angekommen, und die Zentrale ist zur Zeit nicht erreichbar.',
    next: 'Bitte das Netz prüfen oder sich neu anmelden; sobald der Vorgang da ist, öffnet er sich von selbst.',
  },
  'link.einzelplatz': {
    heading: 'Nicht in dieser Mappe',
    cause:
      'Der Link führt zu einem Vorgang, den es in dieser Mappe nicht gibt; sie gehört zu keiner Zentrale.',
    next: 'Bitte die Mappe öffnen, die mit der Zentrale verbunden ist.',
  },
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
    cause: 'Der Inhalt von „{name}“ ist kein PDF.',
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
  'nachweis.nicht-berechtigt': {
    heading: 'Nicht berechtigt',
    cause: 'Den Nachweis eines Vorgangs gibt nur aus, wer diese Rolle hat: {rollen}.',
    next: 'Bitte die Rechnungsprüfung oder die Systemverwaltung um den Nachweis bitten.',
  },
  'nachweis.kein-pruefpunkt': {
    heading: 'Noch kein Prüfpunkt',
    cause:
      'Die Zentrale hat den Verlauf dieser Stadt noch nicht unterschrieben; ohne Prüfpunkt beweist er nichts.',
    next: 'Bitte in einer Viertelstunde noch einmal versuchen; geschieht das öfter, die IT verständigen.',
  },
  'nachweis.kein-zip': {
    heading: 'Kein Nachweispaket',
    cause: '„{name}“ ist keine lesbare ZIP-Datei.',
    next: 'Bitte das Nachweispaket wählen, wie es gespeichert oder übersandt wurde.',
  },
  'nachweis.zu-gross': {
    heading: 'Paket abgewiesen',
    cause: '„{name}“ überschreitet die Grenzen für Größe oder Dauer der Prüfung.',
    next: 'Bitte die Herkunft klären; ein Nachweispaket enthält ein Dokument und seine Prüfdaten, sonst nichts.',
  },
  'nachweis.unvollstaendig': {
    heading: 'Paket unvollständig',
    cause: 'In „{name}“ fehlt „{eintrag}“: Das ist kein vollständiges Nachweispaket.',
    next: 'Bitte das Paket neu anfordern oder aus dem Dokument ein neues erzeugen.',
  },
  'nachweis.veraendert': {
    heading: 'Das Paket wurde verändert',
    cause: 'In „{name}“ stimmt die Prüfsumme von „{eintrag}“ nicht.',
    next: 'Verlassen Sie sich nicht auf dieses Paket. Bitte es neu anfordern.',
  },
  'vertrauen.keine-liste': {
    heading: 'Das ist keine Vertrauensliste',
    cause: '„{datei}“ ist keine unterschriebene Vertrauensliste (ETSI TS 119 612) oder nicht lesbar.',
    next: 'Bitte die XML-Datei der Liste wählen, wie sie die Europäische Kommission oder die Bundesnetzagentur veröffentlicht.',
  },
  'vertrauen.liste-signatur': {
    heading: 'Die Unterschrift der Liste ist nicht bestätigt',
    cause: '„{datei}“ ist nicht mit dem angegebenen Zertifikat unterschrieben oder wurde danach geändert.',
    next: 'Es wurde nichts übernommen. Bitte Liste und Zertifikat neu von der amtlichen Stelle laden und vergleichen.',
  },
  'vertrauen.liste-ohne-anker': {
    heading: 'Womit soll die Liste geprüft werden?',
    cause: 'Es ist kein Zertifikat angegeben, und keine hinterlegte Liste der Listen (LOTL) nennt eines.',
    next: 'Bitte das Zertifikat der Stelle mitgeben, die die Liste unterschreibt, oder zuerst die LOTL hinterlegen.',
  },
  'vertrauen.liste-aelter': {
    heading: 'Eine neuere Liste ist schon da',
    cause: 'Die Liste für {gebiet} trägt die Nummer {nummer}; hinterlegt ist Nummer {vorhanden}.',
    next: 'Es wurde nichts geändert. Bitte die aktuelle Liste laden.',
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
  'signatur.stapel-abgebrochen': {
    heading: 'Stapel abgebrochen',
    cause: 'Sie haben das Zeichnen nach {fertig} von {gesamt} Dokumenten abgebrochen.',
    next: 'Was schon gezeichnet ist, bleibt gültig und gespeichert. Den Rest können Sie jederzeit zeichnen.',
  },
  'signatur.nicht-entstanden': {
    heading: 'Unterschrift nicht entstanden',
    cause: 'Die Prüfung nach dem Unterschreiben findet in „{datei}“ keine neue Unterschrift.',
    next: 'Es wurde nichts gespeichert. Bitte erneut zeichnen; bleibt der Fehler, die Systemverwaltung fragen.',
  },
  'signatur.stufe-ohne-dienst': {
    heading: 'Für diese Stufe fehlt der Zeitstempeldienst',
    cause: 'Die Stufe {stufe} enthält einen Zeitstempel; es ist kein Dienst dafür eingetragen.',
    next: 'Bitte die Adresse eines Zeitstempeldienstes eintragen oder die Stufe B-B wählen.',
  },
  'signatur.zertifikat-gesperrt': {
    heading: 'Das Zertifikat ist gesperrt',
    cause: 'Der Aussteller hat das Zertifikat des Schlüssels oder eines seiner Aussteller zurückgezogen.',
    next: 'Es wurde nichts unterschrieben. Bitte einen Schlüssel mit gültigem Zertifikat wählen.',
  },
  'signatur.zeitstempel-fehlt': {
    heading: 'Der Zeitstempeldienst ist nicht erreichbar',
    cause: 'Vom eingetragenen Zeitstempeldienst kam keine Antwort.',
    next: 'Das Dokument bleibt, wie es ist, und auf der Liste. Bitte mit Netzverbindung noch einmal versuchen.',
  },
  'signatur.sperrauskunft-fehlt': {
    heading: 'Die Sperrauskunft fehlt',
    cause: 'Von einem Aussteller war keine Auskunft zu bekommen, ob sein Zertifikat noch gilt.',
    next: 'Das Dokument bleibt, wie es ist, und auf der Liste. Bitte später noch einmal versuchen.',
  },
  'signatur.keine-sperrauskunft': {
    heading: 'Mehr als B-T ist nicht möglich',
    cause: 'Ein Zertifikat nennt weder Sperrliste noch Auskunftsdienst; Prüfdaten dazu gibt es nicht.',
    next: 'Es ist nichts zu tun: Die Unterschriften tragen schon einen Zeitstempel.',
  },
  'signatur.bild-fehlt': {
    heading: 'Bild der Unterschrift fehlt',
    cause: 'Gewünscht ist das Bild Ihrer Unterschrift; es ist keines hinterlegt.',
    next: 'Bitte unter Einstellungen › Person und Schlüssel ein Bild hinterlegen oder ohne Bild unterschreiben.',
  },
  'signatur.bild-zu-gross': {
    heading: 'Bild zu groß',
    cause:
      '„{name}“ hat {groesse} KB; möglich sind {grenze} KB, denn jedes unterschriebene Dokument trägt es.',
    next: 'Bitte das Bild zuschneiden und kleiner speichern.',
  },
  'signatur.bild-unbrauchbar': {
    heading: 'Bild nicht verwendbar',
    cause:
      '„{name}“ ist kein PNG (ohne Interlacing) und kein JPEG in Farbe oder Grau bis {grenze} Bildpunkte Breite und Höhe.',
    next: 'Bitte das Bild neu als PNG oder JPEG speichern.',
  },
  'signatur.hochstufen-misslungen': {
    heading: 'Hochstufen nicht möglich',
    cause: 'Die ergänzte Fassung von „{datei}“ hat die eigene Prüfung nicht bestanden.',
    next: 'Das Dokument bleibt, wie es ist. Bitte die Unterschriften prüfen und die Systemverwaltung fragen.',
  },
  'signatur.zeitstempel-abgelehnt': {
    heading: 'Zeitstempel abgelehnt',
    cause: 'Der Zeitstempeldienst hat geantwortet, aber keinen brauchbaren Zeitstempel gegeben ({grund}).',
    next: 'Es wurde nichts gespeichert. Bitte die Adresse des Dienstes in den Einstellungen prüfen lassen.',
  },
  'signatur.nicht-moeglich': {
    heading: 'Unterschreiben nicht möglich',
    cause: '{grund}',
    next: 'Es wurde nichts gespeichert. Bitte das Dokument neu erzeugen und erneut zeichnen.',
  },
} as const satisfies ErrorTable;
