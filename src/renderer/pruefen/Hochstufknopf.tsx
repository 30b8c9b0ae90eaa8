import { ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Checked } from '../../contract/checking.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';

interface Props {
  readonly befund: Checked;
  /** the document has got a newer version, which is to be shown */
  readonly onNeu: (sha256: string) => void;
}

const STUFEN = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** Signatures below the level of the house can be raised here and now; the document on the screen is then the new one. */
export function Hochstufknopf({ befund, onNeu }: Props) {
  const options = useQuery('sign.options', null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { tsaUrl, niveau } = options.data ?? { tsaUrl: null, niveau: 'B-B' };
  const soll = STUFEN.indexOf(niveau === 'beste' ? 'B-LTA' : niveau);
  const tiefer = befund.unterschriften.some((s) => {
    const stufe = STUFEN.indexOf(s.stufe);
    return s.art === 'unterschrift' && stufe >= 0 && stufe < soll;
  });
  if (tsaUrl === null || !tiefer) return null;
  const run = async () => {
    setBusy(true);
    const answer = await call('upgrade.run', { sha256: befund.document.sha256 });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    const { stufe, hinweis, document } = answer.value;
    toast(`Die Unterschriften haben jetzt die Stufe ${stufe}.`, hinweis ?? undefined);
    onNeu(document.sha256);
  };
  return (
    <>
      {problem ? <ErrorBox problem={problem} /> : null}
      <Button icon={ShieldPlus} klein busy={busy} onClick={() => void run()}>
        Zeitstempel und Prüfdaten ergänzen
      </Button>
    </>
  );
}
