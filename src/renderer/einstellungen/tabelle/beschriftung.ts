import { labelOf } from '../tabelle-text.ts';

/**
 * German names of keys of more than one word: where a noun begins, no rule can tell. A test goes through the
 * schemas of all tables and asks for each of them.
 */
const BESCHRIFTUNG: Readonly<Record<string, string>> = {
  abNettoCent: 'Ab netto',
  aushubMin: 'Aushub (Minuten)',
  baggerMin: 'Bagger (Minuten)',
  beisetzungMin: 'Beisetzung (Minuten)',
  bisNettoCent: 'Bis netto',
  bisTag: 'Bis',
  breiteCm: 'Breite (cm)',
  einheitMin: 'Einheit (Minuten)',
  eineVon: 'Eine von',
  erdwandCm: 'Erdwand (cm)',
  ersterwerbJahre: 'Ersterwerb (Jahre)',
  euSchwellen: 'EU-Schwellenwerte',
  feierMin: 'Feier (Minuten)',
  fristTage: 'Frist (Arbeitstage)',
  fruehestensNorm: 'Norm für „frühestens“',
  fruehestensStunden: 'Frühestens nach (Stunden)',
  geraeteuhrToleranzMin: 'Toleranz der Geräteuhr (Minuten)',
  geschlossenAb: 'Geschlossen ab',
  geschlossenNorm: 'Norm der Schließung',
  gremiumArt: 'Art des Gremiums',
  halleNachMin: 'Halle danach (Minuten)',
  halleVorMin: 'Halle davor (Minuten)',
  haltBeiAblehnung: 'Hält bei Ablehnung an',
  initiatorDarf: 'Auch wer den Umlauf beginnt',
  kolonneMin: 'Kolonne (Minuten)',
  laengeCm: 'Länge (cm)',
  letzterStartMitFeierMin: 'Letzter Beginn mit Feier, vor Schluss (Minuten)',
  letzterStartOhneFeierMin: 'Letzter Beginn ohne Feier, vor Schluss (Minuten)',
  nurMitNutzungsrecht: 'Nur mit Nutzungsrecht',
  nutzbarFuer: 'Nutzbar für',
  ohneBestattungJahre: 'Ohne Bestattung (Jahre)',
  ohneBuergermeister: 'Ohne Stimme der Bürgermeisterin oder des Bürgermeisters',
  ohneTeilnahmewettbewerb: 'Ohne Teilnahmewettbewerb',
  rasterMin: 'Raster (Minuten)',
  ratNurAusnahme: 'Rat nur ausnahmsweise',
  ruhefristJahre: 'Ruhefrist (Jahre)',
  schaetzungMaxAlterTage: 'Höchstalter der Schätzung (Tage)',
  spaetestensNorm: 'Norm für „spätestens“',
  spaetestensTage: 'Spätestens nach (Tagen)',
  tiefeCm: 'Tiefe (cm)',
  unbekannteUhrzeitNorm: 'Norm bei unbekannter Uhrzeit',
  unbestimmtErlaubt: 'Unbestimmt erlaubt',
  urneBeginn: 'Frist der Urne beginnt mit',
  urneBisJahreNachErster: 'Urne bis Jahre nach der ersten',
  urneNorm: 'Norm für Urnen',
  urneWochen: 'Urne spätestens nach (Wochen)',
  verfuellenMin: 'Verfüllen (Minuten)',
  vonTag: 'Von',
  vorOrtVorMin: 'Vor Ort vorher (Minuten)',
  vormerkungSpaetestensVorStartStunden: 'Vormerkung spätestens vor Beginn (Stunden)',
  vormerkungStunden: 'Vormerkung (Stunden)',
  wegAndererFriedhofMin: 'Weg zu anderem Friedhof (Minuten)',
  wegMin: 'Weg (Minuten)',
};

export const beschriftung = (key: string): string => BESCHRIFTUNG[key] ?? labelOf(key);

/** Whether a key needs no name of its own: one word is put in German order by rule. */
export const istBenannt = (key: string): boolean => !/[A-Z]/.test(key) || key in BESCHRIFTUNG;
