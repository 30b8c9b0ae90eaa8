import { DatabaseBackup, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { TextField } from '../kit/Field.tsx';
import { groesse, zeitLang } from '../kit/format.ts';
import { ListPanel } from '../kit/ListPanel.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import { setApp, useProgress } from '../shell/state.ts';

export function Sicherung() {
  const liste = useQuery('backup.list', null);
  const backup = useAction();
  const [zurueck, setZurueck] = useState<string | null>(null);
  const progress = useProgress(backup.busy);
  const create = () =>
    backup.run(
      () => call('backup.create', null),
      ({ name, bytes }) => {
        toast('Die Sicherung ist geschrieben und geprüft.', `${name}, ${groesse(bytes)}`);
        liste.reload();
      },
    );
  return (
    <ListPanel
      titel="Sicherungen auf diesem Gerät"
      rechts={
        <Button art="primary" klein icon={DatabaseBackup} busy={backup.busy} onClick={() => void create()}>
          Jetzt sichern
        </Button>
      }
      liste={liste}
      davor={
        backup.problem ? (
          <ErrorBox problem={backup.problem} />
        ) : progress ? (
          <Progress erledigt={progress.done} gesamt={progress.total} text={progress.text} prozent />
        ) : null
      }
      leer={
        <EmptyState icon={DatabaseBackup} titel="Noch keine Sicherung">
          <p>Jede Sicherung wird nach dem Schreiben wieder geöffnet und geprüft.</p>
        </EmptyState>
      }
      name="Sicherungen dieser Mappe"
      spalten={[
        'Zeit',
        { text: 'Größe', art: 'zahl' },
        'Zustand',
        { text: 'Wiederherstellen', art: 'verborgen' },
      ]}
      zeile={(s) => (
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
      )}
    >
      {zurueck ? <ZurueckDialog name={zurueck} onClose={() => setZurueck(null)} /> : null}
    </ListPanel>
  );
}

function ZurueckDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const action = useAction();
  const restore = () =>
    action.run(
      () => (passphrase === '' ? null : call('backup.restore', { name, passphrase })),
      (app) => {
        setApp(app);
        toast('Die Sicherung ist wiederhergestellt.');
      },
    );
  return (
    <ActionDialog
      titel="Sicherung wiederherstellen"
      action={action}
      verb="Wiederherstellen"
      gefahr
      onAction={() => void restore()}
      onClose={onClose}
    >
      <Note art="warnung" titel="Was danach eingegeben wurde, fehlt">
        Der jetzige Stand wird beiseitegelegt und nicht gelöscht. Danach gilt der Stand von „{name}“.
      </Note>
      <TextField
        label="Passphrase der Sicherung"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        error={action.versucht && passphrase === '' ? 'Geben Sie die Passphrase der Sicherung ein.' : null}
      />
    </ActionDialog>
  );
}
