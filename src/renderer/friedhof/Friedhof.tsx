import { UserRoundX } from 'lucide-react';
import { lazy } from 'react';
import type { PageProps } from '../faecher.ts';
import { EmptyState } from '../kit/Boxes.tsx';
import './friedhof.css';

const Kalender = lazy(() => import('./kalender/Kalender.tsx'));
const Anfrage = lazy(() => import('./anfrage/Anfrage.tsx'));
const FallSeite = lazy(() => import('./fall/FallSeite.tsx'));
const Kolonnentag = lazy(() => import('./tag/Kolonnentag.tsx'));
const AuftragSeite = lazy(() => import('./tag/AuftragSeite.tsx'));
const Fristen = lazy(() => import('./Fristen.tsx'));
const Register = lazy(() => import('./Register.tsx'));

/** Everything under `#/friedhof`. The office begins with the calendar, a crew with its day. */
export default function Friedhof(props: PageProps) {
  const [teil, id] = props.rest;
  const rollen = props.app.person?.rollen ?? [];
  const buero = rollen.includes('friedhofsverwaltung');
  if (!buero && !rollen.includes('kolonnenfuehrung')) {
    return (
      <EmptyState icon={UserRoundX} titel="Hier brauchen Sie eine Rolle">
        <p>
          Der Kalender gehört der Friedhofsverwaltung, der Kolonnentag den Kolonnen. Rollen vergibt die
          Systemverwaltung unter <a href="#/einstellungen">Einstellungen</a>, Personen.
        </p>
      </EmptyState>
    );
  }
  if (teil === undefined) return buero ? <Kalender {...props} /> : <Kolonnentag {...props} />;
  if (teil === 'tag') return <Kolonnentag {...props} />;
  if (teil === 'auftrag' && id !== undefined) return <AuftragSeite key={id} {...props} id={id} />;
  if (teil === 'neu') return <Anfrage key="neu" {...props} id={null} />;
  if (teil === 'fristen') return <Fristen {...props} />;
  if (teil === 'register') return <Register {...props} />;
  if (id === 'bearbeiten') return <Anfrage key={teil} {...props} id={teil} />;
  return <FallSeite key={teil} {...props} id={teil} />;
}
