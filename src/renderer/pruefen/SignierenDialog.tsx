import { PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, Select, TextField } from '../kit/Field.tsx';
import { hashGruppen } from '../kit/format.ts';
import { toast } from '../kit/toasts.ts';
import { blobUrl } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { useSchluessel } from '../umlauf/schluessel.ts';
import { Schluesselwahl } from '../umlauf/Schluesselwahl.tsx';
import { Optionen } from './Optionen.tsx';
import type { Sichtbar } from './Platz.tsx';
import { LEERER_WUNSCH, wunschInput, type Wunsch } from './wunsch.ts';

interface Props {
  readonly document: DocumentInfo;
  readonly onClose: () => void;
  readonly onFertig: (document: DocumentInfo) => void;
}

const Platz = lazy(() => import('./Platz.tsx'));
const Vorschau = lazy(() => import('./Vorschau.tsx'));

/** Sign a file of one's own, outside of any Vorgang. */
export function SignierenDialog({ document: d, onClose, onFertig }: Props) {
  const wahl = useSchluessel();
  const felder = useQuery('sign.fields', { sha256: d.sha256 });
  const bild = useQuery('picture.get', null);
  const [wunsch, setWunsch] = useState<Wunsch>(LEERER_WUNSCH);
  const [platz, setPlatz] = useState<Sichtbar | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (next: Partial<Wunsch>) => setWunsch((w) => ({ ...w, ...next }));
  const leer = felder.data?.leer ?? [];
  const neu = wunsch.feld === '';
  const sign = async () => {
    const eingabe = wahl.eingabe();
    // Without its place, a signature that should be seen would silently be invisible.
    const input = wunschInput(wunsch, platz);
    if (!eingabe || !input) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('sign.file', { sha256: d.sha256, ...eingabe, ...input });
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
      breit={neu && wunsch.sichtbar}
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
      {felder.problem ? <ErrorBox problem={felder.problem} /> : null}
      <div className="am-summary">
        <p className="am-strong">{d.name}</p>
        <p className="am-mono am-muted">{hashGruppen(d.sha256)}</p>
      </div>
      <div className="am-cols">
        <TextField
          label="Grund"
          optional
          value={wunsch.grund}
          onChange={(grund) => change({ grund })}
          maxLength={500}
        />
        <TextField
          label="Ort"
          optional
          value={wunsch.ort}
          onChange={(ort) => change({ ort })}
          maxLength={200}
        />
      </div>
      {leer.length > 0 ? (
        <Select
          label="Unterschriftsfeld"
          value={wunsch.feld}
          onChange={(feld) => change({ feld })}
          optionen={[
            { wert: '', text: 'Neues Feld' },
            ...leer.map((feld) => ({ wert: feld, text: `Vorhandenes Feld „${feld}“` })),
          ]}
        />
      ) : null}
      {neu ? (
        <Checkbox checked={wunsch.sichtbar} onChange={(sichtbar) => change({ sichtbar })}>
          Unterschrift sichtbar auf der Seite
        </Checkbox>
      ) : null}
      {!neu || wunsch.sichtbar ? (
        bild.data ? (
          <Checkbox checked={wunsch.bild} onChange={(an) => change({ bild: an })}>
            Bild meiner Unterschrift zeigen
          </Checkbox>
        ) : (
          <p className="am-small am-muted">
            Ein Bild Ihrer Unterschrift können Sie unter Einstellungen › Person und Schlüssel hinterlegen.
          </p>
        )
      ) : null}
      {neu && wunsch.sichtbar ? (
        <Suspense fallback={<p role="status">Seite wird geladen …</p>}>
          <Platz
            url={blobUrl(d.sha256)}
            seiten={d.seiten ?? 1}
            inhalt={({ breite, hoehe }) => (
              <Suspense fallback={null}>
                <Vorschau
                  breite={breite}
                  hoehe={hoehe}
                  grund={wunsch.grund.trim()}
                  ort={wunsch.ort.trim()}
                  bild={wunsch.bild}
                />
              </Suspense>
            )}
            onChange={setPlatz}
          />
        </Suspense>
      ) : null}
      {felder.data ? <Optionen felder={felder.data} wunsch={wunsch} onChange={change} /> : null}
      <Schluesselwahl wahl={wahl} />
    </Dialog>
  );
}
