import { errorText as text, type ErrorTable } from '../../shared/rejection.ts';

/** Agenda, invitation and notice. */
export const errors: ErrorTable = {
  'sitzung.keine-wiederholung': text(
    'Keine zweite Sitzung möglich',
    'In „{titel}“ dieses Gremiums ist keine Beschlussunfähigkeit festgestellt worden; nur dann genügt in einer zweiten Sitzung jede Zahl von Anwesenden (§ 49 Abs. 2 GO NRW).',
    'Eine gewöhnliche Sitzung anlegen.',
  ),
  'sitzung.ladung-verspaetet': text(
    'Ladungsfrist verstrichen',
    'Letzter Tag der Ladung war der {letzterTag} ({norm}). {verkuerzung}',
    'Den Sitzungstermin verlegen.',
  ),
  'sitzung.ladung-verkuerzt-ohne-grund': text(
    'Verkürzte Ladungsfrist braucht eine Begründung',
    'Die Frist endete am {letzterTag} ({norm}); verkürzt laden dürfen Sie bis {bis}, aber nur in dringenden Fällen.',
    'Den Grund der Dringlichkeit eintragen; er steht in Einladung und Niederschrift.',
  ),
  'sitzung.hybrid-ausgeschlossen': text(
    'Nur als Präsenzsitzung',
    '„{gremium}“ darf nicht hybrid oder digital tagen ({norm}).',
    'Als Form „Präsenz“ wählen.',
  ),
  'sitzung.hybrid-rat': text(
    'Der Rat tagt in Präsenz',
    '„{gremium}“ darf nur in festgestellten Ausnahmefällen hybrid oder digital tagen ({norm}).',
    'Als Form „Präsenz“ wählen. Ist der Ausnahmefall festgestellt, dafür eine Fassung der Tabelle „Hybride und digitale Sitzungen“ anlegen.',
  ),
  'sitzung.bekanntmachung-spaet': text(
    'Spät bekannt gemacht',
    'Zeit, Ort und Tagesordnung waren bis zum {letzterTag} öffentlich bekannt zu machen (§ 48 Abs. 1 GO NRW, {norm}).',
    'Prüfen, ob die Sitzung verlegt werden muss: Beschlüsse können sonst unwirksam sein.',
  ),
  'sitzung.bekanntmachung-fehlt': text(
    'Nicht bekannt gemacht',
    'Zu dieser Sitzung ist keine öffentliche Bekanntmachung festgehalten (§ 48 Abs. 1 GO NRW).',
    'Die Bekanntmachung nachweisen; ohne sie können Beschlüsse unwirksam sein.',
  ),
  'sitzung.nach-ladung': text(
    'Einladung ist schon versandt',
    '{was} lässt sich nach der Einladung nicht mehr ändern.',
    'Die Sitzung absagen und neu einladen oder einen Nachtrag versenden.',
  ),
  'sitzung.schon-eingeladen': text(
    'Schon eingeladen',
    'Die Einladung zu dieser Sitzung ist versandt.',
    'Für weitere Punkte einen Nachtrag versenden.',
  ),
  'sitzung.erst-einladen': text(
    'Noch nicht eingeladen',
    'Bekannt gemacht wird die Tagesordnung, wie sie versandt wurde.',
    'Zuerst die Einladung versenden.',
  ),
  'sitzung.tagesordnung-leer': text(
    'Tagesordnung ist leer',
    'Ohne Tagesordnungspunkte kann nicht eingeladen werden (§ 48 Abs. 1 GO NRW).',
    'Mindestens einen Punkt aufnehmen.',
  ),
  'sitzung.tagesordnung-geschlossen': text(
    'Tagesordnung ist geschlossen',
    'In der Phase „{phase}“ kommen keine Punkte mehr hinzu.',
    'Den Punkt für die nächste Sitzung vorsehen.',
  ),
  'sitzung.empfaenger-fehlt': text(
    'Nicht alle Mitglieder geladen',
    'Es fehlt: {namen}.',
    'Für jedes Mitglied einen Versandweg wählen.',
  ),
  'sitzung.empfaenger-doppelt': text(
    'Empfänger doppelt',
    'Eine Person steht zweimal in der Versandliste.',
    'Den doppelten Eintrag entfernen.',
  ),
  'sitzung.nicht-geladen-person': text(
    'Nicht geladen',
    '{person} steht nicht in der Versandliste.',
    'Die Person in der Versandliste suchen.',
  ),
  'sitzung.schon-zugestellt': text(
    'Zustellung schon nachgewiesen',
    'Für {person} liegt der Nachweis vor.',
    'Es ist nichts zu tun.',
  ),
  'sitzung.kein-nachtrag': text(
    'Kein Nachtrag offen',
    'Seit der Einladung ist kein Punkt hinzugekommen.',
    'Zuerst den Punkt als Nachtrag aufnehmen.',
  ),
  'sitzung.nachtrag-verspaetet': text(
    'Nachtrag kommt zu spät',
    'Letzter Tag der Ladung war der {letzterTag}.',
    'In der Sitzung über die Aufnahme wegen äußerster Dringlichkeit abstimmen lassen (§ 48 Abs. 1 GO NRW).',
  ),
  'sitzung.nachtrag-ohne-grund': text(
    'Grund des Nachtrags fehlt',
    '„{titel}“ kommt nach der Einladung hinzu.',
    'Den Grund eintragen; der Punkt geht mit einem Nachtrag hinaus.',
  ),
  'sitzung.top-unbekannt': text(
    'Punkt nicht gefunden',
    'Den Punkt {top} gibt es auf dieser Tagesordnung nicht.',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.top-doppelt': text(
    'Schon auf der Tagesordnung',
    '„{titel}“ steht bereits auf der Tagesordnung.',
    'Den vorhandenen Punkt verschieben.',
  ),
  'sitzung.falscher-teil': text(
    'Anderer Teil der Sitzung',
    '„{titel}“ kann nicht zwischen öffentlichem und nichtöffentlichem Teil verschoben werden.',
    'Den Punkt entfernen und im anderen Teil neu aufnehmen.',
  ),
  'sitzung.im-anderen-teil': text(
    'Gehört in den anderen Teil',
    '„{titel}“ wird dort geändert, wo der Punkt geführt wird.',
    'Den Punkt im nichtöffentlichen Teil bearbeiten.',
  ),
  'sitzung.nur-absetzen': text(
    'Punkt kann nur abgesetzt werden',
    '„{titel}“ ist schon bekannt gemacht.',
    'Den Punkt in der Sitzung absetzen oder vertagen.',
  ),
  'sitzung.titel-nicht-neutral': text(
    'Öffentlicher Titel ist nicht neutral',
    '„{titel}“ verrät {fund}.',
    'Einen Titel wählen, der den Gegenstand nur der Art nach nennt, etwa „Grundstücksangelegenheit“.',
  ),
  'sitzung.nichtoeffentlich-im-oeffentlichen-teil': text(
    'Nichtöffentliche Vorlage im öffentlichen Teil',
    'Die Vorlage {nummer} ist nichtöffentlich.',
    'Im nichtöffentlichen Teil mit neutralem Titel aufnehmen.',
  ),
  'sitzung.vorlage-nicht-freigegeben': text(
    'Noch nicht freigegeben',
    '{nummer} „{betreff}“ ist noch nicht beratungsreif (Stand: {stand}).',
    'Mitzeichnung abschließen und freigeben lassen.',
  ),
  'sitzung.gremium-nicht-in-beratungsfolge': text(
    'Gremium steht nicht in der Beratungsfolge',
    '{nummer} „{betreff}“ nennt „{gremium}“ nicht oder hat dort schon ein Ergebnis.',
    'Die Beratungsfolge der Vorlage ergänzen.',
  ),
  'sitzung.vorberatung-fehlt': text(
    'Vorberatung steht noch aus',
    '„{top}“: „{gremium}“ hat noch nicht vorberaten.',
    'Prüfen, ob der Punkt vertagt oder ohne Vorberatung entschieden werden soll.',
  ),
  'sitzung.dringlichkeit-ohne-top': text(
    'Dringlichkeitsentscheidung fehlt auf der Tagesordnung',
    'Die Entscheidung {nummer} ist dem Gremium „{gremium}“ in der nächsten Sitzung zur Genehmigung vorzulegen (§ 60 Abs. 1 GO NRW).',
    'Den Punkt aufnehmen, nach der Einladung als Nachtrag.',
  ),
  'sitzung.abgesagt': text(
    'Sitzung ist abgesagt',
    'An einer abgesagten Sitzung wird nichts mehr geändert.',
    'Eine neue Sitzung anlegen.',
  ),
  'sitzung.schon-eroeffnet': text(
    'Sitzung hat schon begonnen',
    'Absagen lässt sich nur eine Sitzung, die noch nicht eröffnet ist.',
    'Die Sitzung beenden und die offenen Punkte vertagen.',
  ),
};
