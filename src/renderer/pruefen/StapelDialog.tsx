import { Download, FolderDown, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import type { BatchEntry, SignedFile } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextField } from '../kit/Field.tsx';
import { anzahl, groesse } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import { downloadUrl, saveAs } from '../kit/upload.ts';
import { useSchluessel } from '../umlauf/schluessel.ts';
import { Schluesselwahl } from '../umlauf/Schluesselwahl.tsx';
import { Fortschritt, Stapelergebnis, Zustand } from '../umlauf/Stapel.tsx';
import { useStapel } from '../umlauf/stapellauf.ts';

interface Props {
  readonly dokumente: readonly DocumentInfo[];
  /** files that were refused when they came in */
  readonly abgewiesen: readonly Problem[];
  readonly onClose: () => void;
}

/** Signs many files with one PIN. A wrong PIN ends it at once: a card locks after three. */
export function StapelDialog({ dokumente, abgewiesen, onClose }: Props) {
  const wahl = useSchluessel();
  const [grund, setGrund] = useState('');
  const stapel = useStapel<SignedFile>(dokumente.map((d) => d.sha256));
  const { offen } = stapel;
  const sign = async () => {
    const eingabe = wahl.eingabe();
    if (!eingabe || offen.length === 0) return;
    await stapel.run((dateien) =>
      call('sign.files', {
        dateien: [...dateien],
        ...eingabe,
        ...(grund.trim() ? { grund: grund.trim() } : {}),
      }),
    );
    wahl.vergessen();
  };
  const [packt, setPackt] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fertig = [...stapel.eintraege.values()].flatMap((e) => (e.status === 'fertig' ? [e.document] : []));
  const saveAll = async () => {
    setPackt(true);
    const made = await call('sign.zip', { dateien: fertig.map((d) => d.sha256) });
    setPackt(false);
    setProblem(made.ok ? null : made.problem);
    if (made.ok) saveAs(downloadUrl(made.value.sha256, made.value.name), made.value.name);
  };
  return (
    <Dialog
      titel={`${anzahl(dokumente.length, 'Dokument', 'Dokumente')} signieren`}
      onClose={onClose}
      breit
      fest={stapel.laeuft}
      fuss={
        <>
          <Button onClick={stapel.laeuft ? stapel.abbrechen : onClose} disabled={stapel.brichtAb}>
            {stapel.laeuft ? 'Anhalten' : stapel.begonnen ? 'Schließen' : 'Abbrechen'}
          </Button>
          {fertig.length > 1 && !stapel.laeuft ? (
            <Button icon={FolderDown} busy={packt} onClick={() => void saveAll()}>
              Alle speichern (ZIP)
            </Button>
          ) : null}
          {offen.length > 0 ? (
            <Button
              art="primary"
              icon={PenLine}
              taste="Strg+Enter"
              busy={stapel.laeuft}
              onClick={() => void sign()}
            >
              {stapel.begonnen ? `${offen.length} übrige signieren` : 'Alle verbindlich signieren'}
            </Button>
          ) : null}
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {abgewiesen.map((p, i) => (
        <ErrorBox key={i} problem={p} />
      ))}
      <Stapelergebnis stapel={stapel} gesamt={dokumente.length} was="Die Originale sind unverändert." />
      <Fortschritt stapel={stapel} />
      {offen.length > 0 ? (
        <>
          {stapel.begonnen || stapel.laeuft ? null : (
            <TextField label="Grund" optional value={grund} onChange={setGrund} maxLength={500} />
          )}
          <Schluesselwahl wahl={wahl} />
        </>
      ) : null}
      <ul className="am-stack">
        {dokumente.map((d) => (
          <li key={d.sha256} className="am-row">
            <span className="am-grow">
              {d.name} <span className="am-muted am-small">{groesse(d.bytes)}</span>
            </span>
            <Ergebnis eintrag={stapel.eintraege.get(d.sha256)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Ergebnis({ eintrag }: { readonly eintrag: BatchEntry<SignedFile> | undefined }) {
  if (eintrag?.status !== 'fertig') return <Zustand eintrag={eintrag} />;
  const { document: d, stufe, hinweis } = eintrag;
  return (
    <>
      {hinweis ? <StatusTag stufe="warnung" text="Stufe noch nicht erreicht" /> : null}
      <StatusTag stufe="gut" text={`signiert (${stufe})`} />
      <a className="am-link am-row" href={downloadUrl(d.sha256, d.name)} download={d.name}>
        <Download size={16} aria-hidden /> Speichern
        <span className="kern-sr-only"> {d.name}</span>
      </a>
    </>
  );
}
