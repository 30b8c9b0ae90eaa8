import { err } from './result.ts';

/** Values that a message names: numbers, names, dates already in German form. Never a PIN or passphrase. */
export type RejectionParams = Readonly<Record<string, string | number>>;

/**
 * Why a command is refused. `code` finds the German text (heading, cause, next step) in an ErrorTable;
 * `params` fill its `{placeholders}`; `field` names the form field it belongs to, if any.
 */
export interface Rejection {
  readonly code: string;
  readonly params: RejectionParams;
  readonly field?: string;
}

/** German text of one error. `{name}` is replaced by the parameter of that name. */
export interface ErrorText {
  readonly heading: string;
  readonly cause: string;
  readonly next: string;
}

/** Heading, cause and next step in this order, for tables whose texts are long. */
export const errorText = (heading: string, cause: string, next: string): ErrorText => ({
  heading,
  cause,
  next,
});

/** All errors of one area; the key is the code. Codes are unique in the whole house (a test checks it). */
export type ErrorTable = Readonly<Record<string, ErrorText>>;

export const reject = (code: string, params: RejectionParams = {}, field?: string) =>
  err<Rejection>(field === undefined ? { code, params } : { code, params, field });

/** Fills the placeholders of a text; an unknown placeholder stays visible, so that a test finds it. */
export function formatErrorText(text: ErrorText, params: RejectionParams): ErrorText {
  const fill = (s: string) => s.replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
  return { heading: fill(text.heading), cause: fill(text.cause), next: fill(text.next) };
}
