import { CloudOff, DatabaseBackup, Lock, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { anzahl, uhrzeit, zeitLang } from '../kit/format.ts';
import { DescriptionList } from '../kit/Layout.tsx';
import { loadApp } from '../shell/state.ts';
import { LinkWartet } from '../start/LinkWartet.tsx';
import { Rahmen } from '../start/Rahmen.tsx';
import { Anmelden } from './Anmelden.tsx';
import { Ansprechpartner, hatAnsprechpartner } from './Ansprechpartner.tsx';
import { GRUND } from './texte.ts';

/** Unlocked, but closed until the centre has been heard: why, what waits here unharmed, and the way on. */
export default function Freigabe({ app }: { readonly app: AppState }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [gefragt, setGefragt] = useState('');
  const { sync } = app;
  const finish = async (work: () => Promise<{ readonly ok: boolean; readonly problem?: Problem }>) => {
    setBusy(true);
    const answer = await work();
    setBusy(false);
    setProblem(answer.ok ? null : (answer.problem ?? null));
    await loadApp();
    // Still here: without a word it would look as if nothing had been done.
    setGefragt(uhrzeit(new Date().toISOString()));
  };
  const { titel, text } = grundText(app);
  return (
    <Rahmen titel={titel}>
      <div className="am-stack">
        {problem ? <ErrorBox problem={problem} /> : null}
        <Note art={sync.art === 'gesperrt' ? 'fehler' : 'warnung'}>{text}</Note>
        <LinkWartet />
        <DescriptionList
          breit
          angaben={[
            ['Mappe', [app.person?.name, app.stadt].filter(Boolean).join(' · ')],
            ['Zentrale', sync.adresse ?? ''],
            ['Letzter Kontakt', sync.letzterKontakt ? zeitLang(sync.letzterKontakt) : 'noch keiner'],
            [
              'Auf diesem Gerät',
              sync.wartend === 0
                ? 'Nichts wartet auf Übertragung.'
                : `${anzahl(sync.wartend, 'Eingabe wartet', 'Eingaben warten')} auf Übertragung und ${sync.wartend === 1 ? 'bleibt' : 'bleiben'} verschlüsselt auf diesem Gerät.`,
            ],
            ['Systemverwaltung', hatAnsprechpartner(sync) ? <Ansprechpartner sync={sync} /> : ''],
          ]}
        />
        {sync.art === 'offline' && sync.grund && sync.freigabe?.art !== 'fehlt' ? (
          <Note art="fehler" titel={GRUND[sync.grund].titel}>
            {GRUND[sync.grund].text}
          </Note>
        ) : sync.art === 'offline' ? (
          <p role="status" className="am-mit-icon">
            <CloudOff size={18} aria-hidden /> Die Zentrale ist zur Zeit nicht erreichbar.
          </p>
        ) : null}
        {sync.art === 'anmeldung_noetig' ? (
          <Anmelden
            adresse={null}
            text="Neu anmelden"
            onAngemeldet={({ id }) => void finish(() => call('sync.login', { id }))}
          />
        ) : null}
        {sync.wartend > 0 ? <Aufheben /> : null}
        {/* There before it says anything: what is added later would not be read out. */}
        <p role="status" className="am-muted am-small">
          {gefragt === '' ? '' : `Zuletzt gefragt um ${gefragt} Uhr: unverändert.`}
        </p>
        <div className="am-start__actions">
          <Button art="tertiary" icon={Lock} onClick={() => void call('session.lock', null)}>
            Sperren
          </Button>
          <Button
            art={sync.art === 'anmeldung_noetig' ? 'secondary' : 'primary'}
            icon={RefreshCw}
            busy={busy}
            onClick={() => void finish(() => call('sync.now', null))}
          >
            Jetzt verbinden
          </Button>
        </div>
      </div>
    </Rahmen>
  );
}

/** A sealed copy of the workspace with all that waits in it, for whoever is to keep it. */
function Aufheben() {
  const sichern = useAction();
  const [kopie, setKopie] = useState<string | null>(null);
  return (
    <>
      {sichern.problem ? <ErrorBox problem={sichern.problem} /> : null}
      <div role="status">
        {kopie === null ? null : (
          <Note art="gut" titel="Gesichert und geprüft">
            „{kopie}“ liegt verschlüsselt im Ordner „sicherungen“ dieser Mappe. Ihre Passphrase öffnet die
            Datei auch auf einem anderen Gerät.
          </Note>
        )}
      </div>
      <p>
        <Button
          klein
          icon={DatabaseBackup}
          busy={sichern.busy}
          onClick={() =>
            void sichern.run(
              () => call('backup.create', null),
              ({ name }) => setKopie(name),
            )
          }
        >
          Mappe mit diesen Eingaben sichern
        </Button>
      </p>
    </>
  );
}

function grundText({ sync }: AppState): { readonly titel: string; readonly text: string } {
  const grund = sync.grund && GRUND[sync.grund];
  if (sync.art === 'gesperrt' && grund) return grund;
  switch (sync.freigabe?.art) {
    case 'abgelaufen':
      return {
        titel: 'Zu lange ohne Zentrale',
        text: `Ohne Kontakt zur Zentrale durfte diese Mappe bis ${
          sync.freigabe.bis ? zeitLang(sync.freigabe.bis) : 'jetzt'
        } benutzt werden. Bringen Sie das Gerät ans Netz der Stadt (oder ins VPN) und verbinden Sie es; danach geht es weiter wie zuvor. Gelingt das nicht, rufen Sie Ihre IT an.`,
      };
    case 'uhr':
      return {
        titel: 'Die Uhr dieses Geräts geht nach',
        text: 'Sie zeigt eine frühere Zeit als bei der letzten Benutzung. Bitte stellen Sie die Uhr oder lassen Sie sie von der IT stellen, oder verbinden Sie das Gerät mit der Zentrale; sie kennt die Zeit.',
      };
    default:
      return (
        grund ?? {
          titel: 'Erst anmelden',
          text: 'Sie haben sich abgemeldet, oder die Zentrale hat dieses Gerät noch nicht freigegeben. Melden Sie sich an; danach geht es weiter wie zuvor.',
        }
      );
  }
}
