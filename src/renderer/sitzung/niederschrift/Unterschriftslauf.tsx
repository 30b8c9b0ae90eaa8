import { useState, type ReactNode } from 'react';
import type { Answer, Problem } from '../../../contract/channel.ts';
import type { ExecuteAnswer, VorgangView } from '../../../contract/vorgang.ts';
import { call } from '../../bridge.ts';
import { refreshAll } from '../../shell/query.ts';
import { sayDone } from '../../vorgang/execute.ts';
import { UnterschreibenDialog } from './UnterschreibenDialog.tsx';

/** What can be done with the signatures of the document on the screen. */
export interface Lauf {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** prints the document with its fields and presents it */
  readonly vorlegen: () => void;
  /** validates the presented file anew, where a check was open */
  readonly nachpruefen: () => void;
  /** opens the dialog for this capacity over the version on the screen */
  readonly unterschreiben: (rolle: string) => void;
  readonly dialog: ReactNode;
}

/**
 * Presenting, signing and checking again, the same for minutes, extracts and urgent decisions. What was on the
 * screen when the dialog opened is what is signed; it stays until its result has been read.
 */
export function useUnterschriftslauf(
  view: VorgangView | null,
  dokument: string | null,
  was: string,
  worum: readonly string[],
): Lauf {
  const [auftrag, setAuftrag] = useState<{ readonly rolle: string; readonly dokument: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (ist: string, ask: (v: VorgangView) => Promise<Answer<ExecuteAnswer>>) => {
    if (!view) return;
    setBusy(true);
    const answer = await ask(view);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    refreshAll();
    sayDone(ist, answer.value);
  };
  const ziel = (v: VorgangView) => ({ vorgang: v.id, baseRevision: v.revision });
  return {
    busy,
    problem,
    vorlegen: () => void run(`${was} zur Unterschrift vorgelegt.`, (v) => call('sitzung.vorlegen', ziel(v))),
    nachpruefen: () =>
      void run('Die Signaturen sind nachgeprüft.', (v) => call('sitzung.nachpruefen', ziel(v))),
    unterschreiben: (rolle) => (dokument ? setAuftrag({ rolle, dokument }) : undefined),
    dialog:
      auftrag && view ? (
        <UnterschreibenDialog
          view={view}
          rolle={auftrag.rolle}
          dokument={auftrag.dokument}
          worum={worum}
          onClose={() => setAuftrag(null)}
        />
      ) : null,
  };
}
