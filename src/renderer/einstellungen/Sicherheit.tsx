import { useState, type FormEvent } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Select } from '../kit/Field.tsx';
import { Panel } from '../kit/Layout.tsx';
import { toast, toastProblem } from '../kit/toasts.ts';
import { loadApp } from '../shell/state.ts';
import { NeuePassphrase, useNeuePassphrase } from '../start/NeuePassphrase.tsx';
import { Passphrase } from '../start/Passphrase.tsx';
import type { AbschnittProps } from './Einstellungen.tsx';

const MINUTEN = [1, 5, 10, 15, 30, 60, 120];

export function Sicherheit({ app }: AbschnittProps) {
  const setMinuten = async (wert: string) => {
    const answer = await call('settings.set', { autoLockMinuten: Number(wert) });
    if (!answer.ok) return toastProblem(answer.problem);
    await loadApp();
    toast(`Die Mappe sperrt sich nach ${wert} Minuten.`);
  };
  return (
    <>
      <Panel titel="Automatisch sperren">
        <Select
          label="Ohne Eingabe sperren nach"
          value={String(app.autoLockMinuten)}
          onChange={(w) => void setMinuten(w)}
          optionen={[...new Set([...MINUTEN, app.autoLockMinuten])]
            .sort((a, b) => a - b)
            .map((m) => ({ wert: String(m), text: m === 1 ? '1 Minute' : `${m} Minuten` }))}
        />
      </Panel>
      <PassphraseAendern />
    </>
  );
}

function PassphraseAendern() {
  const [alt, setAlt] = useState('');
  const neu = useNeuePassphrase();
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (neu.fehler || alt === '') return;
    setBusy(true);
    const answer = await call('session.changePassphrase', { passphrase: alt, newPassphrase: neu.wert });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setAlt('');
    neu.vergessen();
    setVersucht(false);
    toast('Die Passphrase ist geändert.', 'Der Notfallschlüssel gilt weiter.');
  };
  return (
    <Panel titel="Passphrase ändern">
      <form className="am-stack" onSubmit={(e) => void change(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <Passphrase
          label="Bisherige Passphrase"
          value={alt}
          onChange={setAlt}
          error={versucht && alt === '' ? 'Geben Sie die bisherige Passphrase ein.' : null}
        />
        <NeuePassphrase label="Neue Passphrase" eingabe={neu} versucht={versucht} />
        <div>
          <Button art="primary" type="submit" busy={busy}>
            Passphrase ändern
          </Button>
        </div>
      </form>
    </Panel>
  );
}
