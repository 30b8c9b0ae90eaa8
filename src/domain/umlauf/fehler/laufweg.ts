import type { ErrorTable } from '../../shared/rejection.ts';

/** Route, steps and who may decide them. */
export const errors: ErrorTable = {
  'umlauf.kein-laufweg': {
    heading: 'Kein Laufweg gefunden',
    cause: 'Am {tag} passt keine Regel der Tabelle „{tabelle}“ auf diesen Vorgang.',
    next: 'Angaben prüfen oder die Regeln in den Stammdaten ergänzen lassen.',
  },
  'umlauf.keine-regeln': {
    heading: 'Keine Laufwegregeln in Kraft',
    cause: 'Für den {tag} gibt es keine Fassung der Tabelle „{tabelle}“.',
    next: 'Die Tabelle in den Stammdaten anlegen lassen.',
  },
  'umlauf.niemand-zustaendig': {
    heading: 'Niemand ist zuständig',
    cause: 'Für den Schritt „{schritt}“ (Regel {regel}) hat derzeit niemand die Rolle „{rolle}“.',
    next: 'Die Rolle in der Organisation zuweisen lassen.',
  },
  'umlauf.laufweg-veraltet': {
    heading: 'Der gezeigte Laufweg gilt nicht mehr',
    cause: 'Gezeigt wurde Fassung {gezeigt}, in Kraft ist Fassung {aktuell}; der Laufweg hat sich geändert.',
    next: 'Den neuen Laufweg ansehen und den Umlauf erneut starten. Ihre Angaben sind gespeichert.',
  },
  'umlauf.laeuft-schon': {
    heading: 'Umlauf läuft bereits',
    cause: 'Der Umlauf wurde am {zeit} gestartet.',
    next: 'Den laufenden Umlauf ansehen; für einen neuen zuerst zurückgeben oder zurückziehen.',
  },
  'umlauf.nicht-gestartet': {
    heading: 'Umlauf ist nicht gestartet',
    cause: 'Dieser Vorgang ist noch nicht oder nicht mehr im Umlauf.',
    next: 'Zuerst den Umlauf starten.',
  },
  'umlauf.beendet': {
    heading: 'Vorgang ist abgeschlossen',
    cause: 'Der Umlauf ist seit {zeit} beendet ({wie}); er wird nicht mehr geändert.',
    next: 'Für Weiteres einen neuen Vorgang oder einen weiteren Teil anlegen.',
  },
  'umlauf.angehalten': {
    heading: 'Umlauf ist angehalten',
    cause: '„{schritt}“: {name} hat am {zeit} mit „{entscheidung}“ entschieden.',
    next: 'Zurückgeben an einen Schritt Ihrer Wahl oder den Umlauf zurückziehen.',
  },
  'umlauf.schritt-unbekannt': {
    heading: 'Schritt nicht gefunden',
    cause: 'Diesen Schritt gibt es im Laufweg nicht (mehr).',
    next: 'Die Ansicht aktualisieren und den Schritt erneut wählen.',
  },
  'umlauf.schritt-erledigt': {
    heading: 'Schritt ist schon erledigt',
    cause: '{name} hat „{schritt}“ bereits am {zeit} mit „{entscheidung}“ abgeschlossen.',
    next: 'Es ist nichts zu tun. Soll neu entschieden werden, zuerst an diesen Schritt zurückgeben.',
  },
  'umlauf.schritt-uebersprungen': {
    heading: 'Schritt wurde übersprungen',
    cause: '„{schritt}“ wurde übersprungen: {grund}.',
    next: 'Falls er doch nötig ist, einen weiteren Schritt hinzufügen.',
  },
  'umlauf.reihenfolge': {
    heading: 'Noch nicht an der Reihe',
    cause: 'Vor „{schritt}“ fehlt noch: {fehlt}.',
    next: 'Warten Sie auf die genannten Schritte oder erinnern Sie die Zuständigen.',
  },
  'umlauf.nicht-zustaendig': {
    heading: 'Sie sind für diesen Schritt nicht zuständig',
    cause: '„{schritt}“ liegt bei {adressat}.',
    next: 'Die zuständige Person ansprechen oder eine Vertretung eintragen lassen.',
  },
  'umlauf.vertretung-zeitraum': {
    heading: 'Vertretung gilt heute nicht',
    cause: 'Sie vertreten {name} nur im Zeitraum {zeitraum}.',
    next: 'Die Vertretung verlängern lassen oder die Entscheidung {name} überlassen.',
  },
  'umlauf.vertretung-rpa': {
    heading: 'Vertretung nur aus der eigenen Einheit',
    cause: '„{schritt}“ liegt bei „{einheit}“. Dort vertritt nur, wer selbst dazugehört (§ 101 GO NRW).',
    next: 'Eine Person aus „{einheit}“ einsetzen.',
  },
  'umlauf.vertretung-initiator': {
    heading: 'Eigene Sache',
    cause: 'Sie haben den Vorgang eingereicht und können {name} bei „{schritt}“ nicht vertreten.',
    next: 'Eine andere Vertretung bestimmen.',
  },
  'umlauf.eigene-sache': {
    heading: 'Eigene Sache',
    cause: 'Wer den Vorgang eingereicht hat ({name}), zeichnet ihn nicht selbst: „{schritt}“.',
    next: 'Der Schritt muss von einer anderen Person gezeichnet werden.',
  },
  'umlauf.doppelte-zeichnung': {
    heading: 'Sie haben schon gezeichnet',
    cause: 'Ihre Zeichnung steht bereits bei „{andere}“ ({zeit}). Jeder Schritt braucht eine andere Person.',
    next: 'Den Schritt „{schritt}“ von einer anderen Person oder Vertretung zeichnen lassen.',
  },
  'umlauf.erklaerung-offen': {
    heading: 'Erklärung zu Interessenkonflikten fehlt',
    cause: 'Vor der Entscheidung ist zu erklären, ob ein Interessenkonflikt besteht (§ 6 VgV).',
    next: 'Die Erklärung abgeben und dann zeichnen.',
  },
  'umlauf.interessenkonflikt': {
    heading: 'Interessenkonflikt erklärt',
    cause: '{name} hat am {zeit} einen Interessenkonflikt erklärt und wirkt nicht mit (§ 6 VgV).',
    next: 'Für „{schritt}“ eine andere Person einsetzen: {ersatz}.',
  },
  'umlauf.erklaerung-nach-zeichnung': {
    heading: 'Sie haben schon gezeichnet',
    cause:
      'Ihre Zeichnung bei „{schritt}“ vom {zeit} besteht; ein Konflikt kann sie nicht stillschweigend aufheben.',
    next: 'Den Vorgang an diesen Schritt zurückgeben lassen und den Grund nennen.',
  },
  'umlauf.entscheidung-unbekannt': {
    heading: 'Entscheidung passt nicht zum Schritt',
    cause: '„{schritt}“ kennt nur: {moeglich}.',
    next: 'Eine dieser Entscheidungen wählen.',
  },
  'umlauf.begruendung-fehlt': {
    heading: 'Begründung fehlt',
    cause: '„{was}“ geht nur mit einer Begründung.',
    next: 'Die Begründung eintragen.',
  },
  'umlauf.ziel-ungueltig': {
    heading: 'Dorthin kann nicht zurückgegeben werden',
    cause: '„{schritt}“ ist noch nicht erledigt. Möglich: {moeglich}.',
    next: 'Einen erledigten Schritt oder die einreichende Person wählen.',
  },
  'umlauf.nicht-steuerungsberechtigt': {
    heading: 'Das darf hier nur, wer den Umlauf führt',
    cause: '„{was}“ steht {wer} zu.',
    next: 'Die genannte Stelle bitten.',
  },
  'umlauf.schritt-bleibt': {
    heading: 'Schritt kann nicht entfallen',
    cause: '„{schritt}“ ist Pflicht ({regel}).',
    next: 'Den Schritt durchlaufen; die Regel ändern kann nur, wer die Stammdaten pflegt.',
  },
  'umlauf.gezeichnet-bleibt': {
    heading: 'Gezeichneter Schritt bleibt',
    cause: '{name} hat „{schritt}“ am {zeit} gezeichnet. Eine Zeichnung wird nie entfernt.',
    next: 'Falls neu entschieden werden muss, an diesen Schritt zurückgeben.',
  },
  'umlauf.schritt-besteht': {
    heading: 'Schritt besteht schon',
    cause: 'Dieser Schritt wurde bereits hinzugefügt: „{schritt}“.',
    next: 'Es ist nichts zu tun.',
  },
  'umlauf.schritt-zu-spaet': {
    heading: 'Stelle ist schon durchlaufen',
    cause: 'Nach „{schritt}“ lässt sich nichts mehr einfügen, der Umlauf ist schon weiter.',
    next: 'Den neuen Schritt an einer späteren Stelle einfügen.',
  },
  'umlauf.adressat-leer': {
    heading: 'Niemand angegeben',
    cause: 'Es ist keine Person, Rolle oder Einheit angegeben, oder niemand ist dort im Dienst.',
    next: 'Eine zuständige Person oder Rolle wählen.',
  },
  'umlauf.rueckfrage-unbekannt': {
    heading: 'Rückfrage nicht offen',
    cause: 'Diese Rückfrage gibt es nicht oder sie ist schon beantwortet.',
    next: 'Die Ansicht aktualisieren.',
  },
  'umlauf.rueckfrage-besteht': {
    heading: 'Rückfrage schon gestellt',
    cause: 'Diese Rückfrage wurde bereits am {zeit} gestellt.',
    next: 'Es ist nichts zu tun.',
  },
  'umlauf.schritt-nicht-aktuell': {
    heading: 'Schritt ist nicht an der Reihe',
    cause: '„{schritt}“ wartet gerade nicht auf eine Entscheidung.',
    next: 'Einen Schritt wählen, der gerade an der Reihe ist.',
  },
};
