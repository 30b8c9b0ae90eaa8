import { useEffect, useState } from 'react';
import type { TransferRow } from '../../contract/transfer.ts';
import { call, listen } from '../bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import { refreshAll } from '../shell/query.ts';

/** Bytes of the documents on their way as they move, by their hash: news between two answers of the main process. */
export function useBytes(): ReadonlyMap<string, { readonly done: number; readonly total: number }> {
  const [bytes, setBytes] = useState<ReadonlyMap<string, { done: number; total: number }>>(new Map());
  useEffect(
    () =>
      listen((event) => {
        if (event.type !== 'progress' || event.dokument === undefined) return;
        const { dokument, done, total } = event;
        // Only one or two run at a time: what ended before is of no interest any more.
        setBytes((all) => new Map([...[...all].slice(-3), [dokument, { done, total }]]));
      }),
    [],
  );
  return bytes;
}

/** Fetches a document before all others; `problem`: why it did not come. */
export function useLaden() {
  const [laeuft, setLaeuft] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    laeuft,
    problem,
    laden: async (sha256: string) => {
      setLaeuft(sha256);
      setProblem(null);
      const answer = await call('dokument.laden', { sha256 });
      setLaeuft(null);
      setProblem(answer.ok ? answer.value.problem : answer.problem);
      refreshAll();
    },
  };
}

/** „34 %“; before anything is known of its size: nothing */
export function anteil(
  { erledigt, gesamt }: Pick<TransferRow, 'erledigt' | 'gesamt'>,
  jetzt: { readonly done: number; readonly total: number } | undefined,
): number | null {
  const von = jetzt?.total ?? gesamt;
  return von === null || von === 0 ? null : Math.floor(((jetzt?.done ?? erledigt) / von) * 100);
}
