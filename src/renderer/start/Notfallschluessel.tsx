import { Printer } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '../kit/Button.tsx';
import { Note } from '../kit/Boxes.tsx';
import { TextField } from '../kit/Field.tsx';
import { groupsToConfirm, keyGroups, sameGroup } from './passphrase.ts';
import { Rahmen } from './Rahmen.tsx';

interface Props {
  readonly schluessel: string;
  readonly stadt: string;
  readonly onFertig: () => void;
}

/** The recovery key: shown once, printed, and copied back in part, so that it surely exists on paper. */
export function Notfallschluessel({ schluessel, stadt, onFertig }: Props) {
  const gruppen = keyGroups(schluessel);
  const [[a, b]] = useState(() => groupsToConfirm(gruppen, Math.random));
  const [schritt, setSchritt] = useState<'zeigen' | 'bestaetigen'>('zeigen');
  const [eins, setEins] = useState('');
  const [zwei, setZwei] = useState('');
  const [versucht, setVersucht] = useState(false);
  const ok1 = sameGroup(eins, gruppen[a] ?? '');
  const ok2 = sameGroup(zwei, gruppen[b] ?? '');

  const confirm = (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (ok1 && ok2) onFertig();
  };

  if (schritt === 'zeigen') {
    return (
      <Rahmen titel="Notfallschlüssel aufbewahren">
        <p>
          Vergessen Sie Ihre Passphrase, öffnet nur dieser Schlüssel Ihre Mappe. Er wird <b>nur jetzt</b>{' '}
          angezeigt und nirgends gespeichert.
        </p>
        <div className="am-key" aria-label="Notfallschlüssel">
          {gruppen.map((g, i) => (
            <span key={i}>{g}</span>
          ))}
        </div>
        <p className="am-muted am-small">
          Amtsmappe, {stadt}. Ausgedruckt an einem verschlossenen Ort aufbewahren, nicht am Gerät.
        </p>
        <div className="am-start__actions am-noprint">
          <Button icon={Printer} onClick={() => window.print()}>
            Drucken
          </Button>
          <Button art="primary" onClick={() => setSchritt('bestaetigen')}>
            Ich habe ihn auf Papier
          </Button>
        </div>
      </Rahmen>
    );
  }
  return (
    <Rahmen titel="Notfallschlüssel bestätigen">
      <form className="am-stack" onSubmit={confirm}>
        <p>Geben Sie zwei Gruppen von Ihrem Ausdruck ein.</p>
        <TextField
          label={`${a + 1}. Gruppe`}
          value={eins}
          onChange={setEins}
          autoFocus
          error={
            versucht && !ok1 ? `Das ist nicht die ${a + 1}. Gruppe. Vergleichen Sie mit dem Ausdruck.` : null
          }
        />
        <TextField
          label={`${b + 1}. Gruppe`}
          value={zwei}
          onChange={setZwei}
          error={
            versucht && !ok2 ? `Das ist nicht die ${b + 1}. Gruppe. Vergleichen Sie mit dem Ausdruck.` : null
          }
        />
        <Note>Groß- und Kleinschreibung sowie Bindestriche spielen keine Rolle.</Note>
        <div className="am-start__actions">
          <Button art="tertiary" onClick={() => setSchritt('zeigen')}>
            Schlüssel noch einmal zeigen
          </Button>
          <Button art="primary" type="submit">
            Bestätigen
          </Button>
        </div>
      </form>
    </Rahmen>
  );
}
