import { errorText as text, type ErrorTable } from '../../shared/rejection.ts';

/** Vorlagen, Anträge and Anfragen. */
export const errors: ErrorTable = {
  'sitzung.mitzeichnung-fehlt': text(
    'Mitzeichnung fehlt',
    'Vorlage {nummer}: Die Station „{station}“ hat nicht mitgezeichnet.',
    'Die Mitzeichnung abwarten, erinnern oder die Vorlage zurückgeben.',
  ),
  'sitzung.mitzeichnung-veraltet': text(
    'Mitzeichnung gilt einer älteren Fassung',
    'Vorlage {nummer}: „{station}“ hat Fassung {fassung} gezeichnet. Seitdem geändert: {stelle}.',
    'Die Änderung zeigen und neu mitzeichnen lassen oder die gezeichnete Fassung wiederherstellen.',
  ),
  'sitzung.nicht-mitgezeichnet': text(
    'Mitzeichnung nicht abgeschlossen',
    'Vorlage {nummer} hat die Mitzeichnung noch nicht durchlaufen.',
    'Zuerst die Mitzeichnung abschließen.',
  ),
  'sitzung.vorlage-freigegeben': text(
    'Vorlage ist freigegeben',
    'Vorlage {nummer} wird nach der Freigabe nicht mehr geändert.',
    'Die Vorlage zurückgeben lassen oder eine Tischvorlage einbringen.',
  ),
  'sitzung.vorlage-erledigt': text(
    'Vorlage ist abgeschlossen',
    'Vorlage {nummer} ist erledigt oder zurückgezogen.',
    'Eine neue Vorlage anlegen.',
  ),
  'sitzung.angaben-fehlen': text('Angaben fehlen', 'Es fehlt: {angaben}.', 'Die Angaben ergänzen.'),
  'sitzung.massgebliches-gremium': text(
    'Genau ein Gremium entscheidet',
    'Als maßgeblich sind {anzahl} Gremien eingetragen.',
    'Genau eine Station der Beratungsfolge als maßgeblich kennzeichnen.',
  ),
  'sitzung.beratung-terminiert': text(
    'Beratung ist schon vorgesehen',
    'Für „{gremium}“ ist die Vorlage schon auf einer Tagesordnung oder beraten.',
    'Den Punkt zuerst von der Tagesordnung nehmen.',
  ),
  'sitzung.nummer-fehlt': text(
    'Nummer fehlt',
    'Ohne Nummer kann die Vorlage nicht freigegeben werden.',
    'Die nächste Nummer vergeben lassen.',
  ),
  'sitzung.nummer-vergeben': text(
    'Nummer ist schon vergeben',
    'Diese Vorlage hat die Nummer {nummer}.',
    'Es ist nichts zu tun; Nummern werden nicht geändert.',
  ),
  'sitzung.nummer-doppelt': text(
    'Nummer gibt es schon',
    'Die Nummer {nummer} trägt bereits „{andere}“. Beide Vorgänge bleiben erhalten.',
    'Für diesen Vorgang die nächste freie Nummer vergeben.',
  ),
  'sitzung.ergebnis-ohne-sitzung': text(
    'Sitzung ist nicht abgeschlossen',
    'Das Ergebnis der „{sitzung}“ steht erst fest, wenn ihr Protokoll abgeschlossen ist.',
    'Das Protokoll der Sitzung abschließen; das Ergebnis wird dann übernommen.',
  ),
  'sitzung.antrag-entschieden': text(
    'Darüber ist schon entschieden',
    'Der Antrag hat den Stand „{stand}“.',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.eingang-zukuenftig': text(
    'Datum liegt in der Zukunft',
    'Eingetragen werden kann nur, was schon geschehen ist.',
    'Das Datum berichtigen.',
  ),
};
