import { useState } from 'react';
import { call } from '../bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import type { ConflictRow } from '../../contract/sync-client.ts';
import { hrefOf } from '../faecher.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { uhrzeit } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { useQuery } from '../shell/query.ts';

/** Own entries that the centre did not accept: why, and what becomes of each. Nothing, while there are none. */
export function Konflikte() {
  const rows = useQuery('sync.conflicts', null);
  if (!rows.data || rows.data.length === 0) return null;
  return (
    <Panel titel="Von der Zentrale nicht angenommen" anzahl={rows.data.length}>
      <div className="am-stack">
        {rows.data.map((row) => (
          <Konflikt key={row.seq} row={row} onDone={rows.reload} />
        ))}
      </div>
    </Panel>
  );
}

function Konflikt({ row, onDone }: { readonly row: ConflictRow; readonly onDone: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  async function resolve(wie: 'wiederholen' | 'aufgeben'): Promise<void> {
    setBusy(true);
    const answer = await call('sync.resolve', { seq: row.seq, wie });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onDone();
  }
  return (
    <ErrorBox problem={problem ?? row.grund}>
      <p>
        {row.artBezeichnung}:{' '}
        {row.vorgang ? <a href={hrefOf(row.vorgang)}>{row.vorgang.titel}</a> : 'nicht (mehr) sichtbar'}.
        Eingegeben um {uhrzeit(row.eingegeben)} Uhr auf Stand {row.gesehen}; jetzt gilt Stand {row.aktuell}.
      </p>
      <p>
        <Button klein busy={busy} onClick={() => void resolve('wiederholen')}>
          Auf dem neuen Stand wiederholen
        </Button>{' '}
        <Button klein art="tertiary" disabled={busy} onClick={() => void resolve('aufgeben')}>
          Eingabe aufgeben
        </Button>
      </p>
    </ErrorBox>
  );
}
