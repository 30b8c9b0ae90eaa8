import { SCHRITTART_NAMEN, entscheidungenFor } from '../../domain/umlauf/entscheidung.ts';
import { NIVEAU_NAMEN } from '../../domain/umlauf/niveau.ts';
import type { Schrittart } from '../../domain/umlauf/schema.ts';
import type { CodeText } from '../faecher.ts';

const arten = Object.keys(SCHRITTART_NAMEN) as Schrittart[];

/** Codes that stand in the commands of a route, by their field. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  art: {
    ...SCHRITTART_NAMEN,
    pdf: 'Unterschrift im Dokument',
    detached: 'Unterschrift neben dem Dokument',
    ohne: 'ohne Unterschrift',
  },
  entscheidung: Object.fromEntries(arten.flatMap(entscheidungenFor).map((e) => [e.code, e.text])),
  ergebnis: { keine: 'kein Interessenkonflikt', konflikt: 'Interessenkonflikt' },
  lage: { danach: 'Danach', parallel: 'Gleichzeitig' },
  niveau: NIVEAU_NAMEN,
};

/** The same for every Fach whose Vorgänge travel a route. */
export const umlaufCode: CodeText = (feld, wert) => CODES[feld]?.[wert] ?? null;
