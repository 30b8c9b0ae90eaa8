import type { StammdatenTabelle } from '../../domain/stammdaten/index.ts';
import { decisionKey, fold, type Counterpart, type Decisions } from './people.ts';

/* Tables of the seat do not enter. Its Vorgaenge name rows of them by id, and mean those of the city from now on. */

/** Tables are compared by these; anything else in a row may change. */
interface Row {
  readonly tabelle: string;
  readonly id: string;
  readonly text: string;
}

/** The id stays as it is, whatever it means in the city: seen by the operator. */
export const BLEIBT = 'bleibt';
/** what such a line is called in the file of decisions */
export const TABELLE = 'tabelle';

/**
 * Rows of tables (cemeteries, halls, crews) that Vorgaenge of the seat may name and that are another thing in the city,
 * or nothing. Their ids cannot be translated: several tables share one word, and keys are made of numbers in them
 * (docs/adr/0029). So each needs to have been seen.
 */
export function findOtherRows(
  there: readonly StammdatenTabelle[],
  here: readonly StammdatenTabelle[],
  words: ReadonlySet<string>,
): readonly Counterpart[] {
  const city = here.flatMap(rowsOf);
  return there.flatMap(rowsOf).flatMap((row): Counterpart[] => {
    if (!words.has(row.id)) return [];
    const same = city.find((c) => c.tabelle === row.tabelle && c.id === row.id);
    if (same !== undefined && fold(same.text) === fold(row.text)) return [];
    const elsewhere = city.filter((c) => c.tabelle === row.tabelle && fold(c.text) === fold(row.text));
    const called = elsewhere.map((c) => `„${c.id}“`).join(', ');
    const fact =
      same === undefined
        ? `„${row.id}“ gibt es in der Stadt nicht${called === '' ? '' : `, „${row.text}“ hat dort ${called}`}: dort anlegen`
        : `„${row.id}“ ist in der Stadt „${same.text}“${called === '' ? '' : `, „${row.text}“ hat dort ${called}`}: prüfen`;
    return [
      {
        art: TABELLE,
        kennung: `${row.tabelle}/${row.id}`,
        name: row.text,
        angabe: row.tabelle,
        vorschlag: '',
        hinweis: `${fact}, oder „${BLEIBT}“: die Vorgänge nennen weiter „${row.id}“`,
        wort: row.id,
      },
    ];
  });
}

export const undecidedRows = (
  rows: readonly Counterpart[],
  decisions: Decisions | null,
): readonly string[] =>
  decisions === null
    ? []
    : rows.flatMap((row) =>
        decisions.gegenueber.get(decisionKey(row)) === BLEIBT
          ? []
          : [`„${row.name}“ (${row.kennung}): nicht entschieden, ${row.hinweis}.`],
      );

/** Rows with an id and a name in the last version of a table; a number belongs to the name. */
const rowsOf = ({ tabelle, fassungen }: StammdatenTabelle): readonly Row[] => {
  const inhalt = fassungen.at(-1)?.inhalt;
  return (Array.isArray(inhalt) ? (inhalt as readonly unknown[]) : []).flatMap((value) => {
    const { id, name, nummer } = (value ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof name !== 'string') return [];
    return [{ tabelle, id, text: typeof nummer === 'string' ? `${name} (${nummer})` : name }];
  });
};
