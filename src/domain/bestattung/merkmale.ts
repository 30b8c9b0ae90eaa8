import { falteBuchstaben } from '../shared/falten.ts';
import type { Angaben } from './bestattung/schema.ts';

/** Names written in different ways meet: case, accents, ü or ue, blanks and hyphens do not count. */
const falte = (s: string): string =>
  falteBuchstaben(s)
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Features by which the same person is recognised: family name with day of death, and with date of birth. */
export function personMerkmale(a: Angaben): readonly string[] {
  if (a.art === 'sternenkind') return [];
  const v = a.verstorben;
  const name = `${falte(v.nachname)}:${falte(v.vorname)}`;
  return [
    `person:${name}:gest:${v.sterbezeit.tag}`,
    ...(v.geburtsdatum === null ? [] : [`person:${name}:geb:${v.geburtsdatum}`]),
  ];
}
