import {
  CloudCheck,
  CloudOff,
  LogIn,
  LogOut,
  MonitorSmartphone,
  RefreshCw,
  RefreshCwOff,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { SyncState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import type { PageProps } from '../faecher.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { anzahl, zeitLang } from '../kit/format.ts';
import { DescriptionList, PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast } from '../kit/toasts.ts';
import type { StatusStufe } from '../../domain/shared/vorgang.ts';
import { loadApp } from '../shell/state.ts';
import { Ansprechpartner, hatAnsprechpartner } from './Ansprechpartner.tsx';
import { Anmelden } from './Anmelden.tsx';
import { ErsterAbgleich } from './ErsterAbgleich.tsx';
import { GRUND } from './texte.ts';
import { Verkehr } from './Verkehr.tsx';

const ART: Readonly<Record<SyncState['art'], string>> = {
  einzelplatz: 'Einzelplatz: diese Mappe gehört zu keiner Zentrale',
  verbunden: 'Verbunden',
  offline: 'Nicht erreichbar; Sie können weiterarbeiten',
  anmeldung_noetig: 'Anmeldung nötig',
  gesperrt: 'Gesperrt',
  andere_vergangenheit: 'Angehalten: die Zentrale zeigt eine andere Vergangenheit',
};

const ZEICHEN: Readonly<Record<SyncState['art'], readonly [StatusStufe, LucideIcon]>> = {
  einzelplatz: ['ruht', MonitorSmartphone],
  verbunden: ['gut', CloudCheck],
  offline: ['warnung', CloudOff],
  anmeldung_noetig: ['warnung', LogIn],
  gesperrt: ['fehler', RefreshCwOff],
  andere_vergangenheit: ['fehler', RefreshCwOff],
};

/** Before the first answer „not reachable“ would be a guess. */
const verbindungText = ({ art, erster }: SyncState): string =>
  art === 'offline' && erster?.laeuft ? 'Erster Abgleich läuft' : ART[art];

function Verbindung({ sync }: { readonly sync: SyncState }) {
  const [stufe, icon] = ZEICHEN[sync.art];
  return <StatusTag stufe={stufe} icon={icon} text={verbindungText(sync)} />;
}

/** How this workspace stands with its centre: last contact, what waits, until when one may go on without. */
export default function Zentrale({ app }: PageProps) {
  const { sync } = app;
  const [busy, setBusy] = useState(false);
  const [abmelden, setAbmelden] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const now = async () => {
    setBusy(true);
    const answer = await call('sync.now', null);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    await loadApp();
  };
  const verbunden = sync.art !== 'einzelplatz';
  return (
    <div className="am-page">
      <PageHeader titel="Zentrale" pfad={[{ text: 'Arbeitskorb', href: '#/arbeitskorb' }]}>
        {verbunden ? (
          <>
            <Button icon={LogOut} onClick={() => setAbmelden(true)}>
              Abmelden …
            </Button>
            <Button
              art={sync.art === 'anmeldung_noetig' ? 'secondary' : 'primary'}
              icon={RefreshCw}
              busy={busy}
              onClick={() => void now()}
            >
              Jetzt abgleichen
            </Button>
          </>
        ) : null}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      {sync.grund ? (
        <Note art="fehler" titel={GRUND[sync.grund].titel}>
          <p>{GRUND[sync.grund].text}</p>
          {sync.wartend > 0 ? (
            <p>
              {anzahl(sync.wartend, 'Eingabe wartet', 'Eingaben warten')} auf Übertragung und bleiben auf
              diesem Gerät aufbewahrt, auch in der Sicherung dieser Mappe.
            </p>
          ) : null}
          {hatAnsprechpartner(sync) ? <Ansprechpartner sync={sync} /> : null}
        </Note>
      ) : null}
      {sync.art === 'anmeldung_noetig' ? (
        <Panel titel="Neu anmelden">
          <Anmelden
            adresse={null}
            onAngemeldet={({ id }) =>
              void call('sync.login', { id }).then((answer) => {
                setProblem(answer.ok ? null : answer.problem);
                if (answer.ok) toast('Sie sind wieder angemeldet.');
                // The button that began it goes: the keyboard stays on the page.
                document.querySelector<HTMLElement>('main')?.focus();
                return loadApp();
              })
            }
          />
        </Panel>
      ) : null}
      <Panel titel="Stand">
        <div className="am-stack">
          <ErsterAbgleich app={app} />
          <DescriptionList
            breit
            angaben={[
              ['Verbindung', <Verbindung key="v" sync={sync} />],
              ['Adresse', sync.adresse ?? ''],
              ['Letzter Kontakt', sync.letzterKontakt ? zeitLang(sync.letzterKontakt) : ''],
              [
                'Wartet auf Übertragung',
                verbunden ? <a href="#/aenderungen">{anzahl(sync.wartend, 'Eingabe', 'Eingaben')}</a> : '',
              ],
              [
                'Nicht angenommen',
                sync.konflikte > 0 ? (
                  <a href="#/aenderungen">{anzahl(sync.konflikte, 'Eingabe', 'Eingaben')}</a>
                ) : (
                  ''
                ),
              ],
              ['Ohne Netz benutzbar bis', sync.freigabe?.bis ? zeitLang(sync.freigabe.bis) : ''],
            ]}
          />
        </div>
      </Panel>
      <Verkehr app={app} />
      {abmelden ? <AbmeldenDialog wartend={sync.wartend} onClose={() => setAbmelden(false)} /> : null}
    </div>
  );
}

function AbmeldenDialog({ wartend, onClose }: { readonly wartend: number; readonly onClose: () => void }) {
  const action = useAction();
  const logout = () =>
    action.run(
      () => call('sync.logout', null),
      async ({ url, geoeffnet }) => {
        if (url !== null && !geoeffnet) window.open(url, '_blank', 'noopener');
        await loadApp();
      },
    );
  return (
    <ActionDialog
      titel="Abmelden"
      action={action}
      verb="Abmelden"
      icon={LogOut}
      abbrechen="Angemeldet bleiben"
      onAction={() => void logout()}
      onClose={onClose}
    >
      <div className="am-stack">
        <p>
          Dieses Gerät vergisst Ihre Anmeldung. Die Mappe bleibt verschlüsselt liegen und öffnet sich erst
          nach einer neuen Anmeldung; dafür braucht es Netz.
        </p>
        {wartend > 0 ? (
          <Note art="warnung" titel={anzahl(wartend, 'Eingabe wartet noch', 'Eingaben warten noch')}>
            Das bleibt erhalten und wird nach der nächsten Anmeldung übertragen.
          </Note>
        ) : null}
        <p>Nur kurz weg? „Sperren“ im Menü der Person genügt.</p>
      </div>
    </ActionDialog>
  );
}
