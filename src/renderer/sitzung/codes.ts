import type { CodeText } from '../faecher.ts';
import { umlaufCode } from '../umlauf/codes.ts';
import { DOKUMENT, FUNKTION, GREMIUMART, NIVEAU, STIMMRECHT } from './gremium/worte.ts';
import {
  ABSTIMMUNGSFORM,
  AUSGANG,
  BERATUNGSROLLE,
  EIGENSCHAFT,
  FESTSTELLUNG,
  FORM,
  GEGENSTAND,
  MEHRHEIT,
  ROLLE,
  STIMME,
  TOPART,
  UMSETZUNG,
  VERHALTEN,
  WEG,
} from './texte.ts';

/** Codes of this Fach by the field they stand in; where two kinds call a field alike, their codes differ. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anstelle: { rat: 'anstelle des Rates', ausschuss: 'anstelle des Ausschusses' },
  antragArt: { antrag: 'Antrag', anfrage: 'Anfrage' },
  art: { ja: 'Ja', keine: 'Keine', ungeprueft: 'nicht geprüft' },
  ausgang: AUSGANG,
  dokument: DOKUMENT,
  eigenschaft: EIGENSCHAFT,
  ergebnis: FESTSTELLUNG,
  form: { ...FORM, ...ABSTIMMUNGSFORM },
  funktion: FUNKTION,
  gegenstand: GEGENSTAND,
  gremiumArt: GREMIUMART,
  mehrheit: MEHRHEIT,
  niveau: NIVEAU,
  richtung: { kommt: 'kommt', geht: 'geht' },
  rolle: { ...BERATUNGSROLLE, ...ROLLE },
  rollen: ROLLE,
  stand: UMSETZUNG,
  stimme: STIMME,
  stimmrecht: STIMMRECHT,
  teil: { oeffentlich: 'öffentlich', nichtoeffentlich: 'nichtöffentlich' },
  topArt: TOPART,
  verhalten: VERHALTEN,
  weg: WEG,
  zaehlung: {
    volleTage: 'volle Tage zwischen Ladung und Sitzung',
    spaetestensAmTag: 'spätestens am n-ten Tag vorher',
  },
};

export const codeText: CodeText = (feld, wert) => CODES[feld]?.[wert] ?? umlaufCode(feld, wert);
