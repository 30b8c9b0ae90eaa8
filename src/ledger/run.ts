import type { Ask, Steps } from './settle.ts';

/** Drives a settlement on a synchronous store. */
export function runSync<T>(steps: Steps<T>, answer: (ask: Ask) => unknown): T {
  let step = steps.next();
  while (!step.done) step = steps.next(answer(step.value));
  return step.value;
}

/** Drives a settlement on an asynchronous store. */
export async function runAsync<T>(steps: Steps<T>, answer: (ask: Ask) => Promise<unknown>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await answer(step.value));
  return step.value;
}
