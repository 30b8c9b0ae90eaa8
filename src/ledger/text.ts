/**
 * Where a text of a command stands that cannot be kept: NUL, which PostgreSQL takes in no text, or half of a surrogate
 * pair, which no UTF-8 carries. Its author hears of it; at the centre it would hold up all that comes after it.
 * Answers the path (`angaben.titel`); null: every text is fit.
 */
export function findUnfitText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isFit(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const found = isFit(key) ? findUnfitText(member, at) : path;
    if (found !== null) return found;
  }
  return null;
}

const isFit = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
