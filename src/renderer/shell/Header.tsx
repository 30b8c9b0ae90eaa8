import {
  CircleUser,
  CloudCheck,
  CloudDownload,
  CloudOff,
  Contrast,
  Keyboard,
  Lock,
  MonitorSmartphone,
  Moon,
  RefreshCwOff,
  Search,
  ShieldCheck,
  Sun,
  SunMedium,
  Users,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { AppState, SyncState } from '../../contract/app.ts';
import { assertNever } from '../../domain/shared/result.ts';
import { IconButton } from '../kit/Button.tsx';
import { anzahl, uhrzeit } from '../kit/format.ts';
import { Menu } from '../kit/Menu.tsx';
import { setAnzeige, useAnzeige } from './anzeige.ts';
import { lock } from './autolock.ts';
import '../sync/sync.css';
import { navigate } from './router.ts';

interface Props {
  readonly app: AppState;
  readonly onSearch: () => void;
  readonly onSkip: () => void;
  readonly onShortcuts: () => void;
  readonly onWechseln: () => void;
}

export function Header({ app, onSkip, onSearch, onShortcuts, onWechseln }: Props) {
  return (
    <header className="am-head">
      <button type="button" className="am-skip" onClick={onSkip}>
        Zum Inhalt
      </button>
      <a className="am-brand" href="#/arbeitskorb">
        <span className="am-brand__mark" aria-hidden>
          <b>A</b>
        </span>
        <span className="am-brand__text">
          <b>Amtsmappe</b>
          <small>{app.stadt}</small>
        </span>
      </a>
      <button type="button" className="am-head__search" onClick={onSearch}>
        <Search size={18} aria-hidden />
        <span>Vorgang, Person oder Aktenzeichen suchen</span>
        <kbd aria-hidden>Strg K</kbd>
      </button>
      <div className="am-head__end">
        {app.demo ? (
          <span className="am-demo" title="Alle Daten sind erfunden, alle Unterschriften gelten als Übung.">
            Übung
          </span>
        ) : null}
        <Sync sync={app.sync} />
        <ThemeMenu />
        <IconButton icon={Keyboard} text="Tastenkürzel (?)" onClick={onShortcuts} />
        <PersonMenu app={app} onWechseln={onWechseln} />
      </div>
    </header>
  );
}

const syncView = (sync: SyncState) => {
  const wartend = anzahl(sync.wartend, 'Änderung wartet', 'Änderungen warten');
  const unterwegs = (sync.dokumente?.hinauf ?? 0) + (sync.dokumente?.herunter ?? 0);
  switch (sync.art) {
    case 'einzelplatz':
      return { icon: MonitorSmartphone, text: 'Einzelplatz', warnung: false };
    case 'verbunden':
      return {
        icon: CloudCheck,
        text:
          sync.wartend > 0
            ? `Gleicht ab – ${wartend}`
            : unterwegs > 0
              ? `Überträgt ${anzahl(unterwegs, 'Dokument', 'Dokumente')}`
              : sync.letzterKontakt
                ? `Abgeglichen ${uhrzeit(sync.letzterKontakt)} Uhr`
                : 'Verbunden',
        warnung: false,
      };
    case 'offline':
      if (sync.erster?.laeuft) return { icon: CloudDownload, text: 'Erster Abgleich läuft', warnung: false };
      return {
        icon: CloudOff,
        text: sync.wartend > 0 ? `Offline – ${wartend}` : 'Offline',
        warnung: true,
      };
    case 'anmeldung_noetig':
      return { icon: RefreshCwOff, text: 'Anmeldung nötig', warnung: true };
    case 'gesperrt':
      return { icon: RefreshCwOff, text: 'Abgleich gesperrt', warnung: true };
    case 'andere_vergangenheit':
      return { icon: RefreshCwOff, text: 'Abgleich angehalten', warnung: true };
    default:
      return assertNever(sync.art);
  }
};

function Sync({ sync }: { readonly sync: SyncState }) {
  const { icon: Icon, text, warnung } = syncView(sync);
  return (
    <a className={`am-sync ${warnung ? 'am-sync--warnung' : ''}`} href="#/zentrale" title={text}>
      <Icon size={18} aria-hidden />
      <span className="am-sync__text" role="status">
        {text}
      </span>
    </a>
  );
}

function ThemeMenu() {
  const anzeige = useAnzeige();
  return (
    <Menu
      name="Darstellung"
      rechts
      gruppen={[
        {
          titel: 'Farben',
          eintraege: [
            { id: 'system', text: 'Wie das System', icon: Contrast },
            { id: 'light', text: 'Hell', icon: Sun },
            { id: 'dark', text: 'Dunkel', icon: Moon },
          ].map((e) => ({
            ...e,
            gewaehlt: anzeige.theme === e.id,
            run: () => setAnzeige({ theme: e.id as typeof anzeige.theme }),
          })),
        },
        {
          titel: 'Größe',
          eintraege: [
            {
              id: 'aussen',
              text: 'Für draußen',
              zusatz: 'Größere Schrift und Schaltflächen',
              icon: SunMedium,
              gewaehlt: anzeige.aussen,
              run: () => setAnzeige({ aussen: !anzeige.aussen, kompakt: false }),
            },
            {
              id: 'kompakt',
              text: 'Kompakt',
              zusatz: 'Mehr Zeilen auf dem Schirm',
              icon: MonitorSmartphone,
              gewaehlt: anzeige.kompakt,
              run: () => setAnzeige({ kompakt: !anzeige.kompakt, aussen: false }),
            },
          ],
        },
      ]}
    >
      <AriaButton className="am-icon-btn" aria-label="Darstellung">
        <Contrast size={20} aria-hidden />
      </AriaButton>
    </Menu>
  );
}

function PersonMenu({ app, onWechseln }: { readonly app: AppState; readonly onWechseln: () => void }) {
  const person = app.person;
  return (
    <Menu
      name="Person"
      rechts
      gruppen={[
        {
          titel: app.demo ? 'Übung' : undefined,
          eintraege: app.demo
            ? [
                {
                  id: '_wechseln',
                  text: 'Als andere Person arbeiten …',
                  icon: Users,
                  run: onWechseln,
                },
              ]
            : [],
        },
        {
          eintraege: [
            {
              id: '_pruefen',
              text: 'PDF prüfen oder signieren …',
              icon: ShieldCheck,
              run: () => navigate('#/pruefen'),
            },
            { id: '_sperren', text: 'Sperren', icon: Lock, run: lock },
          ],
        },
      ]}
    >
      <AriaButton className="am-person">
        <CircleUser size={22} aria-hidden />
        <span className="am-person__text">
          <span>{person?.name ?? 'Niemand angemeldet'}</span>
          <small>
            {person
              ? [person.einheit, ...person.vertritt.slice(0, 1).map((v) => `${v.zusatz} ${v.name}`)].join(
                  ', ',
                )
              : ''}
          </small>
          <span className="kern-sr-only"> Menü</span>
        </span>
      </AriaButton>
    </Menu>
  );
}
