/** Columns of a list of records, in the order they first appear; null: not a list of records. */
export function columnsOf(list: readonly unknown[]): readonly string[] | null {
  const columns = new Set<string>();
  for (const row of list) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
    for (const key of Object.keys(row)) columns.add(key);
  }
  return [...columns];
}

/** `bisNettoCent` -> `Bis netto` */
export function labelOf(key: string): string {
  const words = key
    .replace(/Cent$/, '')
    .replace(/([a-zäöü])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => withUmlauts(word.toLowerCase()))
    .join(' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Keys are written without umlauts; `ue` after a, e, q or in borrowed words is none. */
const withUmlauts = (word: string): string =>
  word
    .replaceAll('ae', 'ä')
    .replaceAll('oe', 'ö')
    .replace(/(?<![aeq])ue(?!ll)/g, 'ü');

export type Gelesen =
  { readonly ok: true; readonly wert: unknown } | { readonly ok: false; readonly text: string };

/** Reads JSON and says in German where it breaks. */
export function readJson(text: string): Gelesen {
  try {
    return { ok: true, wert: JSON.parse(text) as unknown };
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    if (at === undefined) return { ok: false, text: 'Der Text ist unvollständig oder kein gültiges JSON.' };
    const before = text.slice(0, Number(at)).split('\n');
    return {
      ok: false,
      text: `Schreibfehler in Zeile ${before.length}, Zeichen ${(before.at(-1)?.length ?? 0) + 1}.`,
    };
  }
}
