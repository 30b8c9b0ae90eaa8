import type { ErrorTable } from '../shared/rejection.ts';

export const errors: ErrorTable = {
  'beschaffung.gibt-es-schon': {
    heading: 'Laufzettel besteht bereits',
    cause: 'Dieser Laufzettel ({nummer}) ist schon angelegt.',
    next: 'Den bestehenden Laufzettel öffnen.',
  },
  'beschaffung.gibt-es-nicht': {
    heading: 'Laufzettel nicht gefunden',
    cause: 'Diesen Laufzettel gibt es nicht oder er ist hier nicht sichtbar.',
    next: 'Die Liste der Laufzettel öffnen.',
  },
  'beschaffung.keine-bedarfsstelle': {
    heading: 'Nicht Ihre Bedarfsstelle',
    cause: 'Laufzettel bearbeiten die Bedarfsstelle selbst und die Zentrale Vergabestelle.',
    next: 'Die eigene Bedarfsstelle wählen oder die Rolle zuweisen lassen.',
  },
  'beschaffung.pflichtangabe': {
    heading: 'Pflichtangabe fehlt',
    cause: 'Es fehlt: {feld}.',
    next: 'Die Angabe ergänzen und erneut versuchen.',
  },
  'beschaffung.schaetzung-fehlt': {
    heading: 'Geschätzter Auftragswert fehlt',
    cause: 'Ohne geschätzten Auftragswert (netto) steht weder Verfahren noch Laufweg fest (§ 3 VgV).',
    next: 'Den Wert ohne Umsatzsteuer mit Methode und Tag der Schätzung eintragen.',
  },
  'beschaffung.schaetzung-brutto': {
    heading: 'Auftragswert ist brutto angegeben',
    cause: '{betrag} ist als Bruttowert angegeben; maßgeblich ist der Wert ohne Umsatzsteuer (§ 3 VgV).',
    next: 'Den Nettowert eintragen; der Bruttowert wird daneben gezeigt.',
  },
  'beschaffung.betrag-negativ': {
    heading: 'Betrag ist negativ',
    cause: '„{feld}“ beträgt {betrag}.',
    next: 'Einen Betrag ab 0,00 € eintragen.',
  },
  'beschaffung.schaetzung-zukunft': {
    heading: 'Tag der Schätzung liegt in der Zukunft',
    cause: 'Als Tag der Schätzung ist der {tag} eingetragen.',
    next: 'Den Tag prüfen.',
  },
  'beschaffung.schaetzung-veraltet': {
    heading: 'Schätzung ist veraltet',
    cause: 'Die Schätzung vom {tag} ist {alter} Tage alt; zulässig sind {hoechstens}.',
    next: 'Den Auftragswert neu schätzen und den Tag eintragen.',
  },
  'beschaffung.lose-summe': {
    heading: 'Lose und Schätzung stimmen nicht überein',
    cause: 'Lose {lose} und Optionen {optionen} ergeben nicht {schaetzung}; Unterschied {unterschied}.',
    next: 'Die Werte der Lose oder den Auftragswert berichtigen.',
  },
  'beschaffung.optionen-summe': {
    heading: 'Optionen sind nicht eingerechnet',
    cause:
      'Die Optionen ergeben {optionen}, der Auftragswert {schaetzung}; er schließt sie ein (§ 3 Abs. 1 VgV).',
    next: 'Den Auftragswert mit allen Optionen schätzen.',
  },
  'beschaffung.stueckelung': {
    heading: 'Ähnliche Aufträge gefunden',
    cause:
      'Mit {aehnliche} zusammen sind es {summe}; „{vergabeart}“ ist nur bis {grenze} zulässig. Ein Auftrag darf nicht aufgeteilt werden, um Vorschriften zu umgehen (§ 3 Abs. 2 VgV).',
    next: 'Zusammen vergeben, ein anderes Verfahren wählen oder begründen, warum es eigene Aufträge sind.',
  },
  'beschaffung.vergabeart-unbekannt': {
    heading: 'Vergabeart nicht bekannt',
    cause: 'Die Vergabeart „{code}“ gibt es in der geltenden Tabelle nicht.',
    next: 'Eine der angebotenen Vergabearten wählen.',
  },
  'beschaffung.vergabeart-unzulaessig': {
    heading: 'Vergabeart ist bei diesem Wert nicht zulässig',
    cause:
      '„{vergabeart}“ gilt für {rahmen}, der Auftragswert ist {wert} netto ({norm}; Fassung {fassung}, gültig ab {ab}).',
    next: 'Zulässig: {erlaubt}.',
  },
  'beschaffung.befugnis-ueberschritten': {
    heading: 'Wertgrenze überschritten',
    cause: '{rolle} zeichnet bis {grenze} netto; der Auftrag hat {wert} ({norm}).',
    next: 'Zuständig ist: {naechste}.',
  },
  'beschaffung.mittel-fehlen': {
    heading: 'Mittelbestätigung fehlt',
    cause: 'Die Kämmerei hat noch keine Mittel bestätigt.',
    next: 'Die Mittelbestätigung einholen.',
  },
  'beschaffung.mittel-zu-niedrig': {
    heading: 'Bestätigte Mittel reichen nicht',
    cause: 'Bestätigt sind {bestaetigt}, gebraucht werden {bedarf} ({wovon}); es fehlen {unterschied}.',
    next: 'Mehr Mittel bestätigen oder den Schritt mit „Mittel nicht bestätigt“ abschließen.',
  },
  'beschaffung.mittel-jahr': {
    heading: 'Anderes Haushaltsjahr',
    cause: 'Bestätigt wird {bestaetigt}, der Laufzettel nennt {laufzettel}.',
    next: 'Das Haushaltsjahr berichtigen oder den Laufzettel zurückgeben.',
  },
  'beschaffung.mittel-konto': {
    heading: 'Andere Haushaltsstelle',
    cause: 'Bestätigt wird „{bestaetigt}“, der Laufzettel nennt „{laufzettel}“.',
    next: 'Das Konto berichtigen oder den Laufzettel zurückgeben.',
  },
  'beschaffung.regeln-fehlen': {
    heading: 'Regeln fehlen',
    cause: 'Für den {tag} ist keine Fassung der Tabelle „{tabelle}“ in Kraft.',
    next: 'Die Tabelle in den Stammdaten anlegen lassen.',
  },
  'beschaffung.vermerk-unvollstaendig': {
    heading: 'Vergabevermerk ist nicht vollständig',
    cause: 'Nach § 8 Abs. 2 VgV fehlt: {nummern}.',
    next: 'Die genannten Punkte ausfüllen oder als nicht zutreffend kennzeichnen.',
  },
  'beschaffung.vermerk-fehlt': {
    heading: 'Vergabevermerk fehlt',
    cause: 'Für den Teil „{teil}“ ist noch kein Vergabevermerk als PDF erzeugt.',
    next: 'Den Vergabevermerk erzeugen; er wird im Umlauf gezeichnet.',
  },
  'beschaffung.vermerk-veraltet': {
    heading: 'Vergabevermerk ist nicht auf dem neuesten Stand',
    cause: '„{datei}“ ist vom {zeit}; danach wurden Angaben geändert.',
    next: 'Den Vergabevermerk neu erzeugen.',
  },
  'beschaffung.datei-fehlt': {
    heading: 'Datei ist noch nicht da',
    cause: '„{datei}“ ist nicht gespeichert oder nicht geprüft.',
    next: 'Die Übertragung abwarten und erneut versuchen.',
  },
  'beschaffung.dokument-besteht': {
    heading: 'Dokument ist schon enthalten',
    cause: '„{datei}“ wurde bereits hinzugefügt ({zeit}).',
    next: 'Es ist nichts zu tun; für eine neue Fassung „Ersetzen“ wählen.',
  },
  'beschaffung.dokument-unbekannt': {
    heading: 'Dokument nicht gefunden',
    cause: 'Dieses Dokument gehört nicht (mehr) zum Laufzettel.',
    next: 'Die Ansicht aktualisieren.',
  },
  'beschaffung.protokoll-nur-abschluss': {
    heading: 'Umlaufprotokoll entsteht beim Abschluss',
    cause: 'Ein Umlaufprotokoll wird nicht von Hand hinzugefügt.',
    next: 'Den Laufzettel abschließen; das Protokoll wird dabei erzeugt.',
  },
  'beschaffung.fassung-veraltet': {
    heading: 'Inzwischen gibt es eine neuere Fassung',
    cause: '„{datei}“: Sie ersetzen {gezeigt}, gültig ist {aktuell}.',
    next: 'Die neue Fassung ansehen und Ihre Änderung darauf wiederholen.',
  },
  'beschaffung.dokument-gezeichnet': {
    heading: 'Dokument ist schon gezeichnet',
    cause: '„{datei}“ ({alt}) würde durch {neu} ersetzt; die Zeichnungen von {betroffen} wären hinfällig.',
    next: 'Zuerst an die einreichende Person zurückgeben; die Zeichnungen bleiben dann als ersetzt sichtbar.',
  },
  'beschaffung.im-umlauf': {
    heading: 'Laufzettel ist im Umlauf',
    cause: 'Seit {seit} liegen Angaben und Dokumente anderen zur Entscheidung vor.',
    next: 'Zum Ändern an die einreichende Person zurückgeben lassen.',
  },
  'beschaffung.abgeschlossen': {
    heading: 'Laufzettel ist {wie}',
    cause: 'Der Laufzettel ist seit {zeit} {wie} und wird nicht mehr geändert.',
    next: 'Für Weiteres einen neuen Laufzettel anlegen.',
  },
  'beschaffung.nicht-fertig': {
    heading: 'Noch nicht vollständig gezeichnet',
    cause: 'Es fehlt noch: {offen}.',
    next: 'Den Umlauf beenden lassen, dann zu den Akten nehmen.',
  },
  'beschaffung.teil-reihenfolge': {
    heading: 'Teil ist noch nicht an der Reihe',
    cause: '„{teil}“ folgt erst, wenn „{offen}“ vollständig gezeichnet ist.',
    next: 'Zuerst den laufenden Teil abschließen.',
  },
  'beschaffung.aufbewahrung': {
    heading: 'Aufbewahrungsfrist läuft noch',
    cause: 'Der Laufzettel ist bis zum {bis} aufzubewahren ({norm}).',
    next: 'Das Löschen ist erst danach möglich.',
  },
  'beschaffung.angebotsfrist-zu-kurz': {
    heading: '{frist} ist zu kurz',
    cause: 'Ende {ende}; mindestens {tage} Tage ab {ab} (der Tag der Absendung zählt nicht, {norm}).',
    next: 'Frühestens der {fruehestens} ist zulässig.',
  },
  'beschaffung.bindefrist-begruendung': {
    heading: 'Lange Bindefrist ohne Begründung',
    cause: '{tage} Tage; über 30 Tage ist eine Begründung nötig (§ 10 VOB/A).',
    next: 'Die Bindefrist kürzen oder begründen.',
  },
  'beschaffung.oeffnung-zu-frueh': {
    heading: 'Angebotsfrist läuft noch',
    cause: 'Angebote bleiben bis {frist} verschlossen (§ 55 VgV).',
    next: 'Die Öffnung danach zu zweit vornehmen.',
  },
  'beschaffung.oeffnung-zweite-person': {
    heading: 'Zweite Person fehlt',
    cause:
      'Angebote werden von mindestens zwei Personen des Auftraggebers gemeinsam geöffnet (§ 55 Abs. 2 VgV).',
    next: 'Eine zweite Person hinzuziehen.',
  },
  'beschaffung.zuschlag-entscheidung-fehlt': {
    heading: 'Entscheidung fehlt',
    cause: 'Vor dem Zuschlag fehlt: {was}.',
    next: 'Die Entscheidung einholen.',
  },
  'beschaffung.zuschlag-entscheidung-negativ': {
    heading: 'Entscheidung steht entgegen',
    cause: '{was} ist nicht positiv ausgefallen.',
    next: 'Die Bedenken ausräumen und erneut entscheiden lassen.',
  },
  'beschaffung.zuschlag-schreiben': {
    heading: 'Noch nicht alle Bieter unterrichtet',
    cause: '{versandt} von {anzahl} Schreiben sind abgesandt (§ 134 GWB).',
    next: 'Alle Schreiben absenden; die Wartefrist beginnt am Tag nach dem letzten.',
  },
  'beschaffung.zuschlag-wartefrist': {
    heading: 'Wartefrist läuft noch',
    cause: 'Die Wartefrist nach § 134 GWB endet mit dem {ende}; ein früherer Vertrag wäre unwirksam.',
    next: 'Der Zuschlag ist frühestens am {fruehestens} möglich.',
  },
  'beschaffung.zuschlag-bindefrist': {
    heading: 'Bindefrist ist abgelaufen',
    cause: 'Die Bieter waren nur bis {ende} gebunden.',
    next: 'Die Zustimmung zur Verlängerung einholen.',
  },
  'beschaffung.zuschlag-zweite-person': {
    heading: 'Zweite Person fehlt',
    cause: 'Über den Zuschlag entscheiden in der Regel mindestens zwei Personen (§ 58 Abs. 5 VgV).',
    next: 'Eine zweite Person entscheiden lassen.',
  },
  'beschaffung.bekanntmachung-kein-eforms': {
    heading: 'Keine eForms-Bekanntmachung',
    cause: '„{datei}“ ist keine Bekanntmachung im Format eForms: {grund}.',
    next: 'Die XML-Datei der Bekanntmachung wählen, wie die Vergabeplattform sie ausgibt.',
  },
  'beschaffung.bekanntmachung-unvollstaendig': {
    heading: 'Bekanntmachung ist unvollständig',
    cause: 'Es fehlt: {fehlt}.',
    next: 'Die Bekanntmachung berichtigen oder den Laufzettel von Hand anlegen. Es wurde nichts übernommen.',
  },
  'beschaffung.bekanntmachung-aenderung': {
    heading: 'Das ist eine Änderungsbekanntmachung',
    cause: 'Sie {wirkung} die Bekanntmachung {geaendert} (Grund: {grund}).',
    next: 'Die ursprüngliche Bekanntmachung einlesen; die Änderung dort vermerken.',
  },
};
