import { CircleCheck, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { CentreCheck } from '../../contract/sync-client.ts';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { TextField } from '../kit/Field.tsx';
import { anzahl } from '../kit/format.ts';
import { DescriptionList } from '../kit/Layout.tsx';
import { holdPhase, loadApp } from '../shell/state.ts';
import { NeuePassphrase, useNeuePassphrase } from '../start/NeuePassphrase.tsx';
import { Notfallschluessel } from '../start/Notfallschluessel.tsx';
import { Rahmen } from '../start/Rahmen.tsx';
import { Anmelden, type Login } from './Anmelden.tsx';

interface Props {
  /** of the centre that others on this device work with; '': not known */
  readonly adresse?: string;
  readonly onZurueck: () => void;
}

/** From an address to a workspace of one's own: look at the centre, log in, choose a passphrase. */
export function Verbinden({ adresse = '', onZurueck }: Props) {
  const [zentrale, setZentrale] = useState<CentreCheck | null>(null);
  const [login, setLogin] = useState<Login | null>(null);
  const [schluessel, setSchluessel] = useState<string | null>(null);

  if (schluessel !== null)
    return (
      <Notfallschluessel
        schluessel={schluessel}
        stadt={login?.stadt ?? ''}
        onFertig={() => void loadApp().then(() => holdPhase(null))}
      />
    );
  if (zentrale && login)
    return <Einrichten login={login} onFertig={setSchluessel} onZurueck={() => setLogin(null)} />;
  return (
    <Rahmen titel="Mit Zentrale verbinden">
      {zentrale ? (
        <div className="am-stack">
          <Befund zentrale={zentrale} />
          <Anmeldung zentrale={zentrale} onAngemeldet={setLogin} />
          <div className="am-start__actions">
            <Button
              art="tertiary"
              onClick={() => {
                void call('login.cancel', null);
                setZentrale(null);
              }}
            >
              Andere Adresse
            </Button>
          </div>
        </div>
      ) : (
        <Adresse vorschlag={adresse} onGefunden={setZentrale} onZurueck={onZurueck} />
      )}
    </Rahmen>
  );
}

interface AnmeldungProps {
  readonly zentrale: CentreCheck;
  readonly onAngemeldet: (login: Login) => void;
}

/** Where cities have identity providers of their own, one says first which city one belongs to. */
function Anmeldung({ zentrale, onAngemeldet }: AnmeldungProps) {
  const { adresse, wahl } = zentrale;
  const [stadt, setStadt] = useState(wahl.length === 1 ? (wahl[0]?.tenant ?? '') : '');
  if (wahl.length === 0) return <Anmelden adresse={adresse} onAngemeldet={onAngemeldet} />;
  return (
    <>
      <Combobox
        label="Ihre Stadt"
        hint="Jede Stadt hat ihre eigene Anmeldung."
        value={stadt}
        onChange={(gewaehlt) => {
          void call('login.cancel', null);
          setStadt(gewaehlt);
        }}
        optionen={wahl.map((w) => ({ wert: w.tenant, text: w.name }))}
      />
      {stadt === '' ? null : (
        <Anmelden key={stadt} adresse={adresse} stadt={stadt} onAngemeldet={onAngemeldet} />
      )}
    </>
  );
}

interface AdresseProps {
  readonly vorschlag: string;
  readonly onGefunden: (zentrale: CentreCheck) => void;
  readonly onZurueck: () => void;
}

function Adresse({ vorschlag, onGefunden, onZurueck }: AdresseProps) {
  const [adresse, setAdresse] = useState(vorschlag);
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (adresse.trim() === '' || busy) return;
    setBusy(true);
    const answer = await call('sync.check', { adresse: adresse.trim() });
    setBusy(false);
    if (answer.ok) onGefunden(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <form className="am-stack" onSubmit={(e) => void look(e)}>
      {problem ? <ErrorBox problem={problem} /> : null}
      <TextField
        label="Adresse der Zentrale"
        hint="Von Ihrer IT, zum Beispiel amtsmappe.stadt.example"
        value={adresse}
        onChange={setAdresse}
        autoFocus
        spellCheck={false}
        autoComplete="url"
        maxLength={300}
        error={versucht && adresse.trim() === '' ? 'Geben Sie die Adresse ein.' : null}
      />
      <div className="am-start__actions">
        <Button art="tertiary" onClick={onZurueck}>
          Zurück
        </Button>
        <Button art="primary" type="submit" busy={busy}>
          {busy ? 'Wird geprüft …' : 'Verbindung prüfen'}
        </Button>
      </div>
    </form>
  );
}

/** All by name while they are few; the list to choose from has them all. */
const staedteText = (staedte: readonly string[]): string =>
  staedte.length > 5
    ? anzahl(staedte.length, 'Stadt', 'Städte')
    : staedte.join(', ') || 'noch keine eingerichtet';

/** What was found at the address, before anybody types a password anywhere. The keyboard goes on from here. */
function Befund({ zentrale }: { readonly zentrale: CentreCheck }) {
  const befund = useRef<HTMLParagraphElement>(null);
  useEffect(() => befund.current?.focus(), []);
  return (
    <>
      <p ref={befund} tabIndex={-1} role="status" className="am-mit-icon">
        <CircleCheck size={18} aria-hidden /> <b className="am-strong">Die Zentrale antwortet.</b>
      </p>
      <DescriptionList
        breit
        angaben={[
          ['Adresse', zentrale.adresse],
          [zentrale.staedte.length > 1 ? 'Städte' : 'Stadt', staedteText(zentrale.staedte)],
          [
            'Verbindung',
            zentrale.tls ? (
              <span className="am-mit-icon">
                <ShieldCheck size={18} aria-hidden /> verschlüsselt (TLS)
              </span>
            ) : (
              <span className="am-mit-icon">
                <TriangleAlert size={18} aria-hidden /> unverschlüsselt, auf diesem Rechner
              </span>
            ),
          ],
          [
            'Anmeldung bei',
            zentrale.wahl.length > 1 ? 'je nach Stadt' : (zentrale.anmeldedienst ?? 'je nach Stadt'),
          ],
          ['Fassung', zentrale.version],
        ]}
      />
      {zentrale.uebung ? (
        <Note art="warnung" titel="Übung">
          Stadt und Personen sind erfunden, die Anmeldung ist ohne Kennwort. Bitte keine echten Daten
          eingeben.
        </Note>
      ) : null}
    </>
  );
}

interface EinrichtenProps {
  readonly login: Login;
  readonly onFertig: (recoveryKey: string) => void;
  readonly onZurueck: () => void;
}

function Einrichten({ login, onFertig, onZurueck }: EinrichtenProps) {
  const eingabe = useNeuePassphrase();
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const create = async (e: FormEvent) => {
    e.preventDefault();
    setVersucht(true);
    if (eingabe.fehler !== null || busy) return;
    setBusy(true);
    // the workspace opens while the recovery key is still to be shown
    holdPhase('einrichten');
    const answer = await call('sync.setup', { id: login.id, passphrase: eingabe.wert });
    setBusy(false);
    if (!answer.ok) {
      holdPhase(null);
      return setProblem(answer.problem);
    }
    eingabe.vergessen();
    onFertig(answer.value.recoveryKey);
  };
  return (
    <Rahmen titel="Mappe auf diesem Gerät anlegen">
      <form className="am-stack" onSubmit={(e) => void create(e)}>
        {problem ? <ErrorBox problem={problem} /> : null}
        <Note art="gut" titel={`Angemeldet: ${login.name}`}>
          {login.stadt}. Die Passphrase öffnet Ihre Mappe auf diesem Gerät, auch ohne Netz. Sie ist nicht das
          Kennwort Ihrer Anmeldung.
        </Note>
        <NeuePassphrase
          label="Passphrase"
          hint="Sie verschlüsselt alles, was auf diesem Gerät liegt."
          eingabe={eingabe}
          versucht={versucht}
          autoFocus
        />
        <div className="am-start__actions">
          <Button art="tertiary" onClick={onZurueck}>
            Zurück
          </Button>
          <Button art="primary" type="submit" busy={busy}>
            {busy ? 'Wird angelegt …' : 'Mappe anlegen'}
          </Button>
        </div>
      </form>
    </Rahmen>
  );
}
