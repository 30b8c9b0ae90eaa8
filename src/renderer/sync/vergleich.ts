import type { HistoryEntry } from '../../contract/vorgang.ts';
import type { CodeText } from '../faecher.ts';
import { label } from './feldnamen.ts';
import { cutBoth, leavesOf, wertText, type Leaf } from './werte.ts';

export interface Unterschied {
  readonly feld: string;
  readonly eigen: string;
  /** null: nothing of that name stands there */
  readonly jetzt: string | null;
}

const isAlike = (a: Leaf, b: Leaf | undefined): boolean => a === null || b === null || typeof a === typeof b;
const MAX_ROWS = 12;

/**
 * What one wanted beside what stands there now, field by field. `seitdem`: what has happened to the Vorgang since
 * one saw it; the latest event that names the same field tells its value, otherwise the state does. `code`: what the
 * codes in it stand for.
 */
export function vergleiche(
  befehl: Readonly<Record<string, unknown>>,
  seitdem: readonly HistoryEntry[],
  state: unknown,
  code: CodeText,
): readonly Unterschied[] {
  const events = [...seitdem].reverse().map((e) => leavesOf(e.event, code));
  const stand = leavesOf(state, code);
  const rows = [...leavesOf(befehl, code)].flatMap(([pfad, eigen]) => {
    const naming = [...events, stand].find((e) => e.has(pfad));
    const named = naming === undefined ? (stand.get(inner(pfad)) ?? deeper(stand, pfad)) : naming.get(pfad);
    // The number of a point and the file number of a slip are called alike, and are not the same.
    const jetzt = isAlike(eigen, named) ? named : undefined;
    if (jetzt === undefined && eigen === null) return [];
    return [
      {
        feld: label(pfad),
        eigen: wertText(eigen, pfad, code),
        jetzt: jetzt === undefined ? null : wertText(jetzt, pfad, code),
      },
    ];
  });
  const differ = rows.filter((r) => r.eigen !== r.jetzt);
  return (differ.length > 0 ? differ : rows).slice(0, MAX_ROWS).map(cut);
}

const cut = (u: Unterschied): Unterschied => {
  const [eigen, jetzt] = cutBoth(u.eigen, u.jetzt);
  return { ...u, eigen, jetzt };
};

/** What one wanted, field by field, where there is nothing to compare it with. */
export const eingaben = (befehl: Readonly<Record<string, unknown>>, code: CodeText): readonly Unterschied[] =>
  [...leavesOf(befehl, code)]
    .filter(([, eigen]) => eigen !== null && eigen !== '')
    .slice(0, MAX_ROWS)
    .map(([pfad, eigen]) => ({ feld: label(pfad), eigen: wertText(eigen, pfad, code), jetzt: null }))
    .map(cut);

/**
 * The same for a form, its fields by the names and texts one reads there: what the author or somebody else has changed
 * and now stands differently. `vorher`: what the form was filled from.
 */
export function vergleicheFormular<T extends Readonly<Record<string, string>>>(
  vorher: T,
  eigen: T,
  jetzt: T,
): readonly Unterschied[] {
  return Object.keys(eigen)
    .filter((feld) => eigen[feld] !== jetzt[feld])
    .map((feld) => ({
      feld,
      eigen: eigen[feld] === vorher[feld] ? 'nicht geändert' : asRead(eigen[feld]),
      jetzt: asRead(jetzt[feld]),
    }));
}

const asRead = (value = ''): string => wertText(value, '', () => null);

/** `angaben.titel` of a command stands as `titel` in the states of most kinds. */
const inner = (path: string): string => path.replace(/^angaben\./, '');

/** `plan.halle` of a command stands as `termin.plan.halle` in a state: where the same ends so, and only there. */
function deeper(stand: ReadonlyMap<string, Leaf>, path: string): Leaf | undefined {
  if (!path.includes('.')) return undefined;
  const paths = [...stand.keys()].filter((p) => p.endsWith(`.${path}`));
  return paths.length === 1 ? stand.get(paths[0] ?? '') : undefined;
}
