import { LockOpen } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { TextField } from '../kit/Field.tsx';
import { toastProblem } from '../kit/toasts.ts';
import { holdPhase, loadApp, setApp } from '../shell/state.ts';
import { LinkWartet } from './LinkWartet.tsx';
import { Notfallschluessel } from './Notfallschluessel.tsx';
import { NeuePassphrase, useNeuePassphrase } from './NeuePassphrase.tsx';
import { Passphrase } from './Passphrase.tsx';
import { Rahmen } from './Rahmen.tsx';
import { AnderePerson, Platzwahl } from './Platz.tsx';
import { Wiederherstellen } from './Wiederherstellen.tsx';

export default function Entsperren({ app }: { readonly app: AppState }) {
  const [ansicht, setAnsicht] = useState<'entsperren' | 'vergessen' | 'sicherung'>('entsperren');
  if (ansicht === 'vergessen') return <Vergessen app={app} onZurueck={() => setAnsicht('entsperren')} />;
  if (ansicht === 'sicherung') return <Wiederherstellen onZurueck={() => setAnsicht('entsperren')} />;
  return <Oeffnen app={app} onWeg={setAnsicht} />;
}

interface OeffnenProps {
  readonly app: AppState;
  readonly onWeg: (ansicht: 'vergessen' | 'sicherung') => void;
}

function Oeffnen({ app, onWeg }: OeffnenProps) {
  // Where several share the device, the choice above says whose it is.
  const allein = app.plaetze?.length === 1 ? app.plaetze[0] : undefined;
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const unlock = async (e: FormEvent) => {
    e.preventDefault();
    if (passphrase === '' || busy) return;
    setBusy(true);
    const answer = await call('session.unlock', { passphrase });
    setBusy(false);
    setPassphrase('');
    if (answer.ok) setApp(answer.value);
    // The window goes on to the set-up by itself; the reason goes with it.
    else if (answer.problem.code === 'app.einrichtung-abgebrochen') toastProblem(answer.problem);
    else setProblem(answer.problem);
  };
  return (
    <Rahmen titel="Mappe entsperren">
      <form className="am-stack" onSubmit={(e) => void unlock(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <LinkWartet />
        <Platzwahl app={app} />
        <Passphrase
          label="Passphrase"
          hint={allein && [allein.name, allein.stadt].filter(Boolean).join(' · ')}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
        <Button art="primary" type="submit" icon={LockOpen} busy={busy}>
          Entsperren
        </Button>
        <div className="am-start__actions">
          <Button art="tertiary" klein onClick={() => onWeg('vergessen')}>
            Passphrase vergessen
          </Button>
          <Button art="tertiary" klein onClick={() => onWeg('sicherung')}>
            Sicherung wiederherstellen
          </Button>
          <AnderePerson />
        </div>
      </form>
    </Rahmen>
  );
}

/** Forgotten passphrase: the recovery key from paper sets a new one; it is then worn out and replaced. */
function Vergessen({ app, onZurueck }: { readonly app: AppState; readonly onZurueck: () => void }) {
  const [schluessel, setSchluessel] = useState('');
  const eingabe = useNeuePassphrase();
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [neu, setNeu] = useState<string | null>(null);
  if (neu !== null) {
    return (
      <Notfallschluessel
        schluessel={neu}
        stadt={app.stadt}
        onFertig={() => void loadApp().then(() => holdPhase(null))}
      />
    );
  }
  const recover = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (eingabe.fehler !== null || schluessel.trim() === '') return;
    setBusy(true);
    holdPhase('gesperrt');
    const answer = await call('session.recover', {
      recoveryKey: schluessel.trim(),
      newPassphrase: eingabe.wert,
    });
    setBusy(false);
    if (answer.ok) return setNeu(answer.value.recoveryKey);
    holdPhase(null);
    setProblem(answer.problem);
  };
  return (
    <Rahmen titel="Mit Notfallschlüssel öffnen">
      <form className="am-stack" onSubmit={(e) => void recover(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <TextField
          label="Notfallschlüssel"
          hint="Vom Ausdruck, den Sie beim Einrichten gemacht haben."
          value={schluessel}
          onChange={setSchluessel}
          spellCheck={false}
          autoFocus
          error={versucht && schluessel.trim() === '' ? 'Geben Sie den Notfallschlüssel ein.' : null}
        />
        <NeuePassphrase label="Neue Passphrase" eingabe={eingabe} versucht={versucht} />
        <div className="am-start__actions">
          <Button art="tertiary" onClick={onZurueck}>
            Zurück
          </Button>
          <Button art="primary" type="submit" busy={busy}>
            Neue Passphrase setzen
          </Button>
        </div>
      </form>
    </Rahmen>
  );
}
