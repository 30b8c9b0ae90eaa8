import { Search } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { RemoteService } from '../../contract/remote-signing.ts';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { TextField } from '../kit/Field.tsx';
import { Panel } from '../kit/Layout.tsx';

/**
 * Enters a remote signature service in two steps: its address, which is asked what it is; then what the provider
 * gave for this installation. Who runs the login page is shown before anything is typed there.
 */
export function DienstFormular({ onFertig }: { readonly onFertig: () => void }) {
  const [adresse, setAdresse] = useState('');
  const [dienst, setDienst] = useState<RemoteService | null>(null);
  const [clientId, setClientId] = useState('');
  const [geheimnis, setGeheimnis] = useState('');
  const [port, setPort] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fehler = {
    adresse: adresse.trim() === '' ? 'Geben Sie die Adresse des Dienstes ein.' : null,
    clientId: clientId.trim() === '' ? 'Geben Sie die Kennung ein, die der Anbieter genannt hat.' : null,
    port: port === '' || isPort(port) ? null : 'Eine Zahl von 1024 bis 65535, oder leer.',
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setVersucht(true);
    if (fehler.adresse || (dienst && (fehler.clientId || fehler.port))) return;
    setBusy(true);
    setProblem(null);
    const answer = dienst
      ? await call('remote.connect', {
          adresse: dienst.adresse,
          clientId,
          ...(geheimnis === '' ? {} : { clientSecret: geheimnis }),
          port: port === '' ? null : Number(port),
        })
      : await call('remote.find', { adresse });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    if (dienst) return onFertig();
    setVersucht(false);
    setDienst(answer.value);
  };
  return (
    <Panel titel="Fernsignaturdienst einrichten">
      <form className="am-stack" onSubmit={(event) => void submit(event)} noValidate>
        <p>
          Ein Fernsignaturdienst bewahrt Ihren Schlüssel bei einem Anbieter auf. Amtsmappe schickt ihm nur
          Prüfsummen, nie Ihre Dokumente.
        </p>
        {problem ? <ErrorBox problem={problem} /> : null}
        <TextField
          label="Adresse des Dienstes"
          hint="Wie der Anbieter sie nennt, z. B. https://signatur.example.de/csc/v2"
          inputMode="url"
          value={adresse}
          onChange={(wert) => {
            setAdresse(wert);
            setDienst(null);
          }}
          error={versucht ? fehler.adresse : null}
          maxLength={500}
        />
        {dienst ? (
          <>
            <div role="status">
              <Note art="gut" titel={dienst.name}>
                Gefunden: CSC API, Version {dienst.version}. Angemeldet wird im Browser auf{' '}
                <b className="am-strong">{dienst.anmeldung}</b>. Prüfen Sie, ob das Ihr Anbieter ist.
              </Note>
            </div>
            <TextField
              label="Client-Kennung"
              autoFocus
              hint="„client_id“, vom Anbieter für Ihre Verwaltung vergeben"
              value={clientId}
              onChange={setClientId}
              error={versucht ? fehler.clientId : null}
              maxLength={200}
            />
            <TextField
              label="Client-Geheimnis"
              optional
              hint="Nur wenn der Anbieter eines vergeben hat. Es liegt verschlüsselt in Ihrer Mappe."
              type="password"
              autoComplete="off"
              value={geheimnis}
              onChange={setGeheimnis}
              maxLength={500}
            />
            <TextField
              label="Fester Port für den Rückweg"
              optional
              hint="Nur wenn der Anbieter die Rücksprungadresse http://127.0.0.1:PORT/amtsmappe-fernsignatur eintragen muss"
              inputMode="numeric"
              value={port}
              onChange={setPort}
              error={versucht ? fehler.port : null}
              maxLength={5}
            />
          </>
        ) : null}
        <div>
          <Button art="primary" type="submit" busy={busy} {...(dienst ? {} : { icon: Search })}>
            {dienst ? 'Speichern und anmelden …' : 'Dienst suchen'}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const isPort = (text: string): boolean =>
  /^\d{4,5}$/.test(text) && Number(text) >= 1024 && Number(text) <= 65535;
