import { VERGABEARTEN, type Vergabearten } from '../../domain/beschaffung/tabellen.ts';
import { PHASEN_NAMEN } from '../../domain/beschaffung/vermerk.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { fassungAm } from '../../domain/stammdaten/tabelle.ts';
import { call } from '../bridge.ts';
import type { CodeText } from '../faecher.ts';
import { umlaufCode } from '../umlauf/codes.ts';
import { DOKUMENTART, LEISTUNGSART } from './texte.ts';

/** Codes of this Fach by the field they stand in. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  art: { ...DOKUMENTART, formular: 'Formular', eforms: 'Bekanntmachung (eForms)' },
  basis: { netto: 'netto', brutto: 'brutto' },
  leistungsart: LEISTUNGSART,
  phase: PHASEN_NAMEN,
};

/** `vergabearten`: the kinds of procedure of the city, by their code. */
export const beschaffungCode =
  (vergabearten: Readonly<Record<string, string>>): CodeText =>
  (feld, wert) =>
    (feld === 'vergabeart' ? vergabearten[wert] : CODES[feld]?.[wert]) ?? umlaufCode(feld, wert);

/** The same with the table in force on a day. */
export async function loadCodes(heute: Tag): Promise<CodeText> {
  const answer = await call('stammdaten.get', { tabelle: VERGABEARTEN });
  const inhalt = answer.ok ? (fassungAm(answer.value, heute)?.inhalt as Vergabearten | undefined) : undefined;
  return beschaffungCode(Object.fromEntries((inhalt?.arten ?? []).map((a) => [a.code, a.bezeichnung])));
}
