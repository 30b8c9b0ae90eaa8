import { formatTag } from '../../shared/dates.ts';
import { bestattungsartText } from '../begriffe.ts';
import type { RegisterEintrag } from '../bestattung/schema.ts';
import { CSV_ENDE, CSV_MARKE, leseCsv, schreibeCsvZeile } from '../../shared/csv.ts';
import type { Einfuhrfehler } from './graeber.ts';

/** Version of the columns below; it stands in the name of the file. */
export const REGISTER_CSV_VERSION = 1;
const REGISTER_SPALTEN = [
  'nummer',
  'name',
  'geboren',
  'gestorben',
  'bestattungsart',
  'beigesetzt',
  'friedhof',
  'grab',
  'stelle',
  'ruhefrist_bis',
  'einaescherungsnummer',
] as const;

const datei = (zeilen: readonly string[]): string => `${CSV_MARKE}${zeilen.join(CSV_ENDE)}${CSV_ENDE}`;

/** The burial register as a spreadsheet opens it: semicolons, German dates, byte order mark. */
export const registerAlsCsv = (
  eintraege: readonly (RegisterEintrag & { readonly grab: string; readonly friedhof: string })[],
): string =>
  datei([
    REGISTER_SPALTEN.join(';'),
    ...eintraege.map((e) =>
      schreibeCsvZeile([
        e.nummer ?? '',
        e.name,
        e.geburtsdatum ? formatTag(e.geburtsdatum) : '',
        formatTag(e.sterbetag),
        bestattungsartText[e.bestattungsart],
        formatTag(e.beigesetztAm),
        e.friedhof,
        e.grab,
        String(e.stelle),
        formatTag(e.ruhefristBis),
        e.einaescherungsnummer ?? '',
      ]),
    ),
  ]);

/** Faulty rows with all that is wrong in each, and the row as it came: to be mended where the file was made. */
export function fehlerAlsCsv(text: string, fehler: readonly Einfuhrfehler[]): string {
  const { zeilen } = leseCsv(text);
  const kopf = zeilen[0]?.zellen ?? [];
  const roh = new Map(zeilen.map((z) => [z.nr, z.zellen]));
  const proZeile = Map.groupBy(fehler, (f) => f.zeile);
  return datei([
    schreibeCsvZeile(['zeile', 'fehler', ...kopf]),
    ...[...proZeile]
      .sort(([a], [b]) => a - b)
      .map(([nr, liste]) => {
        const was = liste.map((f) => (f.spalte === '' ? f.ursache : `${f.spalte}: ${f.ursache}`));
        return schreibeCsvZeile([String(nr), was.join(' | '), ...(nr === 1 ? [] : (roh.get(nr) ?? []))]);
      }),
  ]);
}
