import type { ErrorTable } from '../shared/rejection.ts';

/** Everything the cemetery office and its crews can be refused, with the sentence they read. */
export const errors = {
  'bestattung.frueher-als-24h': {
    heading: 'Zu früh für diese Bestattung',
    cause: 'Frühestens {t} (24 h nach Tod). Ausnahme: Genehmigung erfassen.',
    next: 'Einen späteren Termin wählen oder unter „Genehmigungen“ die Anordnung mit zweiter ärztlicher Bescheinigung eintragen.',
  },
  'bestattung.frist-abgelaufen': {
    heading: 'Bestattungsfrist überschritten',
    cause: 'Frist endet {d}. Verlängerung der Ordnungsbehörde fehlt.',
    next: 'Einen Termin bis {d} wählen oder die Verlängerung der Ordnungsbehörde eintragen.',
  },
  'bestattung.sterbezeit-nach': {
    heading: 'Sterbezeit prüfen',
    cause: 'Sterbezeit liegt nach {x}.',
    next: 'Datum und Uhrzeit des Todes mit der Sterbefallanzeige vergleichen.',
  },
  'bestattung.sterbezeit-unbekannt': {
    heading: 'Uhrzeit des Todes unbekannt',
    cause: 'Nur Datum bekannt: 24 h ab Tagesende gerechnet.',
    next: 'Die Uhrzeit nachtragen, sobald sie bekannt ist.',
  },
  'bestattung.einaescherung-unbekannt': {
    heading: 'Tag der Einäscherung fehlt',
    cause: 'Ohne den Tag der Einäscherung kann die Frist von {n} Wochen nicht berechnet werden.',
    next: 'Den Tag der Einäscherung vor der Freigabe nachtragen.',
  },
  'bestattung.einaescherung-unmoeglich': {
    heading: 'Tag der Einäscherung prüfen',
    cause: 'Einäscherung am {d} liegt {x}.',
    next: 'Den Tag mit der Bescheinigung des Krematoriums vergleichen.',
  },
  'bestattung.einaescherung-spaet': {
    heading: 'Einäscherung nach Ablauf der Frist',
    cause: 'Einäscherung am {e}; die Frist endete {d}. Verlängerung der Ordnungsbehörde fehlt.',
    next: 'Die Verlängerung der Ordnungsbehörde eintragen, wenn es eine gibt.',
  },
  'bestattung.genehmigung-ohne-tag': {
    heading: 'Letzter Tag fehlt',
    cause: 'Eine Verlängerung der Frist ohne letzten Tag verlängert nichts.',
    next: 'Den letzten Tag aus dem Bescheid der Ordnungsbehörde eintragen.',
  },
  'bestattung.unterlage-fehlt': {
    heading: 'Unterlagen unvollständig',
    cause: 'Freigabe nicht möglich: {dokument} fehlt.',
    next: 'Die Unterlage beim Bestatter anfordern und als vorliegend eintragen.',
  },
  'bestattung.belegt': {
    heading: 'Termin belegt',
    cause: '{ressource} belegt {von}–{bis} inkl. {n} min Puffer. Nächste: {naechste}',
    next: 'Einen der genannten Termine übernehmen oder unter „Beste Termine“ suchen.',
  },
  'bestattung.ausserhalb-zeiten': {
    heading: 'Zu dieser Zeit nicht möglich',
    cause: '{tag}: {grund}.',
    next: 'Einen Termin innerhalb der Zeiten wählen oder unter „Beste Termine“ suchen.',
  },
  'bestattung.friedhof-geschlossen': {
    heading: 'Friedhof geschlossen',
    cause: 'Nur bestehende Rechte.',
    next: 'Ein Grab mit laufendem Nutzungsrecht wählen oder einen anderen Friedhof vorschlagen.',
  },
  'bestattung.grab-belegt': {
    heading: 'Grab belegt',
    cause: 'Stelle {n} belegt; Ruhefrist bis {d}.',
    next: 'Eine andere Stelle oder ein anderes Grab wählen.',
  },
  'bestattung.grab-gesperrt': {
    heading: 'Grab gesperrt',
    cause: 'Grab {grab} ist gesperrt: {grund}.',
    next: 'Ein anderes Grab wählen oder die Sperre vor Ort klären lassen.',
  },
  'bestattung.grab-unbekannt': {
    heading: 'Grab nicht gefunden',
    cause: 'Grab {grab} steht nicht im Grabverzeichnis.',
    next: 'Über Nutzungsberechtigte oder dort Bestattete suchen.',
  },
  'bestattung.grab-offen': {
    heading: 'Grab noch offen',
    cause: 'Freigabe nicht möglich: Es ist noch kein Grab zugeordnet.',
    next: 'Ein Grab zuordnen und dann freigeben.',
  },
  'bestattung.grab-anderer-friedhof': {
    heading: 'Grab und Friedhof passen nicht zusammen',
    cause: 'Grab {grab} liegt nicht auf dem Friedhof {friedhof}.',
    next: 'Den Friedhof des Termins oder das Grab ändern.',
  },
  'bestattung.urne-zu-spaet': {
    heading: 'Keine weitere Urne',
    cause: 'Weitere Urnen nur bis {d} ({jahre} Jahre nach der ersten Belegung).',
    next: 'Ein anderes Grab wählen.',
  },
  'bestattung.recht-zu-kurz': {
    heading: 'Nutzungsrecht zu kurz',
    cause: 'Nutzungsrecht endet {d}, Ruhefrist {e}: Verlängerung {n} Jahre.',
    next: 'Die Verlängerung um {n} Jahre eintragen und vom Nutzungsberechtigten bestätigen lassen.',
  },
  'bestattung.recht-nicht-verlaengerbar': {
    heading: 'Verlängerung nicht möglich',
    cause: 'Das Nutzungsrecht an {grabart} kann nicht verlängert werden.',
    next: 'Ein anderes Grab wählen.',
  },
  'bestattung.art-nicht-zulaessig': {
    heading: 'Grabart passt nicht',
    cause: '{art} in {grabart} nicht zulässig',
    next: 'Eine zulässige Grabart wählen: {zulaessig}.',
  },
  'bestattung.sarg-zu-gross': {
    heading: 'Sarg zu groß für das Grab',
    cause: 'Sarg {sarg} > Grab {grab}',
    next: 'Ein größeres Grab wählen oder die Maße beim Bestatter nachfragen.',
  },
  'bestattung.doppelfall': {
    heading: 'Vielleicht schon erfasst',
    cause: 'Möglicher Doppelfall: {nr}.',
    next: 'Den genannten Vorgang öffnen und vergleichen; handelt es sich um zwei Personen, den Grund eintragen.',
  },
  'bestattung.uhrzeit-existiert-nicht': {
    heading: 'Diese Uhrzeit gibt es nicht',
    cause: '{uhrzeit} existiert am {d} nicht.',
    next: 'An diesem Tag wird die Uhr um eine Stunde vorgestellt: eine Uhrzeit davor oder danach angeben.',
  },
  'bestattung.stand-veraltet': {
    heading: 'Inzwischen geändert',
    cause: 'Geändert von {x} um {t}: vergleichen',
    next: 'Beide Stände vergleichen und die Änderung auf dem neuen Stand wiederholen.',
  },
  'bestattung.vormerkung-abgelaufen': {
    heading: 'Vormerkung abgelaufen',
    cause: 'Vormerkung abgelaufen.',
    next: 'Den Termin neu vormerken; ist er inzwischen vergeben, unter „Beste Termine“ suchen.',
  },
  'bestattung.falsches-grab': {
    heading: 'Falsches Grab',
    cause: 'Falsches Grab: erwartet {a}, erfasst {b}. Arbeit stoppen.',
    next: 'Nicht weiterarbeiten. Die Friedhofsverwaltung anrufen; erst nach ihrer Freigabe geht es weiter.',
  },
  'bestattung.geraeteuhr': {
    heading: 'Uhr des Geräts prüfen',
    cause: 'Geräteuhr weicht {n} min ab.',
    next: 'Datum und Uhrzeit des Laptops richtigstellen. Gemeldete Zeiten werden entsprechend gekennzeichnet.',
  },
  'bestattung.status': {
    heading: 'In diesem Stand nicht möglich',
    cause: 'Der Vorgang ist „{status}“; dieser Schritt geht nur bei „{erlaubt}“.',
    next: 'Den Vorgang neu öffnen und den nächsten möglichen Schritt wählen.',
  },
  'bestattung.besteht-schon': {
    heading: 'Vorgang besteht schon',
    cause: 'Unter dieser Kennung ist schon ein Vorgang angelegt.',
    next: 'Den bestehenden Vorgang öffnen.',
  },
  'bestattung.gibt-es-nicht': {
    heading: 'Vorgang nicht gefunden',
    cause: 'Den Vorgang, auf den sich dieser Schritt bezieht, gibt es nicht.',
    next: 'Über die Suche öffnen.',
  },
  'bestattung.regelwerk-unbekannt': {
    heading: 'Regeln nicht verfügbar',
    cause: 'Für den {tag} sind Zeiten, Satzung oder Fristen nicht hinterlegt.',
    next: 'Die Stammdaten der Friedhöfe prüfen oder mit dem Server abgleichen.',
  },
  'bestattung.nicht-pruefbar': {
    heading: 'Noch nicht prüfbar',
    cause: 'Belegung oder Grabverzeichnis sind hier nicht bekannt.',
    next: 'Mit dem Server abgleichen und erneut versuchen.',
  },
  'bestattung.mittel-unbekannt': {
    heading: 'Nicht in den Stammdaten',
    cause: '{was} „{id}“ gibt es nicht.',
    next: 'Eine Auswahl aus der Liste treffen.',
  },
  'bestattung.halle-nicht-nutzbar': {
    heading: 'Halle nicht nutzbar',
    cause: '{halle} steht für Bestattungen auf {friedhof} nicht zur Verfügung.',
    next: 'Eine andere Halle wählen oder ohne Trauerfeier planen.',
  },
  'bestattung.bagger-noetig': {
    heading: 'Bagger fehlt',
    cause: 'Für {art} wird ein Bagger gebraucht.',
    next: 'Einen Bagger zuordnen.',
  },
  'bestattung.aushub-zeit': {
    heading: 'Aushub passt nicht',
    cause: 'Der Aushub muss vor der Bestattung fertig sein: Ende {ende}, Bestattung {beginn}.',
    next: 'Den Aushub früher legen, höchstens fünf Tage vorher.',
  },
  'bestattung.termin-vergangen': {
    heading: 'Termin liegt in der Vergangenheit',
    cause: 'Der Termin {t} ist schon vorbei.',
    next: 'Einen künftigen Termin wählen.',
  },
  'bestattung.zweite-person': {
    heading: 'Zweite Person nötig',
    cause: 'Die Grabprüfung braucht zwei verschiedene Personen; {grund}.',
    next: 'Eine zweite Person bestätigt mit ihrer eigenen PIN.',
  },
  'bestattung.pin-fehlt': {
    heading: 'Noch keine PIN',
    cause: 'Auf diesem Gerät ist für diese Person noch keine PIN festgelegt.',
    next: 'Die PIN unter „Kolonnentag“, „PINs“ festlegen; die Person gibt sie selbst ein.',
  },
  'bestattung.pin-falsch': {
    heading: 'PIN stimmt nicht',
    cause: 'Die PIN stimmt nicht. Noch {rest}, dann ist die Eingabe für fünf Minuten gesperrt.',
    next: 'Die PIN noch einmal eingeben; eine vergessene setzt die Friedhofsverwaltung zurück.',
  },
  'bestattung.pin-gesperrt': {
    heading: 'PIN gesperrt',
    cause: 'Nach mehreren falschen PINs ist die Eingabe bis {bis} gesperrt.',
    next: 'Bis dahin warten oder die PIN von der Friedhofsverwaltung zurücksetzen lassen. Die Prüfung bestätigt solange eine andere Person.',
  },
  'bestattung.bericht-unvollstaendig': {
    heading: 'Bericht unvollständig',
    cause: 'Abschluss nicht möglich: {was}.',
    next: 'Mit der Kolonne klären und die Klärung eintragen.',
  },
  'bestattung.nicht-quittiert': {
    heading: 'Nicht quittiert',
    cause: 'Fassung {n} ist von {kolonne} noch nicht quittiert: bitte anrufen ({telefon}).',
    next: 'Die Kolonne anrufen und den Anruf eintragen.',
  },
  'bestattung.fremde-kolonne': {
    heading: 'Auftrag einer anderen Kolonne',
    cause: 'Dieser Auftrag gehört zu {kolonne}.',
    next: 'Die Meldung von dieser Kolonne oder von der Friedhofsverwaltung eintragen lassen.',
  },
  'bestattung.dokument-fehlt': {
    heading: 'Datei fehlt',
    cause: '{was} ist nicht gespeichert.',
    next: 'Die Datei noch einmal auswählen und den Schritt wiederholen.',
  },
  'bestattung.dokument-art': {
    heading: 'Diese Datei passt hier nicht',
    cause: '{was} muss eine Datei der Art {erlaubt} sein.',
    next: 'Ein Foto oder einen Scan in dieser Art auswählen.',
  },
  'bestattung.fassung-unbekannt': {
    heading: 'Diese Fassung gibt es nicht',
    cause: 'Der Termin hat keine Fassung {n}.',
    next: 'Den Vorgang neu öffnen und die gültige Fassung wählen.',
  },
  'bestattung.einfuhr-fehlerhaft': {
    heading: 'Datei nicht übernommen',
    cause: '{n} Zeilen sind fehlerhaft, z. B. Zeile {zeile}, Spalte {spalte}: {ursache}',
    next: 'Die Datei berichtigen und erneut einlesen; es wurde nichts übernommen.',
  },
} as const satisfies ErrorTable;

export type BestattungCode = keyof typeof errors;
