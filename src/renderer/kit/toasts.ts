import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';
import type { Problem } from '../../contract/channel.ts';

export interface ToastInhalt {
  readonly stufe: 'gut' | 'fehler' | 'info';
  readonly text: string;
  readonly zusatz?: string;
  /** a held action: counts down, can be undone or done at once */
  readonly gehalten?: Gehalten;
}

interface Gehalten {
  readonly bis: number;
  readonly undo: () => void;
  readonly now: () => void;
}

export const queue = new ToastQueue<ToastInhalt>({ maxVisibleToasts: 4 });

const MAX_DONE = 2;
const done: string[] = [];

/** Something is done. Who works fast needs no queue of old news over the page: the last two stay. */
export const toast = (text: string, zusatz?: string): void => {
  for (const oldest of done.splice(0, Math.max(0, done.length - MAX_DONE + 1))) queue.close(oldest);
  done.push(queue.add({ stufe: 'gut', text, zusatz }, { timeout: 6000 }));
};

/** A refusal that has no place on the screen any more, because its form has closed. */
export const toastProblem = (problem: Problem): void => {
  queue.add({ stufe: 'fehler', text: problem.heading, zusatz: `${problem.cause} ${problem.next}` });
};

/** Ten seconds to change one's mind before something leaves the desk. */
export const UNDO_MS = 10_000;

const held = new Set<() => void>();

/**
 * Holds an action for ten seconds and says so; „Rückgängig“ drops it. Nothing is acknowledged before it is
 * done: the text says „wird ...“, and closing the window or locking does it at once instead of losing it.
 */
export function holdAction(text: string, run: () => Promise<void> | void, onUndo?: () => void): void {
  const finish = (): boolean => {
    if (!held.delete(flush)) return false;
    clearTimeout(timer);
    queue.close(key);
    return true;
  };
  const flush = () => {
    if (finish()) void run();
  };
  const timer = setTimeout(() => flush(), UNDO_MS);
  held.add(flush);
  const key = queue.add({
    stufe: 'info',
    text,
    gehalten: {
      bis: Date.now() + UNDO_MS,
      undo: () => {
        if (finish()) onUndo?.();
      },
      now: () => flush(),
    },
  });
}

/** Does everything that is still held: before locking, changing the person, closing the window. */
export function flushHeld(): void {
  for (const flush of [...held]) flush();
}

export const hasHeld = (): boolean => held.size > 0;

/** Nothing of the former person or of an open workspace stays on the screen. What is held has been done before. */
export const forgetToasts = (): void => queue.clear();
