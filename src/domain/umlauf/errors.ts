import type { ErrorTable } from '../shared/rejection.ts';

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
