/**
 * An answer that is at hand, or one the database has to be asked for. Nearly all a push asks was read before it began;
 * to wait for each of a dozen answers a command would cost more than to find them.
 */
export type Soon<T> = T | Promise<T>;

/** What follows from an answer: at once if it is at hand. */
export const andThen = <T, U>(answer: Soon<T>, follow: (answer: T) => Soon<U>): Soon<U> =>
  answer instanceof Promise ? answer.then(follow) : follow(answer);
