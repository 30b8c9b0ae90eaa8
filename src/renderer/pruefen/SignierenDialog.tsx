import { PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { DocumentInfo } from '../../contract/document.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import { hashGruppen } from '../kit/format.ts';
import { toast } from '../kit/toasts.ts';
import { blobUrl } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { useSchluessel, type Schluesseleingabe } from '../umlauf/schluessel.ts';
import { Schluesselwahl } from '../umlauf/Schluesselwahl.tsx';
import { Optionen } from './Optionen.tsx';
import type { Sichtbar } from './Platz.tsx';
import { LEERER_WUNSCH, wunschInput, type Signierwunsch, type Wunsch } from './wunsch.ts';

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
  const action = useAction();
  const change = (next: Partial<Wunsch>) => setWunsch((w) => ({ ...w, ...next }));
  const leer = felder.data?.leer ?? [];
  const neu = wunsch.feld === '';
  const sign = async (eingabe: Schluesseleingabe, input: Signierwunsch) => {
    const answer = await call('sign.file', { sha256: d.sha256, ...eingabe, ...input });
    wahl.vergessen();
    return answer;
  };
  const submit = () => {
    const eingabe = wahl.eingabe();
    // Without its place, a signature that should be seen would silently be invisible.
    const input = wunschInput(wunsch, platz);
    return action.run(
      () => (eingabe && input ? sign(eingabe, input) : null),
      ({ document: signed, stufe, hinweis }) => {
        toast(`Das Dokument ist signiert (${stufe}).`, hinweis ?? signed.name);
        onFertig(signed);
      },
    );
  };
  return (
    <ActionDialog
      titel="PDF signieren"
      breit={neu && wunsch.sichtbar}
      action={action}
      verb="Verbindlich signieren"
      icon={PenLine}
      bindend
      onAction={() => void submit()}
      onClose={onClose}
    >
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
    </ActionDialog>
  );
}
