import type { Rejection } from '../../shared/rejection.ts';
import type { Grab } from '../grab.ts';
import type { Friedhof } from '../tabellen/orte.ts';
import { CSV_ENDE, CSV_MARKE, findeTrennzeichen, leseCsv, type Trennzeichen } from '../../shared/csv.ts';
import {
  GRAEBER_CSV_VERSION,
  GRAEBER_SPALTEN,
  leseZeile,
  schreibeZeile,
  type Einfuhrfehler,
} from './grabzeile.ts';

export { GRAEBER_CSV_VERSION, GRAEBER_SPALTEN, type Einfuhrfehler };

/** What the preview shows. Only a file without a single error may be taken over: nothing by halves. */
export interface Einfuhrvorschau {
  readonly zeilen: number;
  readonly gueltig: readonly Grab[];
  readonly fehler: readonly Einfuhrfehler[];
  readonly uebernehmbar: boolean;
  readonly trennzeichen: Trennzeichen;
  /** how many of the valid rows are new to the known keys */
  readonly neu: number;
}

/**
 * Checks a CSV file of graves without changing anything.
 * In: text of the file, the cemeteries, keys already known. Out: valid rows and every error with line, column, cause.
 */
export function pruefeGraeberCsv(
  text: string,
  friedhoefe: readonly Friedhof[],
  vorhanden: ReadonlySet<string> = new Set(),
): Einfuhrvorschau {
  const trenner = findeTrennzeichen(text);
  const vorschau = (anzahl: number, gueltig: readonly Grab[], liste: readonly Einfuhrfehler[]) =>
    baueVorschau(anzahl, gueltig, liste, vorhanden, trenner);
  const { zeilen, offen } = leseCsv(text, trenner);
  const [kopf, ...daten] = zeilen;
  const fehler: Einfuhrfehler[] = [];
  if (offen !== null)
    fehler.push({ zeile: offen, spalte: '', ursache: 'Anführungszeichen wird nicht geschlossen.' });
  const namen = kopf?.zellen.map((z) => z.trim().toLowerCase()) ?? [];
  for (const s of GRAEBER_SPALTEN)
    if (!namen.includes(s)) fehler.push({ zeile: 1, spalte: s, ursache: 'Spalte fehlt.' });
  for (const n of namen)
    if (!(GRAEBER_SPALTEN as readonly string[]).includes(n))
      fehler.push({
        zeile: 1,
        spalte: n,
        ursache: `Unbekannte Spalte (Zuordnung Version ${GRAEBER_CSV_VERSION}).`,
      });
  if (fehler.length > 0) return vorschau(daten.length, [], fehler);

  const gueltig: Grab[] = [];
  const erste = new Map<string, number>();
  for (const zeile of daten) {
    const vorher = fehler.length;
    const grab = leseZeile(zeile, namen, friedhoefe, fehler);
    if (grab === null || fehler.length > vorher) continue;
    const frueher = erste.get(grab.schluessel);
    if (frueher === undefined) {
      erste.set(grab.schluessel, zeile.nr);
      gueltig.push(grab);
    } else fehler.push({ zeile: zeile.nr, spalte: 'grab', ursache: `Grab steht schon in Zeile ${frueher}.` });
  }
  return vorschau(daten.length, gueltig, fehler);
}

/** Why a file is not taken over, with the first bad row as an example; null: it may be. */
export function einfuhrAblehnung(v: Einfuhrvorschau): Rejection | null {
  const erster = v.fehler[0];
  if (!erster) return null;
  const params = {
    n: v.fehler.length,
    zeile: erster.zeile,
    spalte: erster.spalte || '–',
    ursache: erster.ursache,
  };
  return { code: 'bestattung.einfuhr-fehlerhaft', params };
}

const baueVorschau = (
  zeilen: number,
  gueltig: readonly Grab[],
  fehler: readonly Einfuhrfehler[],
  vorhanden: ReadonlySet<string>,
  trennzeichen: Trennzeichen,
): Einfuhrvorschau => ({
  zeilen,
  gueltig,
  fehler,
  uebernehmbar: fehler.length === 0 && gueltig.length > 0,
  trennzeichen,
  neu: gueltig.filter((g) => !vorhanden.has(g.schluessel)).length,
});

/** Writes graves in the same mapping, with byte order mark so that a spreadsheet reads the umlauts. */
export const graeberAlsCsv = (graeber: readonly Grab[]): string =>
  `${CSV_MARKE}${[GRAEBER_SPALTEN.join(';'), ...graeber.map(schreibeZeile)].join(CSV_ENDE)}${CSV_ENDE}`;
