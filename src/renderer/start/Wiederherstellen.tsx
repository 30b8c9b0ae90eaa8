import { useState, type FormEvent } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { Choice } from '../kit/Choice.tsx';
import { groesse, zeitLang } from '../kit/format.ts';
import { uploadBackup } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { setApp, useProgress } from '../shell/state.ts';
import { Passphrase } from './Passphrase.tsx';
import { Rahmen } from './Rahmen.tsx';

/** Back to a backup: one of those on this device, or a file brought along. */
export function Wiederherstellen({ onZurueck }: { readonly onZurueck?: () => void }) {
  const liste = useQuery('backup.list', null);
  const [name, setName] = useState<string | null>(null);
  const [upload, setUpload] = useState<{ readonly datei: string; readonly ticket: string } | null>(null);
  const [laden, setLaden] = useState<readonly [number, number] | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const progress = useProgress(busy);
  const sicherungen = liste.data ?? [];

  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    setProblem(null);
    setLaden([0, file.size]);
    const answer = await uploadBackup(file, (done, total) => setLaden([done, total])).answer;
    setLaden(null);
    if (!answer.ok) return setProblem(answer.problem);
    setUpload({ datei: file.name, ticket: answer.value.upload });
    setName(null);
  };
  const restore = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if ((name === null && upload === null) || passphrase === '') return;
    setBusy(true);
    const answer = await call('backup.restore', {
      ...(upload ? { upload: upload.ticket } : { name: name ?? '' }),
      passphrase,
    });
    setBusy(false);
    if (answer.ok) setApp(answer.value);
    else setProblem(answer.problem);
  };

  return (
    <Rahmen titel="Sicherung wiederherstellen">
      <form className="am-stack" onSubmit={(e) => void restore(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <Note art="warnung" titel="Der jetzige Stand wird nicht gelöscht">
          Er wird beiseitegelegt, bevor die Sicherung an seine Stelle tritt. Was nach der Sicherung eingegeben
          wurde, fehlt danach.
        </Note>
        {sicherungen.length > 0 ? (
          <Choice
            legende="Sicherungen auf diesem Gerät"
            value={name}
            onChange={(n) => {
              setName(n);
              setUpload(null);
            }}
            wahlen={sicherungen.map((s) => ({
              wert: s.name,
              text: zeitLang(s.zeit),
              folge: `${groesse(s.bytes)} · ${s.geprueft ? 'geprüft' : 'nicht geprüft'} · ${s.name}`,
            }))}
          />
        ) : null}
        {upload ? (
          <Note art="gut" titel={upload.datei}>
            Diese Datei wird wiederhergestellt.
          </Note>
        ) : laden ? (
          <Progress erledigt={laden[0]} gesamt={laden[1]} text="Datei wird gelesen" prozent />
        ) : (
          <DropZone
            text="Sicherungsdatei hier ablegen"
            hinweis="Zum Beispiel von einem anderen Gerät oder Laufwerk"
            accept=".amtsmappe,.backup,.zip,.db,application/octet-stream"
            onFiles={(f) => void take(f)}
          />
        )}
        <Passphrase
          label="Passphrase der Sicherung"
          hint="Die Passphrase, die galt, als die Sicherung entstand."
          value={passphrase}
          onChange={setPassphrase}
          error={versucht && passphrase === '' ? 'Geben Sie die Passphrase ein.' : null}
        />
        {versucht && name === null && upload === null ? (
          <Note art="fehler">Wählen Sie eine Sicherung oder legen Sie eine Datei ab.</Note>
        ) : null}
        {progress ? (
          <Progress erledigt={progress.done} gesamt={progress.total} text={progress.text} prozent />
        ) : null}
        <div className="am-start__actions">
          {onZurueck ? (
            <Button art="tertiary" onClick={onZurueck}>
              Zurück
            </Button>
          ) : (
            <span />
          )}
          <Button art="primary" type="submit" busy={busy}>
            Wiederherstellen
          </Button>
        </div>
      </form>
    </Rahmen>
  );
}
