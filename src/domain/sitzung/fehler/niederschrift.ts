import { errorText as text, type ErrorTable } from '../../shared/rejection.ts';

/** Minutes, extracts, urgent decisions and their signatures. */
export const errors: ErrorTable = {
  'sitzung.niederschrift-unterzeichnet': text(
    'Niederschrift ist unterzeichnet',
    'Die Niederschrift vom {tag} ist seit {am} unterzeichnet; jede Änderung machte die Unterschriften ungültig.',
    'Eine Berichtigung auf die nächste Tagesordnung setzen und beschließen lassen (§ 52 GO NRW).',
  ),
  'sitzung.niederschrift-zur-unterschrift': text(
    'Niederschrift liegt zur Unterschrift',
    'Während sie zur Unterschrift liegt ({anzahl} geleistet), wird sie nicht geändert.',
    'Mit Begründung wieder öffnen; geleistete Unterschriften gelten dann nicht mehr.',
  ),
  'sitzung.niederschrift-offen': text(
    'Niederschrift ist noch nicht unterzeichnet',
    'Aus der Niederschrift vom {tag} gibt es erst nach den Unterschriften Auszüge.',
    'Die Unterschriften abwarten.',
  ),
  'sitzung.auszug-leer': text(
    'Auszug ohne Punkte',
    'Keiner der gewählten Punkte steht in dieser Niederschrift.',
    'Mindestens einen Punkt wählen.',
  ),
  'sitzung.nur-schriftfuehrung': text(
    'Nur die Schriftführung schreibt',
    'Diese Niederschrift schreibt {person} (§ 52 Abs. 1 GO NRW).',
    'Änderungswünsche an die Schriftführung geben.',
  ),
  'sitzung.nicht-vorgelegt': text(
    'Liegt nicht zur Unterschrift',
    'Das Dokument ist noch nicht zur Unterschrift vorgelegt.',
    'Das Dokument fertigstellen und vorlegen.',
  ),
  'sitzung.doppelte-unterschrift': text(
    'Schon unterschrieben',
    '{person} hat dieses Dokument bereits unterschrieben; nötig ist eine andere Person.',
    'Die zweite Unterschrift von der anderen Person einholen.',
  ),
  'sitzung.nicht-unterschriftsberechtigt': text(
    'Nicht unterschriftsberechtigt',
    '{person} darf hier nicht unterschreiben; berechtigt ist: {berechtigt}.',
    'Die berechtigte Person unterschreiben lassen.',
  ),
  'sitzung.platz-besetzt': text(
    'Diese Unterschrift liegt vor',
    'Als „{rolle}“ ist schon unterschrieben.',
    'Die andere Unterschrift einholen.',
  ),
  'sitzung.unterschriftsregel-fehlt': text(
    'Keine Regel für diese Unterschrift',
    'In den Stammdaten steht nicht, wer hier unterschreibt ({rolle}).',
    'Die Tabelle „Unterschriften im Sitzungsdienst“ ergänzen lassen.',
  ),
  'sitzung.dokument-geaendert': text(
    'Dokument hat sich geändert',
    'Gezeigt wurde {gezeigt}, gültig ist {vorgelegt}.',
    'Das geltende Dokument ansehen und erneut unterschreiben.',
  ),
  'sitzung.signaturniveau': text(
    'Signatur reicht nicht',
    'Verlangt ist „{verlangt}“ ({norm}), diese Signatur ist „{vorhanden}“.',
    'Mit einer Signatur des verlangten Niveaus unterschreiben.',
  ),
  'sitzung.papier-nicht-zugelassen': text(
    'Papierunterschrift nicht zugelassen',
    'Für {person} sieht die Regel keine Papierunterschrift vor ({norm}).',
    'Elektronisch unterschreiben.',
  ),
  'sitzung.nichts-nachzupruefen': text(
    'Nichts nachzuprüfen',
    'Alle Signaturen sind geprüft.',
    'Es ist nichts zu tun.',
  ),
  'sitzung.signaturpruefung-offen': text(
    'Signaturprüfung ist offen',
    'Eine Signatur ließ sich noch nicht abschließend prüfen.',
    'Mit Verbindung erneut prüfen lassen.',
  ),
  'sitzung.dringlichkeit-angaben': text(
    'Angaben nach § 60 GO NRW fehlen',
    'Es fehlt: {angaben}.',
    'Die Angaben ergänzen und dann vorlegen.',
  ),
  'sitzung.anstelle-falsch': text(
    'Anstelle welches Gremiums?',
    '„{gremium}“ ist nicht die Art von Gremium, an dessen Stelle hier entschieden werden soll. Für den Rat ist zuerst der Hauptausschuss zuständig (§ 60 Abs. 1 GO NRW), für einen Ausschuss gilt § 60 Abs. 2.',
    'Das Gremium neu wählen.',
  ),
  'sitzung.dringlichkeit-vorgelegt': text(
    'Entscheidung liegt zur Unterschrift',
    '„{betreff}“ wird nicht mehr geändert.',
    'Verwerfen und neu anlegen, wenn der Text falsch ist.',
  ),
  'sitzung.dringlichkeit-getroffen': text(
    'Entscheidung ist getroffen',
    '„{betreff}“ kann nicht mehr verworfen werden.',
    'Dem Gremium in der nächsten Sitzung zur Genehmigung vorlegen; es kann sie aufheben.',
  ),
  'sitzung.zweite-unterschrift-fehlt': text(
    'Zweite Unterschrift fehlt',
    'Eine Dringlichkeitsentscheidung trifft niemand allein; es fehlt: {rolle} (§ 60 Abs. 1 GO NRW).',
    'Die fehlende Unterschrift einholen.',
  ),
};
