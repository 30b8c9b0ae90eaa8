import { Download, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import type { BatchEntry } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextField } from '../kit/Field.tsx';
import { anzahl, groesse } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import { downloadUrl } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { useProgress } from '../shell/state.ts';
import { Schluesselwahl, usableKey } from '../umlauf/Schluesselwahl.tsx';

interface Props {
  readonly dokumente: readonly DocumentInfo[];
  /** files that were refused when they came in */
  readonly abgewiesen: readonly Problem[];
  readonly onClose: () => void;
}

/** Signs many files with one PIN. A wrong PIN ends it at once: a card locks after three. */
export function StapelDialog({ dokumente, abgewiesen, onClose }: Props) {
  const keys = useQuery('sign.keys', null);
  const [schluessel, setSchluessel] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [grund, setGrund] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fertig, setFertig] = useState<readonly BatchEntry[] | null>(null);
  const progress = useProgress(busy);
  const key = usableKey(keys.data ?? [], schluessel);
  const sign = async () => {
    setVersucht(true);
    if (!key || pin === '' || fertig) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('sign.files', {
      dateien: dokumente.map((d) => d.sha256),
      schluessel: key.id,
      pin,
      ...(grund.trim() ? { grund: grund.trim() } : {}),
    });
    setBusy(false);
    setPin('');
    if (answer.ok) setFertig(answer.value);
    else setProblem(answer.problem);
  };
  const gelungen = fertig?.filter((e) => e.status === 'fertig').length ?? 0;
  return (
    <Dialog
      titel={`${anzahl(dokumente.length, 'Dokument', 'Dokumente')} signieren`}
      onClose={onClose}
      breit
      fest={busy}
      fuss={
        fertig ? (
          <Button art="primary" onClick={onClose}>
            Fertig
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy}>
              Abbrechen
            </Button>
            <Button art="primary" icon={PenLine} taste="Strg+Enter" busy={busy} onClick={() => void sign()}>
              Alle verbindlich signieren
            </Button>
          </>
        )
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {abgewiesen.map((p, i) => (
        <ErrorBox key={i} problem={p} />
      ))}
      {fertig ? (
        <Note art={gelungen === fertig.length ? 'gut' : 'warnung'}>
          {gelungen} von {fertig.length} Dokumenten signiert. Die Originale sind unverändert.
        </Note>
      ) : null}
      {busy ? (
        <Progress
          erledigt={progress?.done ?? 0}
          gesamt={progress?.total ?? dokumente.length}
          text="Dokumente werden signiert"
        />
      ) : null}
      <ul className="am-stack">
        {dokumente.map((d, i) => (
          <li key={d.sha256} className="am-row">
            <span className="am-grow">
              {d.name} <span className="am-muted am-small">{groesse(d.bytes)}</span>
            </span>
            <Ergebnis eintrag={fertig?.[i]} />
          </li>
        ))}
      </ul>
      {fertig ? null : (
        <>
          <TextField label="Grund" optional value={grund} onChange={setGrund} maxLength={500} />
          <Schluesselwahl
            keys={keys.data}
            laedt={keys.loading}
            gewaehlt={key}
            onWahl={setSchluessel}
            pin={pin}
            onPin={setPin}
            pinError={
              versucht && pin === '' && !busy ? 'Geben Sie das Geheimnis Ihres Schlüssels ein.' : null
            }
          />
        </>
      )}
    </Dialog>
  );
}

function Ergebnis({ eintrag }: { readonly eintrag: BatchEntry | undefined }) {
  if (!eintrag) return null;
  if (eintrag.status === 'offen') return <StatusTag stufe="ruht" text="nicht begonnen" />;
  if (eintrag.status === 'fehler')
    return (
      <span>
        <StatusTag stufe="fehler" text={eintrag.problem.heading} />{' '}
        <span className="am-small">{eintrag.problem.cause}</span>
      </span>
    );
  const { document: d, stufe, hinweis } = eintrag;
  return (
    <>
      {hinweis ? <StatusTag stufe="warnung" text="ohne Zeitstempel" /> : null}
      <StatusTag stufe="gut" text={`signiert (${stufe})`} />
      <a className="am-link am-row" href={downloadUrl(d.sha256, d.name)} download={d.name}>
        <Download size={16} aria-hidden /> Speichern
        <span className="kern-sr-only"> {d.name}</span>
      </a>
    </>
  );
}
