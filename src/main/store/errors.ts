import type { ErrorTable } from '../../domain/shared/rejection.ts';

/** Expected failures of the files of a workspace. `{datei}` is a file name without its folder. */
export const errors = {
  'store.keine-mappe': {
    heading: 'Keine Arbeitsmappe gefunden',
    cause: 'Im Ordner fehlt die Datei „{datei}“.',
    next: 'Bitte den Ordner prüfen, eine Sicherung wiederherstellen oder eine neue Arbeitsmappe einrichten.',
  },
  'store.schon-vorhanden': {
    heading: 'Hier liegt schon eine Arbeitsmappe',
    cause: 'Der Ordner enthält bereits die Datei „{datei}“. Sie wird nicht überschrieben.',
    next: 'Bitte die vorhandene Arbeitsmappe öffnen oder einen leeren Ordner wählen.',
  },
  'store.kopf-unlesbar': {
    heading: 'Kopfdatei nicht lesbar',
    cause: 'Die Datei „{datei}“ ist beschädigt oder stammt nicht von Amtsmappe.',
    next: 'Bitte die Datei aus einer Sicherung wiederherstellen. Die Daten wurden nicht verändert.',
  },
  'store.neueres-format': {
    heading: 'Bitte aktualisieren',
    cause:
      'Die Arbeitsmappe wurde mit einer neueren Fassung von Amtsmappe geschrieben (Stand {stand}, bekannt {bekannt}).',
    next: 'Bitte Amtsmappe aktualisieren. Die Daten wurden nicht verändert.',
  },
  'store.kennwort-falsch': {
    heading: 'Kennwort stimmt nicht',
    cause: 'Mit diesem Kennwort lässt sich die Arbeitsmappe nicht öffnen.',
    next: 'Bitte Feststelltaste und Schreibweise prüfen oder den Wiederherstellungsschlüssel verwenden.',
  },
  'store.wiederherstellung-tippfehler': {
    heading: 'Wiederherstellungsschlüssel: Tippfehler',
    cause: 'Die Eingabe ist an dieser Stelle nicht stimmig: {stelle}.',
    next: 'Bitte den ausgedruckten Schlüssel noch einmal Gruppe für Gruppe vergleichen.',
  },
  'store.wiederherstellung-falsch': {
    heading: 'Wiederherstellungsschlüssel passt nicht',
    cause:
      'Der Schlüssel ist in sich stimmig, gehört aber nicht zu dieser Arbeitsmappe oder wurde inzwischen ersetzt.',
    next: 'Bitte den zuletzt ausgedruckten Wiederherstellungsschlüssel verwenden.',
  },
  'store.schluesselspeicher-leer': {
    heading: 'Kein Schlüssel auf diesem Gerät',
    cause: 'Der Schlüsselspeicher des Geräts kennt diese Arbeitsmappe nicht.',
    next: 'Bitte mit dem Kennwort öffnen.',
  },
  'store.fremde-datei': {
    heading: 'Datei gehört nicht zu dieser Arbeitsmappe',
    cause:
      'Die Datei „{datei}“ ist mit einem anderen Schlüssel verschlüsselt oder keine Datenbank von Amtsmappe.',
    next: 'Bitte die richtige Datei zurücklegen oder eine Sicherung wiederherstellen. Es wurde nichts verändert.',
  },
  'store.beschaedigt': {
    heading: 'Arbeitsmappe beschädigt',
    cause: 'Die Datei „{datei}“ enthält Stellen, die sich nicht mehr lesen lassen.',
    next: 'Bitte eine Sicherung wiederherstellen. Die beschädigte Datei bleibt unverändert liegen.',
  },
  'store.abgeschnitten': {
    heading: 'Arbeitsmappe unvollständig',
    cause: 'Die Datei „{datei}“ ist kürzer, als sie sein müsste.',
    next: 'Bitte eine Sicherung wiederherstellen. Die unvollständige Datei bleibt unverändert liegen.',
  },
  'store.schon-offen': {
    heading: 'Arbeitsmappe ist schon geöffnet',
    cause: 'Ein anderes Programmfenster benutzt diese Arbeitsmappe (Prozess {prozess}).',
    next: 'Bitte zum anderen Fenster wechseln oder es schließen.',
  },
  'store.platte-voll': {
    heading: 'Kein Platz mehr',
    cause: 'Auf dem Datenträger ist kein Platz für diese Eingabe. Sie wurde nicht gespeichert.',
    next: 'Bitte Platz schaffen und die Eingabe wiederholen.',
  },
  'store.schreibgeschuetzt': {
    heading: 'Ordner ist schreibgeschützt',
    cause: 'In den Ordner der Arbeitsmappe kann nicht geschrieben werden.',
    next: 'Bitte die Rechte des Ordners prüfen lassen.',
  },
  'store.ein-ausgabe': {
    heading: 'Datenträger antwortet nicht',
    cause: 'Beim Lesen oder Schreiben der Arbeitsmappe ist ein Fehler aufgetreten ({art}).',
    next: 'Bitte Datenträger oder Netzlaufwerk prüfen und Amtsmappe neu starten.',
  },
  'store.umbau-gescheitert': {
    heading: 'Umstellung nicht möglich',
    cause: 'Vor der Umstellung „{schritt}“ ließ sich keine geprüfte Kopie anlegen.',
    next: 'Bitte Platz auf dem Datenträger schaffen und neu starten. Die Daten wurden nicht verändert.',
  },
  'store.gesperrt': {
    heading: 'Arbeitsmappe ist gesperrt',
    cause: 'Dafür muss die Arbeitsmappe geöffnet sein.',
    next: 'Bitte mit dem Kennwort öffnen und den Schritt wiederholen.',
  },
  'store.sicherung-unlesbar': {
    heading: 'Keine Sicherung von Amtsmappe',
    cause: 'Die Datei „{datei}“ ist keine oder eine nicht fertig geschriebene Sicherung.',
    next: 'Bitte eine andere Sicherung wählen. Die Arbeitsmappe wurde nicht verändert.',
  },
  'store.sicherung-beschaedigt': {
    heading: 'Sicherung beschädigt',
    cause: 'In der Datei „{datei}“ stimmt der Teil „{teil}“ nicht.',
    next: 'Bitte eine andere Sicherung wählen. Die Arbeitsmappe wurde nicht verändert.',
  },
  'store.sicherung-ohne-schluessel': {
    heading: 'Schlüssel dieser Sicherung sind abgelaufen',
    cause: 'Für {anzahl} Vorgänge der Sicherung „{datei}“ ist hier kein Schlüssel mehr vorhanden.',
    next: 'Bitte eine neuere Sicherung desselben Bestands danebenlegen oder diese wiederherstellen.',
  },
  'store.sicherung-gestoert': {
    heading: 'Sicherung nicht gelungen',
    cause: 'Während der Sicherung wurde ein Dokument gelöscht.',
    next: 'Bitte die Sicherung noch einmal starten.',
  },
} as const satisfies ErrorTable;
