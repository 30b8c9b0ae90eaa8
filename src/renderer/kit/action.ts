import { useRef, useState } from 'react';
import type { Answer, Problem } from '../../contract/channel.ts';

/** One act of a dialog or panel: what it is doing, and why it was refused. */
export interface Action {
  readonly busy: boolean;
  /** shown where the act was asked for, until the next try */
  readonly problem: Problem | null;
  /** once pressed: from now on the fields say what they lack */
  readonly versucht: boolean;
  /**
   * Asks and goes on with the answer; a refusal becomes `problem`. `ask` gives null when something is missing, which
   * its field says. Of two presses in a row the second does nothing.
   */
  readonly run: <T>(
    ask: () => Promise<Answer<T>> | null,
    onDone: (value: T) => void | Promise<void>,
  ) => Promise<void>;
  /** a refusal from elsewhere in the dialog, or null: the matter is settled */
  readonly show: (problem: Problem | null) => void;
}

/** `before`: the refusal of an earlier try, which opened the dialog again */
export function useAction(before: Problem | null = null): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(before);
  const [versucht, setVersucht] = useState(false);
  // the state is that of the last frame; two presses may come within one
  const running = useRef(false);
  return {
    busy,
    problem,
    versucht,
    show: setProblem,
    run: async (ask, onDone) => {
      if (running.current) return;
      setVersucht(true);
      const pending = ask();
      if (pending === null) return;
      running.current = true;
      setBusy(true);
      setProblem(null);
      try {
        const answer = await pending;
        if (answer.ok) await onDone(answer.value);
        else setProblem(answer.problem);
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
  };
}
