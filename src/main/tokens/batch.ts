import type { Result } from '../../domain/shared/result.ts';
import { stopsBatch } from './token.ts';

/** How one document of a batch ended. `offen` ones were not touched because the batch stopped before. */
export type BatchOutcome<T, E> =
  | { readonly status: 'fertig'; readonly value: T }
  | { readonly status: 'fehler'; readonly error: E }
  | { readonly status: 'offen' };

/**
 * Signs many documents one after another with one open session. An error of one document (damaged file) leaves the
 * others alone; an error of the token (wrong PIN, card gone) stops the batch at once.
 * @param sign signs one document
 * @param codeOf the token's code in an error, if it comes from the token
 * @param progress called after each document with the number done
 */
export const signBatch = async <D, T, E>(
  documents: readonly D[],
  sign: (document: D, index: number) => Promise<Result<T, E>>,
  codeOf: (error: E) => string | undefined,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<readonly BatchOutcome<T, E>[]> => {
  const outcomes: BatchOutcome<T, E>[] = [];
  let stopped = false;
  for (const [index, document] of documents.entries()) {
    if (stopped) {
      outcomes.push({ status: 'offen' });
      continue;
    }
    const result = await sign(document, index);
    if (result.ok) outcomes.push({ status: 'fertig', value: result.value });
    else {
      outcomes.push({ status: 'fehler', error: result.error });
      const code = codeOf(result.error);
      stopped = code !== undefined && stopsBatch(code);
    }
    progress(index + 1, documents.length);
  }
  return outcomes;
};
