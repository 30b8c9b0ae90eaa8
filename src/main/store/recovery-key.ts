import { randomInt } from 'node:crypto';
import { err, ok, type Result } from '../../domain/shared/result.ts';

/**
 * The recovery key as it is printed: 8 groups of 5 characters from Crockford's base 32 (no I, L, O, U). Four
 * characters of a group carry 20 random bits, the fifth checks the group and its place, so a slip of the pen
 * is named group by group. 160 random bits in all: no key stretching is needed.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 8;
const DATA = 4;

/** Makes a new key, e.g. `7K2MP-…`; `pick` answers a random integer below n (tests pass their own). */
export function makeRecoveryKey(pick: (n: number) => number = (n) => randomInt(n)): string {
  return Array.from({ length: GROUPS }, (_, group) => {
    const digits = Array.from({ length: DATA }, () => pick(32));
    return [...digits, checkDigit(digits, group)].map((d) => ALPHABET[d]).join('');
  }).join('-');
}

export type TypingError =
  | { readonly fehler: 'laenge'; readonly zeichen: number }
  | { readonly fehler: 'zeichen'; readonly zeichen: string; readonly gruppe: number }
  /** numbers of the groups (from 1) that do not fit their check character */
  | { readonly fehler: 'gruppe'; readonly gruppen: readonly number[] };

/** Reads what was typed: case, spaces and dashes do not matter, O is 0, I and L are 1. Answers the secret bytes. */
export function readRecoveryKey(typed: string): Result<Uint8Array, TypingError> {
  const text = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015._-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const digits = [...text].map((c) => ALPHABET.indexOf(c));
  const strange = digits.indexOf(-1);
  if (strange >= 0) {
    const gruppe = Math.floor(strange / (DATA + 1)) + 1;
    return err({ fehler: 'zeichen', zeichen: [...text][strange] ?? '', gruppe });
  }
  if (digits.length !== GROUPS * (DATA + 1)) return err({ fehler: 'laenge', zeichen: digits.length });
  const groups = Array.from({ length: GROUPS }, (_, g) => digits.slice(g * (DATA + 1), (g + 1) * (DATA + 1)));
  const gruppen = groups.flatMap((d, g) => (checkDigit(d.slice(0, DATA), g) === d[DATA] ? [] : [g + 1]));
  if (gruppen.length > 0) return err({ fehler: 'gruppe', gruppen });
  return ok(Uint8Array.from(groups.flatMap((d) => d.slice(0, DATA))));
}

/** German words for the place of a typing error, for the message. */
export function describeTypingError(error: TypingError): string {
  switch (error.fehler) {
    case 'laenge':
      return `${error.zeichen} statt ${GROUPS * (DATA + 1)} Zeichen`;
    case 'zeichen':
      return `Zeichen „${error.zeichen}“ in Gruppe ${error.gruppe} kommt nicht vor`;
    case 'gruppe':
      return error.gruppen.length === 1
        ? `Gruppe ${error.gruppen[0]}`
        : `Gruppen ${error.gruppen.join(', ')}`;
  }
}

/**
 * Weighted sum in GF(32): with weights a, a^2, a^3, a^4 it finds every single wrong character and every swap
 * of two; the number of the group is added, so that swapped groups are found too.
 */
function checkDigit(digits: readonly number[], group: number): number {
  let sum = group + 1;
  let weight = 2;
  for (const d of digits) {
    sum ^= multiply(d, weight);
    weight = multiply(weight, 2);
  }
  return sum;
}

/** Product in GF(2^5) modulo x^5 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0, shifted = a; bit < 5; bit++) {
    if ((b >> bit) & 1) product ^= shifted;
    shifted = shifted & 16 ? (shifted << 1) ^ 0b100101 : shifted << 1;
  }
  return product;
}
