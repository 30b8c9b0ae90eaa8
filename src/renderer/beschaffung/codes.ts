import { PHASEN_NAMEN } from '../../domain/beschaffung/vermerk.ts';
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

export const codeText: CodeText = (feld, wert) => CODES[feld]?.[wert] ?? umlaufCode(feld, wert);
