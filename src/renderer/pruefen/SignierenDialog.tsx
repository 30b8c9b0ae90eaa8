import { PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, TextField } from '../kit/Field.tsx';
import { hashGruppen } from '../kit/format.ts';
import { toast } from '../kit/toasts.ts';
import { blobUrl } from '../kit/upload.ts';
import type { Sichtbar } from './Platz.tsx';
import { useSchluessel } from '../umlauf/schluessel.ts';
import { Schluesselwahl } from '../umlauf/Schluesselwahl.tsx';

interface Props {
  readonly document: DocumentInfo;
  readonly onClose: () => void;
  readonly onFertig: (document: DocumentInfo) => void;
}

const Platz = lazy(() => import('./Platz.tsx'));

/** Sign a file of one's own, outside of any Vorgang. */
export function SignierenDialog({ document: d, onClose, onFertig }: Props) {
  const wahl = useSchluessel();
  const [grund, setGrund] = useState('');
  const [ort, setOrt] = useState('');
  const [sichtbar, setSichtbar] = useState(true);
  const [platz, setPlatz] = useState<Sichtbar | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sign = async () => {
    const eingabe = wahl.eingabe();
    // Without its place, a signature that should be seen would silently be invisible.
    if (!eingabe || (sichtbar && !platz)) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('sign.file', {
      sha256: d.sha256,
      ...eingabe,
      ...(grund.trim() ? { grund: grund.trim() } : {}),
      ...(ort.trim() ? { ort: ort.trim() } : {}),
      ...(sichtbar && platz ? { sichtbar: platz } : {}),
    });
    setBusy(false);
    wahl.vergessen();
    if (!answer.ok) return setProblem(answer.problem);
    const { document: signed, stufe, hinweis } = answer.value;
    toast(`Das Dokument ist signiert (${stufe}).`, hinweis ?? signed.name);
    onFertig(signed);
  };
  return (
    <Dialog
      titel="PDF signieren"
      onClose={onClose}
      breit={sichtbar}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button art="primary" icon={PenLine} taste="Strg+Enter" busy={busy} onClick={() => void sign()}>
            Verbindlich signieren
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-summary">
        <p className="am-strong">{d.name}</p>
        <p className="am-mono am-muted">{hashGruppen(d.sha256)}</p>
      </div>
      <div className="am-cols">
        <TextField label="Grund" optional value={grund} onChange={setGrund} maxLength={500} />
        <TextField label="Ort" optional value={ort} onChange={setOrt} maxLength={200} />
      </div>
      <Checkbox checked={sichtbar} onChange={setSichtbar}>
        Unterschrift sichtbar auf der Seite
      </Checkbox>
      {sichtbar ? (
        <Suspense fallback={<p role="status">Seite wird geladen …</p>}>
          <Platz
            url={blobUrl(d.sha256)}
            seiten={d.seiten ?? 1}
            text={[wahl.key?.name ?? 'Unterschrift', ...(grund.trim() ? [grund.trim()] : [])]}
            onChange={setPlatz}
          />
        </Suspense>
      ) : null}
      <Schluesselwahl wahl={wahl} />
    </Dialog>
  );
}
