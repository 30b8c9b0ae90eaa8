import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { Einfuhrbild } from '../../contract/bestattung.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { TextField } from '../kit/Field.tsx';
import { anzahl } from '../kit/format.ts';
import { Table } from '../kit/Table.tsx';
import { toast } from '../kit/toasts.ts';
import { uploadDocument } from '../kit/upload.ts';
import { refreshAll } from '../shell/query.ts';
import { speichere } from './teile.tsx';

/** Graves from a CSV file: every faulty row is shown before anything is taken over. */
export function EinfuhrDialog({ onClose }: { readonly onClose: () => void }) {
  const [upload, setUpload] = useState<string | null>(null);
  const [bild, setBild] = useState<Einfuhrbild | null>(null);
  const [quelle, setQuelle] = useState('');
  const action = useAction();

  const lies = async (file: File) => {
    setBild(null);
    const sent = await uploadDocument(file, () => {}).answer;
    if (!sent.ok) return sent;
    const answer = await call('friedhof.einfuhrPruefen', { upload: sent.value.sha256 });
    if (answer.ok) setUpload(sent.value.sha256);
    return answer;
  };
  const pruefe = (file: File | undefined) =>
    action.run(
      () => (file ? lies(file) : null),
      (gelesen) => {
        setBild(gelesen);
        setQuelle(gelesen.name);
      },
    );
  const speichereFehler = async () => {
    if (upload === null) return;
    const answer = await call('friedhof.einfuhrFehler', { upload });
    if (answer.ok) speichere(answer.value);
    else action.show(answer.problem);
  };
  const uebernimm = () =>
    action.run(
      () =>
        upload === null || !bild?.uebernehmbar || quelle.trim() === ''
          ? null
          : call('friedhof.einfuhrUebernehmen', { upload, quelle: quelle.trim() }),
      ({ graeber }) => {
        refreshAll();
        toast(`${anzahl(graeber, 'Grab', 'Gräber')} übernommen.`);
        onClose();
      },
    );

  return (
    <ActionDialog
      titel="Gräber aus CSV einlesen"
      breit
      action={action}
      verb="Grabverzeichnis ersetzen"
      gesperrt={!bild?.uebernehmbar || quelle.trim() === ''}
      onAction={() => void uebernimm()}
      onClose={onClose}
    >
      <DropZone
        text="CSV-Datei hierher ziehen"
        hinweis="Aus Excel oder einem anderen Programm, alle Gräber in einer Datei. Vor der Übernahme wird nichts geändert."
        accept=".csv,text/csv"
        onFiles={(files) => void pruefe(files[0])}
      />
      {bild ? (
        <div className="am-stack-s" aria-live="polite">
          <p>
            <b className="am-strong">{bild.name}</b>: {anzahl(bild.zeilen, 'Zeile', 'Zeilen')}, davon{' '}
            {bild.gueltig.toLocaleString('de-DE')} gültig, {bild.neu.toLocaleString('de-DE')} neu.
          </p>
          <p className="am-small am-muted">
            Gelesen als {bild.zeichensatz}, getrennt durch {bild.trennzeichen}.
          </p>
          {bild.uebernehmbar ? (
            <>
              <Note art={bild.entfallen > 0 ? 'warnung' : 'gut'} titel="Die Datei ist fehlerfrei">
                {bild.entfallen > 0
                  ? `Sie ersetzt das ganze Grabverzeichnis: ${anzahl(bild.entfallen, 'Grab steht', 'Gräber stehen')} nicht darin und entfallen.`
                  : 'Alle bisherigen Gräber stehen darin.'}
                {bild.betroffen.length > 0
                  ? ` Offene Bestattungen in entfallenden Gräbern: ${bild.betroffen.join('; ')}.`
                  : ''}
              </Note>
              <TextField label="Quelle" hint="Steht in der Fassung." value={quelle} onChange={setQuelle} />
            </>
          ) : (
            <>
              <Note
                art="fehler"
                titel={`${anzahl(bild.fehlerGesamt, 'Fehler', 'Fehler')}: nichts wird übernommen`}
              >
                Die Datei berichtigen und erneut einlesen.
              </Note>
              <div>
                <Button klein icon={FileDown} onClick={() => void speichereFehler()}>
                  Fehlerhafte Zeilen als CSV speichern
                </Button>
              </div>
              <Table
                name="Fehlerhafte Zeilen"
                spalten={[{ text: 'Zeile', art: 'zahl' }, 'Spalte', 'Ursache']}
              >
                {bild.fehler.map((f) => (
                  <tr key={`${f.zeile} ${f.spalte} ${f.ursache}`}>
                    <td className="am-num">{f.zeile}</td>
                    <td>{f.spalte}</td>
                    <td>{f.ursache}</td>
                  </tr>
                ))}
              </Table>
            </>
          )}
        </div>
      ) : null}
    </ActionDialog>
  );
}
