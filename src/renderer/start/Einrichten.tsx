import { Cable } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Choice } from '../kit/Choice.tsx';
import { TextField } from '../kit/Field.tsx';
import { holdPhase, loadApp } from '../shell/state.ts';
import { Verbinden } from '../sync/Verbinden.tsx';
import '../sync/sync.css';
import { Notfallschluessel } from './Notfallschluessel.tsx';
import { NeuePassphrase, useNeuePassphrase } from './NeuePassphrase.tsx';
import { ZurueckZuPersonen } from './Platz.tsx';
import { Rahmen } from './Rahmen.tsx';
import { Wiederherstellen } from './Wiederherstellen.tsx';

/** First start: a workspace for practice or for real work, or one from a backup. */
export default function Einrichten({ app }: { readonly app: AppState }) {
  const [demo, setDemo] = useState<'demo' | 'echt'>('demo');
  const [stadt, setStadt] = useState(app.stadt || 'Stadt Siegen');
  const [vorname, setVorname] = useState('');
  const [nachname, setNachname] = useState('');
  const [funktion, setFunktion] = useState('');
  const eingabe = useNeuePassphrase();
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [schluessel, setSchluessel] = useState<string | null>(null);
  const [zurueck, setZurueck] = useState(false);
  // Others on this device work with a centre: so will this person.
  const adresse = (app.plaetze ?? []).map((p) => p.adresse).find((a) => a !== '') ?? '';
  const [verbinden, setVerbinden] = useState(adresse !== '');
  const echt = demo === 'echt';
  const nameFehlt = vorname.trim() === '' || nachname.trim() === '';

  if (schluessel !== null) {
    return (
      <Notfallschluessel
        schluessel={schluessel}
        stadt={stadt}
        onFertig={() => void loadApp().then(() => holdPhase(null))}
      />
    );
  }
  if (verbinden) return <Verbinden adresse={adresse} onZurueck={() => setVerbinden(false)} />;
  if (zurueck) return <Wiederherstellen onZurueck={() => setZurueck(false)} />;

  const create = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (eingabe.fehler !== null || stadt.trim() === '' || (echt && nameFehlt)) return;
    setBusy(true);
    // the workspace opens while the recovery key is still to be shown
    holdPhase('einrichten');
    const answer = await call('setup.create', {
      passphrase: eingabe.wert,
      demo: !echt,
      stadt: stadt.trim(),
      ...(echt
        ? { person: { vorname: vorname.trim(), nachname: nachname.trim(), funktion: funktion.trim() } }
        : {}),
    });
    setBusy(false);
    if (!answer.ok) {
      holdPhase(null);
      return setProblem(answer.problem);
    }
    eingabe.vergessen();
    setSchluessel(answer.value.recoveryKey);
  };

  return (
    <Rahmen titel="Amtsmappe einrichten">
      <form className="am-stack" onSubmit={(e) => void create(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <Choice
          legende="Womit möchten Sie beginnen?"
          value={demo}
          onChange={setDemo}
          wahlen={[
            {
              wert: 'demo',
              text: 'Übungsmappe',
              folge: 'Mit erfundener Stadt, Personen und Vorgängen. Unterschriften gelten als „Übung“.',
            },
            {
              wert: 'echt',
              text: 'Arbeitsmappe',
              folge: 'Leer, für die tägliche Arbeit. Personen und Regeln tragen Sie danach ein.',
            },
          ]}
        />
        <TextField
          label="Name der Stadt"
          value={stadt}
          onChange={setStadt}
          required
          maxLength={200}
          error={versucht && stadt.trim() === '' ? 'Geben Sie den Namen der Stadt an.' : null}
        />
        {echt ? (
          <>
            <div className="am-cols">
              <TextField
                label="Ihr Vorname"
                value={vorname}
                onChange={setVorname}
                maxLength={100}
                error={versucht && vorname.trim() === '' ? 'Geben Sie Ihren Vornamen an.' : null}
              />
              <TextField
                label="Ihr Nachname"
                value={nachname}
                onChange={setNachname}
                maxLength={100}
                error={versucht && nachname.trim() === '' ? 'Geben Sie Ihren Nachnamen an.' : null}
              />
            </div>
            <TextField
              label="Ihre Funktion"
              optional
              hint="Sie verwalten die Mappe und tragen danach die übrigen Personen ein."
              value={funktion}
              onChange={setFunktion}
              maxLength={160}
            />
          </>
        ) : null}
        <NeuePassphrase
          label="Passphrase"
          hint="Sie öffnet Ihre Mappe bei jedem Start und verschlüsselt alles darin."
          eingabe={eingabe}
          versucht={versucht}
        />
        <p className="am-start__weg">
          Schon in Ihrer Stadt im Einsatz?{' '}
          <Button klein icon={Cable} onClick={() => setVerbinden(true)}>
            Mit Zentrale verbinden
          </Button>
        </p>
        <div className="am-start__actions">
          <Button art="tertiary" onClick={() => setZurueck(true)}>
            Aus Sicherung wiederherstellen …
          </Button>
          <ZurueckZuPersonen app={app} />
          <Button art="primary" type="submit" busy={busy}>
            {busy ? 'Wird eingerichtet …' : 'Einrichten'}
          </Button>
        </div>
      </form>
    </Rahmen>
  );
}
