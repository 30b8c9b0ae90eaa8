/** One record of a CSV file and the line it starts on (1 = header). */
export interface CsvZeile {
  readonly nr: number;
  readonly zellen: readonly string[];
}

/** So that a spreadsheet reads the umlauts. */
export const CSV_MARKE = '\uFEFF';
export const CSV_ENDE = '\r\n';

const TRENNZEICHEN = [';', '\t', ','] as const;
export type Trennzeichen = (typeof TRENNZEICHEN)[number];
export const trennzeichenText: Readonly<Record<Trennzeichen, string>> = {
  ';': 'Semikolon',
  '\t': 'Tabulator',
  ',': 'Komma',
};

/** The separator of a file: what parts its first line most often, quoted cells not counted; in doubt the semicolon. */
export function findeTrennzeichen(text: string): Trennzeichen {
  const kopf = (/^[^\r\n]*/.exec(text.replace(/^\uFEFF/, ''))?.[0] ?? '').replace(/"[^"]*"/g, '');
  const oft = (t: string): number => kopf.split(t).length;
  return TRENNZEICHEN.reduce((beste, t) => (oft(t) > oft(beste) ? t : beste));
}

/**
 * Reads CSV as office programs write it: semicolon, tab or comma, optional quotes with doubled quotes inside, CRLF or LF,
 * optional byte order mark. RFC 4180 apart from the separator. Empty lines are skipped. Returns the line number of
 * an unclosed quote instead of guessing where the record ends.
 */
export function leseCsv(
  text: string,
  trenner: Trennzeichen = findeTrennzeichen(text),
): {
  readonly zeilen: readonly CsvZeile[];
  readonly offen: number | null;
} {
  const s = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const zeilen: CsvZeile[] = [];
  let zellen: string[] = [];
  let zelle = '';
  let zitiert = false;
  let zeile = 1;
  let beginn = 1;
  const endZeile = (): void => {
    zellen.push(zelle);
    if (zellen.length > 1 || zelle.trim() !== '') zeilen.push({ nr: beginn, zellen });
    zellen = [];
    zelle = '';
    beginn = zeile;
  };
  for (let i = 0; i < s.length; i++) {
    const c = s[i] as string;
    if (c === '\n') zeile++;
    if (zitiert) {
      if (c !== '"') zelle += c;
      else if (s[i + 1] === '"') {
        zelle += '"';
        i++;
      } else zitiert = false;
    } else if (c === '"' && zelle.trim() === '') {
      zitiert = true;
      zelle = '';
    } else if (c === trenner) {
      zellen.push(zelle);
      zelle = '';
    } else if (c === '\n') endZeile();
    else if (c !== '\r') zelle += c;
  }
  if (zitiert) return { zeilen, offen: beginn };
  if (zelle !== '' || zellen.length > 0) endZeile();
  return { zeilen, offen: null };
}

/** Writes one record; cells that start like a formula are kept from being run by a spreadsheet. */
export const schreibeCsvZeile = (zellen: readonly string[]): string =>
  zellen
    .map((z) => (/^[=+@\t\r]|^-(?![\d.,]+$)/.test(z) ? `'${z}` : z))
    .map((z) => (/[;"\r\n]/.test(z) ? `"${z.replaceAll('"', '""')}"` : z))
    .join(';');

/** One row with its cells trimmed: what a reader of columns wants. */
export interface CsvReihe {
  readonly nummer: number;
  readonly felder: readonly string[];
}

/** Like `leseCsv`, cells trimmed and without rows in which nothing stands. */
export function leseReihen(text: string): {
  readonly reihen: readonly CsvReihe[];
  readonly offen: number | null;
} {
  const { zeilen, offen } = leseCsv(text);
  const reihen = zeilen
    .map(({ nr, zellen }) => ({ nummer: nr, felder: zellen.map((z) => z.trim()) }))
    .filter(({ felder }) => felder.some((f) => f !== ''));
  return { reihen, offen };
}
