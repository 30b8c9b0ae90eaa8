import type { ReactNode } from 'react';
import { useTitle } from '../shell/router.ts';

/** Frame of every screen before the workspace is open: one card, one job. */
export function Rahmen({ titel, children }: { readonly titel: string; readonly children: ReactNode }) {
  useTitle(titel);
  return (
    <main className="am-start">
      <div className="am-start__card">
        <div className="am-start__brand">
          <span className="am-brand__mark" aria-hidden>
            <b>A</b>
          </span>
          <span>Amtsmappe</span>
        </div>
        <h1>{titel}</h1>
        {children}
      </div>
    </main>
  );
}
