import { Pencil, RotateCcw, PenLine } from 'lucide-react';
import { useState } from 'react';
import { call } from '../bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import type { ConflictRow } from '../../contract/sync-client.ts';
import { hrefOf } from '../faecher.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { zeitLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { toast } from '../kit/toasts.ts';
import { navigate } from '../shell/router.ts';
import { refreshAll, useQuery } from '../shell/query.ts';
import { loadApp } from '../shell/state.ts';
import { Seitdem, useSeitdem } from './Seitdem.tsx';
import { befehlText, vergleiche } from './vergleich.ts';
import { Vergleichstabelle } from './Vergleichstabelle.tsx';

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

interface KonfliktProps {
  readonly row: ConflictRow;
  readonly onDone: () => void;
}

function Konflikt({ row, onDone }: KonfliktProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'wiederholen' | 'aufgeben' | null>(null);
  async function resolve(wie: 'wiederholen' | 'aufgeben'): Promise<void> {
    setBusy(wie);
    const answer = await call('sync.resolve', { seq: row.seq, wie });
    setBusy(null);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    toast(wie === 'wiederholen' ? 'Ist neu vorgemerkt.' : 'Ist aufgegeben.');
    onDone();
    refreshAll();
    // The banner counts what is still open.
    await loadApp();
  }
  return (
    <ErrorBox problem={problem ?? row.grund}>
      <p>
        {row.artBezeichnung}:{' '}
        {row.vorgang ? <a href={hrefOf(row.vorgang)}>{row.vorgang.titel}</a> : 'nicht (mehr) sichtbar'}. Ihre
        Eingabe: {befehlText(row.befehl.type)}, {zeitLang(row.eingegeben)}.
      </p>
      {row.vorgang ? (
        <Vergleich row={row} vorgang={row.vorgang.id} ohneFelder={row.zeichnung !== null} />
      ) : null}
      {row.vorgang && row.zeichnung === null ? (
        <p>Wer dort anders neu eingibt, gibt diese Eingabe danach hier auf.</p>
      ) : null}
      <div className="am-actions">
        {row.zeichnung === 'neu' || row.zeichnung === 'erledigt' ? null : (
          <Button
            klein
            icon={RotateCcw}
            busy={busy === 'wiederholen'}
            disabled={busy !== null}
            onClick={() => void resolve('wiederholen')}
          >
            {row.zeichnung === null ? 'Auf dem neuen Stand wiederholen' : 'Unterschrift noch einmal senden'}
          </Button>
        )}
        {row.vorgang ? (
          <Button
            klein
            art={row.zeichnung === 'neu' ? 'primary' : 'secondary'}
            icon={row.zeichnung === 'neu' ? PenLine : Pencil}
            disabled={busy !== null}
            onClick={() => row.vorgang && navigate(hrefOf(row.vorgang))}
          >
            {row.zeichnung === null
              ? 'Ansehen und ändern'
              : row.zeichnung === 'neu'
                ? 'Ansehen und neu unterschreiben'
                : 'Ansehen'}
          </Button>
        ) : null}
        <Button
          klein
          art="tertiary"
          busy={busy === 'aufgeben'}
          disabled={busy !== null}
          onClick={() => void resolve('aufgeben')}
        >
          {row.zeichnung === null ? 'Eingabe aufgeben' : 'Unterschrift aufgeben'}
        </Button>
      </div>
    </ErrorBox>
  );
}

/** What has happened since one saw it, and the own entry beside what stands there now. */
function Vergleich({
  row,
  vorgang,
  ohneFelder,
}: {
  readonly row: ConflictRow;
  readonly vorgang: string;
  /** a signature has no fields that could be compared */
  readonly ohneFelder: boolean;
}) {
  const seitdem = useSeitdem(vorgang, row.gesehen);
  const view = useQuery('vorgang.get', { id: vorgang });
  const felder = vergleiche(row.befehl as Record<string, unknown>, seitdem, view.data?.state);
  return (
    <>
      {seitdem.length > 0 ? (
        <Seitdem art={row.art} seitdem={seitdem} />
      ) : (
        <p>
          Eingegeben auf Stand {row.gesehen}; jetzt gilt Stand {row.aktuell}.
        </p>
      )}
      {ohneFelder ? null : <Vergleichstabelle felder={felder} />}
    </>
  );
}
