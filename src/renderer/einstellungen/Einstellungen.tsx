import {
  Archive,
  Building2,
  Cloud,
  DatabaseBackup,
  KeyRound,
  Landmark,
  ListTree,
  Mail,
  MonitorSmartphone,
  Palette,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { PageProps } from '../faecher.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { Darstellung } from './Darstellung.tsx';
import { Fernsignatur } from './Fernsignatur.tsx';
import { Schluessel } from './Schluessel.tsx';
import { Sicherheit } from './Sicherheit.tsx';
import { Sicherung } from './Sicherung.tsx';
import { Vertrauen } from './Vertrauen.tsx';

export interface AbschnittProps {
  readonly app: AppState;
  /** the one a link asks for (search hit) */
  readonly id?: string | undefined;
}

interface Abschnitt {
  readonly id: string;
  readonly titel: string;
  readonly icon: LucideIcon;
  readonly ansicht: ComponentType<AbschnittProps>;
  /** shown to this role alone; the main process refuses it to others */
  readonly rolle?: string;
}

const ABSCHNITTE: readonly Abschnitt[] = [
  { id: 'schluessel', titel: 'Person und Schlüssel', icon: KeyRound, ansicht: Schluessel },
  { id: 'fernsignatur', titel: 'Fernsignatur', icon: Cloud, ansicht: Fernsignatur },
  { id: 'vertrauen', titel: 'Vertrauenswürdige Aussteller', icon: Landmark, ansicht: Vertrauen },
  { id: 'sicherheit', titel: 'Sperren und Passphrase', icon: ShieldCheck, ansicht: Sicherheit },
  { id: 'darstellung', titel: 'Darstellung', icon: Palette, ansicht: Darstellung },
  { id: 'mail', titel: 'E-Mail', icon: Mail, ansicht: lazy(() => import('./Mail.tsx')) },
  { id: 'sicherung', titel: 'Sicherung', icon: DatabaseBackup, ansicht: Sicherung },
  {
    id: 'personen',
    titel: 'Personen und Vertretungen',
    icon: Users,
    ansicht: lazy(() => import('./Personen.tsx')),
  },
  {
    id: 'geraete',
    titel: 'Geräte',
    icon: MonitorSmartphone,
    ansicht: lazy(() => import('../sync/Geraete.tsx')),
  },
  { id: 'einheiten', titel: 'Einheiten', icon: Building2, ansicht: lazy(() => import('./Einheiten.tsx')) },
  {
    id: 'aufbewahrung',
    titel: 'Aufbewahrung und Löschen',
    icon: Archive,
    rolle: 'systemverwaltung',
    ansicht: lazy(() => import('./Aufbewahrung.tsx')),
  },
  {
    id: 'stammdaten',
    titel: 'Regeln und Tabellen',
    icon: ListTree,
    ansicht: lazy(() => import('./Stammdaten.tsx')),
  },
];

/** Where the two columns become one (laufzettel.css). */
const SCHMAL = matchMedia('(max-width: 60rem)');

export default function Einstellungen({ app, route }: PageProps) {
  const offen = ABSCHNITTE.filter((a) => !a.rolle || app.person?.rollen.includes(a.rolle));
  const wahl = offen.find((a) => a.id === route.query['ansicht']) ?? offen[0]!;
  const Ansicht = wahl.ansicht;
  return (
    <div className="am-page">
      <PageHeader titel={wahl.titel} pfad={[{ text: 'Einstellungen' }]} />
      <div className="am-einst">
        <Panel className="am-einst__nav" buendig>
          <Verzeichnis key={wahl.id} offen={offen} wahl={wahl} />
        </Panel>
        <div className="am-stack">
          <Suspense fallback={<Panel>{null}</Panel>}>
            <Ansicht key={route.query['id']} app={app} id={route.query['id']} />
          </Suspense>
          <p className="am-muted am-small">Amtsmappe {app.version}</p>
        </div>
      </div>
    </div>
  );
}

/** The list of all settings; in a narrow window it opens on demand, so that it does not push the settings out of sight. */
function Verzeichnis({ offen, wahl }: { readonly offen: readonly Abschnitt[]; readonly wahl: Abschnitt }) {
  const [schmal, setSchmal] = useState(SCHMAL.matches);
  useEffect(() => {
    const follow = () => setSchmal(SCHMAL.matches);
    SCHMAL.addEventListener('change', follow);
    return () => SCHMAL.removeEventListener('change', follow);
  }, []);
  const liste = (
    <nav aria-label="Einstellungen">
      <ul>
        {offen.map((a) => (
          <li key={a.id}>
            <a href={`#/einstellungen?ansicht=${a.id}`} aria-current={a === wahl ? 'page' : undefined}>
              <a.icon size={18} aria-hidden /> {a.titel}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
  if (!schmal) return liste;
  return (
    <details>
      <summary>Alle Einstellungen</summary>
      {liste}
    </details>
  );
}
