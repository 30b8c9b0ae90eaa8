import { useEffect, useRef, type ReactNode } from 'react';
import { useTitle } from '../shell/router.ts';

/** Frame of every screen before the workspace is open: one card, one job. */
export function Rahmen({ titel, children }: { readonly titel: string; readonly children: ReactNode }) {
  useTitle(titel);
  const ueberschrift = useRef<HTMLHeadingElement>(null);
  // A new card begins at its heading, unless it has put the keyboard into a field: the last one's button is gone.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      ueberschrift.current?.focus({ preventScroll: true });
  }, [titel]);
  return (
    <main className="am-start">
      <div className="am-start__card">
        <div className="am-start__brand">
          <span className="am-brand__mark" aria-hidden>
            <b>A</b>
          </span>
          <span>Amtsmappe</span>
        </div>
        <h1 ref={ueberschrift} tabIndex={-1}>
          {titel}
        </h1>
        {children}
      </div>
    </main>
  );
}
