/**
 * A rough strength in four steps, by the variety and length a guesser has to get through. It is a hint, not
 * a rule: length counts most, and what everybody uses first counts nothing.
 */
export interface Staerke {
  readonly stufe: 0 | 1 | 2 | 3 | 4;
  readonly text: string;
}

export const MIN_LENGTH = 10;
const ALLTAG = /passwor[td]|qwert|abc|123|rathaus|siegen|admin|sommer|winter|geheim|amtsmappe/gi;

export function judgePassphrase(passphrase: string): Staerke {
  if (passphrase === '') return { stufe: 0, text: '' };
  const rest = passphrase.replace(ALLTAG, '').replace(/(.)\1{2,}/g, '$1');
  const words = rest.split(/[\s\-_.]+/).filter((w) => w.length > 2).length;
  const kinds = [/[a-zäöüß]/, /[A-ZÄÖÜ]/, /\d/, /[^\p{L}\d]/u].filter((k) => k.test(rest)).length;
  const points = rest.length + words * 2 + kinds;
  if (passphrase.length < MIN_LENGTH) return { stufe: 1, text: `Zu kurz: mindestens ${MIN_LENGTH} Zeichen` };
  if (points < 16) return { stufe: 1, text: 'Leicht zu erraten' };
  if (points < 22) return { stufe: 2, text: 'Ausreichend. Ein weiteres Wort macht sie stark.' };
  if (points < 30) return { stufe: 3, text: 'Gut' };
  return { stufe: 4, text: 'Stark' };
}

/** Both fields agree and the first is long enough; null: fine. */
export function passphraseProblem(first: string, second: string): 'kurz' | 'ungleich' | null {
  if (first.length < MIN_LENGTH) return 'kurz';
  return first === second ? null : 'ungleich';
}

/** Groups of a recovery key as printed; separators are for the eye. */
export const keyGroups = (key: string): readonly string[] => key.split(/[\s-]+/).filter(Boolean);

/** Two groups one is asked to copy from paper: never the first, never the same. */
export function groupsToConfirm(groups: readonly string[], random: () => number): readonly [number, number] {
  const n = groups.length;
  const a = n < 3 ? 0 : 1 + Math.floor(random() * (n - 1));
  const others = groups.map((_, i) => i).filter((i) => i !== a && (n < 3 || i > 0));
  const b = others[Math.floor(random() * others.length)] ?? 0;
  return a < b ? [a, b] : [b, a];
}

/** Compared without case and separators, and with what people confuse in handwriting. */
export const sameGroup = (typed: string, group: string): boolean => normal(typed) === normal(group);
const normal = (s: string): string =>
  s
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
