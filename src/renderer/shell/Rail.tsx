import { Inbox, Settings, type LucideIcon } from 'lucide-react';
import type { AppState } from '../../contract/app.ts';
import { visibleFaecher } from '../faecher.ts';
import { useQuery } from './query.ts';

interface EntryProps {
  readonly href: string;
  readonly titel: string;
  readonly icon: LucideIcon;
  readonly aktiv: boolean;
  readonly anzahl?: number;
}

function Entry({ href, titel, icon: Icon, aktiv, anzahl }: EntryProps) {
  return (
    <li>
      <a href={href} aria-current={aktiv ? 'page' : undefined}>
        <span className="am-rail__icon">
          <Icon size={22} aria-hidden />
          {anzahl ? (
            <span className="am-count">
              {anzahl > 99 ? '99+' : anzahl}
              <span className="kern-sr-only"> offen</span>
            </span>
          ) : null}
        </span>
        {titel}
      </a>
    </li>
  );
}

export function Rail({ app, page }: { readonly app: AppState; readonly page: string }) {
  const korb = useQuery('arbeitskorb.get', null);
  const offen = (korb.data?.aufgaben.length ?? 0) + (korb.data?.rueckfragen.length ?? 0);
  return (
    <nav className="am-rail" aria-label="Bereiche">
      <ul>
        <Entry
          href="#/arbeitskorb"
          titel="Arbeitskorb"
          icon={Inbox}
          aktiv={page === 'arbeitskorb'}
          anzahl={offen}
        />
        {visibleFaecher(app.person?.rollen ?? []).map((f) => (
          <Entry key={f.id} href={`#/${f.id}`} titel={f.titel} icon={f.icon} aktiv={page === f.id} />
        ))}
      </ul>
      <ul className="am-rail__end">
        <Entry
          href="#/einstellungen"
          titel={'Einstel\u00adlungen'}
          icon={Settings}
          aktiv={page === 'einstellungen'}
        />
      </ul>
    </nav>
  );
}
