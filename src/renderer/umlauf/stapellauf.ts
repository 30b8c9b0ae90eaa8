import { useState } from 'react';
import type { Answer, Problem } from '../../contract/channel.ts';
import type { BatchEntry, BatchResult } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { refreshAll } from '../shell/query.ts';
import { useProgress } from '../shell/state.ts';

export interface Stapel<T> {
  /** what is not signed yet, in order: the next run takes exactly these */
  readonly offen: readonly string[];
  readonly eintraege: ReadonlyMap<string, BatchEntry<T>>;
  readonly laeuft: boolean;
  readonly begonnen: boolean;
  readonly brichtAb: boolean;
  /** why the last run stopped, or could not begin */
  readonly problem: Problem | null;
  readonly progress: { readonly done: number; readonly total: number; readonly text: string } | null;
  readonly run: (sign: (ids: readonly string[]) => Promise<Answer<BatchResult<T>>>) => Promise<void>;
  readonly abbrechen: () => void;
}

/** Not signed, and nothing is wrong with it: the next run takes it again. */
const STEHT_AUS: ReadonlySet<BatchEntry<unknown>['status']> = new Set(['offen', 'belegt']);

/** A batch in the window: several runs until everything is signed, each with one entry of the PIN. */
export function useStapel<T>(ids: readonly string[]): Stapel<T> {
  const [eintraege, setEintraege] = useState<ReadonlyMap<string, BatchEntry<T>>>(new Map());
  const [laeuft, setLaeuft] = useState(false);
  const [brichtAb, setBrichtAb] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const progress = useProgress(laeuft);
  const offen = ids.filter((id) => STEHT_AUS.has(eintraege.get(id)?.status ?? 'offen'));
  return {
    offen,
    eintraege,
    laeuft,
    begonnen: eintraege.size > 0,
    brichtAb,
    problem,
    progress: progress?.job === 'signieren' ? progress : null,
    run: async (sign) => {
      setLaeuft(true);
      setProblem(null);
      const answer = await sign(offen);
      setLaeuft(false);
      setBrichtAb(false);
      if (!answer.ok) return setProblem(answer.problem);
      const { eintraege: neu, abbruch } = answer.value;
      setProblem(abbruch);
      setEintraege((alt) => new Map([...alt, ...offen.map((id, i) => [id, neu[i]!] as const)]));
      refreshAll();
    },
    abbrechen: () => {
      setBrichtAb(true);
      void call('sign.cancel', null);
    },
  };
}
