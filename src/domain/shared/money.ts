/** Money is an integer number of euro cents; never a float. */
export type Cent = number;

const FORMAT = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

/** `1142400` -> `11.424,00 €` (no-break space before the sign, as Intl writes it). */
export const formatEuro = (cent: Cent): string => FORMAT.format(cent / 100);

/**
 * Reads what a German clerk types: `11.424,00`, `11424`, `11 424,5 €`. Returns null when it is no amount
 * with at most two decimals, so that the form can say so at its field.
 */
export function parseEuro(text: string): Cent | null {
  const clean = text.replace(/[\s\u00a0€]|EUR/g, '');
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(clean);
  if (!match) return null;
  const [, sign, whole = '', decimals = ''] = match;
  const cent = Number(whole.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0'));
  return Number.isSafeInteger(cent) ? (sign === '-' ? -cent : cent) : null;
}
