import type { Rechtsgrundlage } from '../shared/legal.ts';
import type { Rejection, RejectionParams } from '../shared/rejection.ts';
import type { BestattungCode } from './errors.ts';

/**
 * What a check found. `sperre` refuses the step, `hinweis` is only said. The same findings serve the form while one
 * types and the final decision, so that nobody is told one thing and refused for another.
 */
export interface Befund {
  readonly stufe: 'sperre' | 'hinweis';
  readonly code: BestattungCode;
  readonly params: RejectionParams;
  readonly feld: string;
  readonly norm: Rechtsgrundlage | null;
}

export const sperre = (
  code: BestattungCode,
  params: RejectionParams,
  feld: string,
  norm: Rechtsgrundlage | null = null,
): Befund => ({ stufe: 'sperre', code, params, feld, norm });

export const hinweis = (
  code: BestattungCode,
  params: RejectionParams,
  feld: string,
  norm: Rechtsgrundlage | null = null,
): Befund => ({ stufe: 'hinweis', code, params, feld, norm });

/** The first finding that forbids the step, as the rejection of a command; null: none does. */
export function ersteSperre(befunde: readonly Befund[]): Rejection | null {
  const b = befunde.find((f) => f.stufe === 'sperre');
  return b ? { code: b.code, params: b.params, field: b.feld } : null;
}
