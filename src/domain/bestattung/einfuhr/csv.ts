/** One record of a CSV file and the line it starts on (1 = header). */
export interface CsvZeile {
  readonly nr: number;
  readonly zellen: readonly string[];
}

/**
 * Reads CSV as German office programs write it: semicolon, optional quotes with doubled quotes inside, CRLF or LF,
 * optional byte order mark. RFC 4180 apart from the separator. Empty lines are skipped. Returns the line number of
 * an unclosed quote instead of guessing where the record ends.
 */
export function leseCsv(text: string): {
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
    } else if (c === '"' && zelle === '') zitiert = true;
    else if (c === ';') {
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
