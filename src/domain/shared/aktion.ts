import type { Rejection } from './rejection.ts';

/** A command somebody might issue now, in the words of its button, and why not if not. */
export interface Aktion {
  readonly command: string;
  readonly text: string;
  readonly erlaubt: boolean;
  readonly grund: Rejection | null;
}

/** One button; a reason against it is said at it. */
export const aktionOf = (command: string, text: string, grund: Rejection | null): Aktion => ({
  command,
  text,
  erlaubt: grund === null,
  grund,
});
