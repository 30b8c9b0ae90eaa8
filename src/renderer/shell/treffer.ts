export interface Stueck {
  readonly text: string;
  readonly treffer: boolean;
}

/** Splits an excerpt at the marks U+0001 (hit begins) and U+0002 (hit ends); nothing becomes HTML. */
export function splitHits(auszug: string): readonly Stueck[] {
  const parts: Stueck[] = [];
  for (const [i, part] of auszug.split('\u0001').entries()) {
    const [hit = '', ...rest] = i === 0 ? ['', part] : part.split('\u0002');
    if (hit) parts.push({ text: hit, treffer: true });
    const after = rest.join('');
    if (after) parts.push({ text: after, treffer: false });
  }
  return parts;
}
