import { DatabaseBackup, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextField } from '../kit/Field.tsx';
import { groesse, zeitLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { Table } from '../kit/Table.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import { setApp, useProgress } from '../shell/state.ts';

export function Sicherung() {
  const liste = useQuery('backup.list', null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [zurueck, setZurueck] = useState<string | null>(null);
  const progress = useProgress(busy);
  const create = async () => {
    setBusy(true);
    const answer = await call('backup.create', null);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    toast(
      'Die Sicherung ist geschrieben und geprüft.',
      `${answer.value.name}, ${groesse(answer.value.bytes)}`,
    );
    liste.reload();
  };
  return (
    <Panel
      titel="Sicherungen auf diesem Gerät"
      buendig
      rechts={
        <Button art="primary" klein icon={DatabaseBackup} busy={busy} onClick={() => void create()}>
          Jetzt sichern
        </Button>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {progress ? (
        <div className="am-panel__body">
          <Progress erledigt={progress.done} gesamt={progress.total} text={progress.text} prozent />
        </div>
      ) : null}
      {liste.data?.length === 0 ? (
        <EmptyState icon={DatabaseBackup} titel="Noch keine Sicherung">
          <p>Jede Sicherung wird nach dem Schreiben wieder geöffnet und geprüft.</p>
        </EmptyState>
      ) : (
        <Table
          name="Sicherungen dieser Mappe"
          spalten={[
            'Zeit',
            { text: 'Größe', art: 'zahl' },
            'Zustand',
            { text: 'Wiederherstellen', art: 'verborgen' },
          ]}
        >
          {liste.data?.map((s) => (
            <tr key={s.name}>
              <td>
                {zeitLang(s.zeit)}
                <p className="am-muted am-small">{s.name}</p>
              </td>
              <td className="am-num">{groesse(s.bytes)}</td>
              <td>
                {s.geprueft ? (
                  <StatusTag stufe="gut" text="Geprüft" />
                ) : (
                  <StatusTag stufe="warnung" text="Nicht geprüft" />
                )}
              </td>
              <td>
                <Button klein art="tertiary" icon={RotateCcw} onClick={() => setZurueck(s.name)}>
                  Wiederherstellen …
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {zurueck ? <ZurueckDialog name={zurueck} onClose={() => setZurueck(null)} /> : null}
    </Panel>
  );
}

function ZurueckDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const restore = async () => {
    if (passphrase === '') return;
    setBusy(true);
    const answer = await call('backup.restore', { name, passphrase });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setApp(answer.value);
    toast('Die Sicherung ist wiederhergestellt.');
  };
  return (
    <Dialog
      titel="Sicherung wiederherstellen"
      onClose={onClose}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose}>Abbrechen</Button>
          <Button art="danger" taste="Strg+Enter" busy={busy} onClick={() => void restore()}>
            Wiederherstellen
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      <Note art="warnung" titel="Was danach eingegeben wurde, fehlt">
        Der jetzige Stand wird beiseitegelegt und nicht gelöscht. Danach gilt der Stand von „{name}“.
      </Note>
      <TextField
        label="Passphrase der Sicherung"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
      />
    </Dialog>
  );
}
