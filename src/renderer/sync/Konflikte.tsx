import { Pencil, RotateCcw, PenLine } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { call } from '../bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import type { ConflictRow } from '../../contract/sync-client.ts';
import { hrefOf } from '../faecher.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { zeitLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { holdAction, toast } from '../kit/toasts.ts';
import { navigate } from '../shell/router.ts';
import { refreshAll, useQuery } from '../shell/query.ts';
import { loadApp } from '../shell/state.ts';
import { Seitdem, useSeitdem } from './Seitdem.tsx';
import { useCodes } from './useCodes.ts';
import { eingaben, vergleiche } from './vergleich.ts';
import { Vergleichstabelle } from './Vergleichstabelle.tsx';
import { befehlText } from './worte.ts';

/** Own entries that the centre did not accept: why, and what becomes of each. Nothing, while there are none. */
export function Konflikte() {
  const rows = useQuery('sync.conflicts', null);
  const liste = useRef<HTMLDivElement>(null);
  if (!rows.data || rows.data.length === 0) return null;
  const anzahl = rows.data.length;
  /** The buttons of an entry go, or rest: the keyboard stays with what is left. */
  const bleibe = (uebrig: number): void =>
    (uebrig > 0 ? liste.current : liste.current?.closest<HTMLElement>('main'))?.focus();
  return (
    <Panel titel="Von der Zentrale nicht angenommen" anzahl={anzahl}>
      <div className="am-stack" ref={liste} tabIndex={-1}>
        {rows.data.map((row) => (
          <Konflikt
            key={row.seq}
            row={row}
            bleibe={bleibe}
            onDone={() => {
              rows.reload();
              bleibe(anzahl - 1);
            }}
          />
        ))}
      </div>
    </Panel>
  );
}

interface KonfliktProps {
  readonly row: ConflictRow;
  readonly bleibe: (uebrig: number) => void;
  readonly onDone: () => void;
}

function Konflikt({ row, bleibe, onDone }: KonfliktProps) {
  const id = useId();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'wiederholen' | 'aufgeben' | null>(null);
  const wort = row.zeichnung === null ? 'Eingabe' : 'Unterschrift';
  /** What is given up is gone for good: ten seconds to change one's mind. */
  function giveUp(): void {
    setBusy('aufgeben');
    bleibe(1);
    holdAction(
      `Die ${wort} wird aufgegeben.`,
      () => resolve('aufgeben'),
      () => setBusy(null),
    );
  }
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
  const { vorgang, zeichnung } = row;
  const ziel = vorgang && hrefOf(vorgang);
  // What was refused would be refused again: there one enters something else first.
  const anders = zeichnung === 'neu' || (zeichnung === null && row.ausgang === 'rejected');
  return (
    <article className="am-konflikt am-stack-s" aria-labelledby={`${id}-titel`}>
      <div>
        <h3 id={`${id}-titel`}>{ziel ? <a href={ziel}>{vorgang.titel}</a> : ohneVorgang(row)}</h3>
        <p className="am-muted am-small">
          {row.artBezeichnung} · Ihre Eingabe: {befehlText(row.befehl.type)}, {zeitLang(row.eingegeben)}
        </p>
      </div>
      <ErrorBox problem={problem ?? row.grund} />
      {vorgang ? <Vergleich row={row} vorgang={vorgang.id} /> : <NurEingabe row={row} />}
      <div className="am-actions">
        {anders ? <Ansehen ziel={ziel} art="primary" zeichnung={zeichnung} aus={busy !== null} /> : null}
        {zeichnung === 'neu' || zeichnung === 'erledigt' ? null : (
          <Button
            klein
            icon={RotateCcw}
            busy={busy === 'wiederholen'}
            disabled={busy !== null}
            onClick={() => void resolve('wiederholen')}
          >
            {zeichnung !== null
              ? 'Unterschrift noch einmal senden'
              : row.ausgang === 'rejected'
                ? 'Unverändert noch einmal versuchen'
                : 'Auf dem neuen Stand wiederholen'}
          </Button>
        )}
        {anders ? null : <Ansehen ziel={ziel} art="secondary" zeichnung={zeichnung} aus={busy !== null} />}
        <Button klein art="tertiary" busy={busy === 'aufgeben'} disabled={busy !== null} onClick={giveUp}>
          {busy === 'aufgeben' ? `${wort} wird aufgegeben …` : `${wort} aufgeben`}
        </Button>
      </div>
      {ziel && zeichnung === null ? (
        <p className="am-muted am-small">
          Haben Sie im Vorgang selbst neu eingegeben, was gelten soll? Dann geben Sie diese Eingabe hier auf.
        </p>
      ) : null}
    </article>
  );
}

interface AnsehenProps {
  /** null: the Vorgang is not for this person's eyes any more */
  readonly ziel: string | null;
  readonly art: 'primary' | 'secondary';
  readonly zeichnung: ConflictRow['zeichnung'];
  readonly aus: boolean;
}

function Ansehen({ ziel, art, zeichnung, aus }: AnsehenProps) {
  if (ziel === null) return null;
  const text = zeichnung === null ? 'Ansehen und ändern' : 'Ansehen';
  return (
    <Button
      klein
      art={art}
      icon={zeichnung === 'neu' ? PenLine : Pencil}
      disabled={aus}
      onClick={() => navigate(ziel)}
    >
      {zeichnung === 'neu' ? 'Ansehen und neu unterschreiben' : text}
    </Button>
  );
}

/** What has happened since one saw it, and the own entry beside what stands there now. */
function Vergleich({ row, vorgang }: { readonly row: ConflictRow; readonly vorgang: string }) {
  const seitdem = useSeitdem(vorgang, row.gesehen);
  const view = useQuery('vorgang.get', { id: vorgang });
  const befehl = row.befehl as Record<string, unknown>;
  const code = useCodes(row.art, befehl, view.data?.state);
  return (
    <>
      <Seitdem art={row.art} seitdem={seitdem} />
      {/* A signature has no fields that could be compared; what was refused stands against nothing. */}
      {row.zeichnung !== null || code === null ? null : row.ausgang !== 'rejected' ? (
        <Vergleichstabelle felder={vergleiche(befehl, seitdem, view.data?.state, code)} />
      ) : (
        <Vergleichstabelle ohneJetzt felder={eingaben(befehl, code)} />
      )}
    </>
  );
}

/** The Vorgang is not there, or not for this person's eyes any more: what one had entered oneself. */
function NurEingabe({ row }: { readonly row: ConflictRow }) {
  const befehl = row.befehl as Record<string, unknown>;
  const code = useCodes(row.art, befehl, null);
  return code === null ? null : <Vergleichstabelle ohneJetzt felder={eingaben(befehl, code)} />;
}

/** What was refused when it was to be made has never been there. */
const ohneVorgang = ({ befehl, artBezeichnung }: ConflictRow): string =>
  befehl.type.startsWith('create') ? `${artBezeichnung}: nicht angelegt` : 'Nicht (mehr) sichtbar';
