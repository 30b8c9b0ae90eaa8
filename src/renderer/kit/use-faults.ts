import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Problem } from '../../contract/channel.ts';

interface Faults {
  /** around the fields */
  readonly fields: RefObject<HTMLDivElement | null>;
  /** around the refusal */
  readonly refusal: RefObject<HTMLDivElement | null>;
  /** to be called when the act is asked for */
  readonly pressed: () => void;
}

/** Nobody shall search for what is wrong: the refusal is scrolled to, the first field that lacks something focused. */
export function useFaults(problem: Problem | null): Faults {
  const fields = useRef<HTMLDivElement>(null);
  const refusal = useRef<HTMLDivElement>(null);
  const [presses, setPresses] = useState(0);
  useEffect(() => {
    refusal.current?.scrollIntoView({ block: 'nearest' });
    if (problem?.field) focusFirst(fields.current);
  }, [problem]);
  // after the fields have been told that it was tried
  useEffect(() => {
    if (presses > 0) focusFirst(fields.current);
  }, [presses]);
  return { fields, refusal, pressed: () => setPresses((n) => n + 1) };
}

const focusFirst = (fields: HTMLElement | null): void =>
  fields?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
