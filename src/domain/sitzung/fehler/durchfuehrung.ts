import { errorText as text, type ErrorTable } from '../../shared/rejection.ts';

/** In the session: presence, bias, votes, outcome. */
export const errors: ErrorTable = {
  'sitzung.nicht-geladen': text(
    'Sitzung ist nicht eingeladen',
    'Eröffnet werden kann nur eine eingeladene Sitzung (Stand: {phase}).',
    'Zuerst die Einladung versenden.',
  ),
  'sitzung.nicht-eroeffnet': text(
    'Sitzung läuft nicht',
    'Die Sitzung ist noch nicht eröffnet oder schon beendet.',
    'Die Sitzung eröffnen.',
  ),
  'sitzung.nicht-beendet': text(
    'Sitzung ist nicht beendet',
    'Das geht erst, wenn die Sitzung beendet ist.',
    'Zuerst die Sitzung beenden.',
  ),
  'sitzung.gleiche-person': text(
    'Zwei Aufgaben, eine Person',
    '{rollen} kann nicht dieselbe Person haben.',
    'Eine zweite Person bestimmen.',
  ),
  'sitzung.unfaehig-festgestellt': text(
    'Beschlussunfähigkeit ist festgestellt',
    'Die Beschlussunfähigkeit ist festgestellt; ein jetzt gefasster Beschluss wäre unwirksam (§ 49 Abs. 1 GO NRW).',
    'Die übrigen Punkte vertagen, oder die Beschlussfähigkeit neu feststellen, sobald genug Mitglieder anwesend sind.',
  ),
  'sitzung.quorum-fehlt': text(
    'Zu wenige Mitglieder anwesend',
    'Anwesend sind {anwesend} stimmberechtigte Mitglieder, erforderlich sind {erforderlich} (§ 49 Abs. 1 GO NRW).',
    'Das Gremium gilt als beschlussfähig, solange das Gegenteil nicht festgestellt ist. Die Feststellung kann aufgenommen werden.',
  ),
  'sitzung.ratsmitglieder-ueberwiegen-nicht': text(
    'Ratsmitglieder überwiegen nicht',
    'Anwesend sind {ratsmitglieder} Ratsmitglieder und {sachkundige} sachkundige Bürgerinnen und Bürger (§ 58 Abs. 3 GO NRW).',
    'Vertretungen hinzuziehen oder die Beschlussunfähigkeit feststellen.',
  ),
  'sitzung.schon-anwesend': text(
    'Schon anwesend',
    '{person} ist seit {seit} anwesend.',
    'Es ist nichts zu tun; den Zeitpunkt notfalls berichtigen.',
  ),
  'sitzung.nicht-anwesend': text(
    'Nicht anwesend',
    '{person} ist zu diesem Zeitpunkt nicht als anwesend erfasst.',
    'Zuerst das Kommen erfassen oder den Zeitpunkt berichtigen.',
  ),
  'sitzung.anwesenheit-ueberschneidet': text(
    'Zeiten überschneiden sich',
    'Die Zeiten von {person} überschneiden sich oder enden vor ihrem Beginn.',
    'Kommen und Gehen in die richtige Reihenfolge bringen.',
  ),
  'sitzung.anwesenheit-widerspricht-abstimmung': text(
    'Passt nicht zu einer Abstimmung',
    'Mit dieser Anwesenheit ginge die Abstimmung vom {abstimmung} zu „{top}“ nicht mehr auf.',
    'Zuerst die Abstimmung zurücknehmen und danach richtig erfassen.',
  ),
  'sitzung.vertretung-ohne-mitglied': text(
    'Wen vertritt die Person?',
    '{person} ist stellvertretendes Mitglied.',
    'Das vertretene Mitglied wählen.',
  ),
  'sitzung.vertretung-unzulaessig': text(
    'Vertretung nicht vorgesehen',
    '{person} darf {mitglied} nicht vertreten.',
    'Eine für dieses Mitglied bestellte Vertretung wählen.',
  ),
  'sitzung.vertretener-anwesend': text(
    'Platz ist besetzt',
    '{mitglied} ist selbst anwesend oder schon vertreten; {person} stimmt daher nicht mit.',
    'Ohne Vertretung als Gast erfassen oder zuerst das Gehen des Mitglieds erfassen.',
  ),
  'sitzung.top-schon-offen': text(
    'Punkt ist aufgerufen',
    '„{top}“ wird gerade beraten.',
    'Es ist nichts zu tun.',
  ),
  'sitzung.top-nicht-offen': text(
    'Punkt ist nicht aufgerufen',
    '„{top}“ wird gerade nicht beraten.',
    'Zuerst den Punkt aufrufen.',
  ),
  'sitzung.top-nicht-beraten': text(
    'Punkt ist nicht zur Beratung',
    '„{top}“ ist {ausgang}.',
    'Einen anderen Punkt wählen.',
  ),
  'sitzung.top-ohne-ausgang': text(
    'Ergebnis fehlt',
    'Ohne Ergebnis: {tops}.',
    'Abstimmung, Kenntnisnahme, Absetzung oder Vertagung erfassen.',
  ),
  'sitzung.protokoll-abgeschlossen': text(
    'Protokoll ist abgeschlossen',
    'Die Ergebnisse zu „{top}“ sind weitergegeben und werden nicht mehr geändert.',
    'In der nächsten Sitzung eine Berichtigung beschließen lassen.',
  ),
  'sitzung.befangen-muss-gehen': text(
    'Befangenes Mitglied muss den Raum verlassen',
    'Im nichtöffentlichen Teil darf {person} bei „{top}“ nicht im Raum bleiben (§ 31 Abs. 4 GO NRW).',
    '„Hat den Raum verlassen“ wählen.',
  ),
  'sitzung.schon-befangen': text(
    'Befangenheit schon erfasst',
    '{person} ist bei „{top}“ schon als befangen erfasst.',
    'Es ist nichts zu tun.',
  ),
  'sitzung.nicht-befangen': text(
    'Keine Befangenheit erfasst',
    '{person} ist bei „{top}“ nicht als befangen erfasst.',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.abstimmung-liegt-vor': text(
    'Es ist schon abgestimmt',
    'Zu „{top}“ liegt eine Abstimmung vor; die Änderung ({person}) würde ihr den Boden nehmen.',
    'Zuerst die Abstimmung mit Begründung zurücknehmen.',
  ),
  'sitzung.schon-abgestimmt': text(
    'Schon abgestimmt',
    'Über „{top}“ ist schon beschlossen.',
    'Die Abstimmung zurücknehmen, wenn sie falsch erfasst ist.',
  ),
  'sitzung.abstimmung-doppelt': text(
    'Abstimmung schon erfasst',
    'Diese Abstimmung zu „{top}“ ist bereits eingetragen.',
    'Es ist nichts zu tun.',
  ),
  'sitzung.abstimmung-unbekannt': text(
    'Abstimmung nicht gefunden',
    'Zu „{top}“ gibt es diese Abstimmung nicht (mehr).',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.stimmen-und-anwesenheit': text(
    'Stimmen und Anwesenheit stimmen nicht überein',
    '„{top}“: {rechnung}; stimmberechtigt: {raum}.',
    'Die Stimmen oder die Anwesenheit berichtigen; wer nicht abgestimmt hat, zählt als „nicht beteiligt“.',
  ),
  'sitzung.befangen-mitgestimmt': text(
    'Befangenes Mitglied mitgezählt',
    '{person} ist bei „{top}“ befangen und stimmt nicht mit (§ 31 GO NRW).',
    'Die Stimme entfernen.',
  ),
  'sitzung.abwesend-mitgestimmt': text(
    'Abwesendes Mitglied mitgezählt',
    '{person} ist bei der Abstimmung zu „{top}“ nicht anwesend.',
    'Die Stimme entfernen oder die Anwesenheit berichtigen.',
  ),
  'sitzung.ohne-stimmrecht': text(
    'Ohne Stimmrecht',
    '{person} hat bei „{top}“ kein Stimmrecht.',
    'Die Stimme entfernen.',
  ),
  'sitzung.stimme-doppelt': text(
    'Zwei Stimmen einer Person',
    '{person} ist bei „{top}“ zweimal aufgeführt.',
    'Eine der beiden Stimmen entfernen.',
  ),
  'sitzung.einzelstimmen-fehlen': text(
    'Einzelstimmen gehen nicht auf',
    'Die namentlichen Stimmen zu „{top}“ ergeben nicht das eingetragene Ergebnis.',
    'Jede Stimme einmal eintragen.',
  ),
  'sitzung.geheim-mit-namen': text(
    'Geheime Abstimmung',
    'Zu „{top}“ wurde geheim abgestimmt (§ 50 Abs. 1 GO NRW); wer wie gestimmt hat, darf nirgends stehen.',
    'Nur die Summen eintragen oder namentliche Abstimmung wählen.',
  ),
  'sitzung.beschlusstext-leer': text(
    'Beschlusstext ist leer',
    'Zu „{top}“ fehlt der Wortlaut.',
    'Den Wortlaut eintragen.',
  ),
  'sitzung.kein-beschluss': text(
    'Kein Beschluss',
    'Zu „{top}“ ist kein Beschluss gefasst, der umzusetzen wäre.',
    'Einen anderen Punkt wählen.',
  ),
  'sitzung.erweiterung-ohne-dringlichkeit': text(
    'Äußerste Dringlichkeit nicht begründet',
    '„{titel}“ kann nur aufgenommen werden, wenn die Angelegenheit keinen Aufschub duldet (§ 48 Abs. 1 GO NRW).',
    'Den Grund eintragen und abstimmen lassen.',
  ),
  'sitzung.erweiterung-abgelehnt': text(
    'Aufnahme abgelehnt',
    'Der Punkt ist nicht aufgenommen ({ergebnis}).',
    'Den Antrag im Protokolltext festhalten und den Punkt für die nächste Sitzung vorsehen.',
  ),
};
