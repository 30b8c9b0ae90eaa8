import type { ZodType } from 'zod';
import type { ErrorText, Rejection } from '../domain/shared/rejection.ts';

/**
 * One channel of the bridge: its input is checked at run time on the side that owns the data, its output is
 * only typed. Both shells (Electron IPC, WebSocket) carry exactly these and nothing else.
 */
export interface Channel<I, O> {
  readonly input: ZodType<I>;
  /** never set; carries the output type */
  readonly output?: O;
}

/** `channel<Out>()(schema)` declares a channel with output type Out. */
export const channel =
  <O>() =>
  <I>(input: ZodType<I>): Channel<I, O> => ({ input });

export type InputOf<C> = C extends Channel<infer I, unknown> ? I : never;
export type OutputOf<C> =
  C extends Channel<never, infer O> ? O : C extends Channel<infer _I, infer O> ? O : never;

/** A refusal as the screen shows it: the code for tests and support, the German text for people. */
export interface Problem extends ErrorText {
  readonly code: string;
  readonly params: Rejection['params'];
  readonly field?: string;
}

/** Every channel answers with this: an expected refusal is a value on the screen too. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
