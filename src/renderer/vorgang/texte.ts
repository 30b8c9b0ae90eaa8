import type { Problem } from '../../contract/channel.ts';
import { formatErrorText, type ErrorTable, type Rejection } from '../../domain/shared/rejection.ts';

/** A refusal found in the window itself, in the words of its table; same look as one from the main process. */
export function problemOf(rejection: Rejection, ...tables: readonly ErrorTable[]): Problem {
  const text = tables.map((t) => t[rejection.code]).find((t) => t !== undefined) ?? {
    heading: 'Das geht jetzt nicht',
    cause: 'Eine Regel steht dem entgegen.',
    next: 'Wenden Sie sich mit der Kennung an die Systembetreuung.',
  };
  const { code, params, field } = rejection;
  return { code, params, ...(field === undefined ? {} : { field }), ...formatErrorText(text, params) };
}
