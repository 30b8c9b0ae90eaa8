import { Building2, CloudCheck, FileQuestion, Table2, User, type LucideIcon } from 'lucide-react';
import { faecher, fachOf, hrefOf } from '../faecher.ts';
import { EmptyState } from '../kit/Boxes.tsx';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag, VorlaeufigTag } from '../kit/Status.tsx';
import { Konflikte } from '../sync/Konflikte.tsx';
import { useQuery } from './query.ts';

/** people, units and tables: changed by the administration, they wait like everything else */
const HAUS: Readonly<Record<string, LucideIcon>> = { person: User, einheit: Building2, stammdaten: Table2 };

/** What waits for the centre: every Vorgang with own changes that are not yet confirmed. */
export default function Aenderungen() {
  const rows = useQuery('vorgang.list', {
    arten: [...faecher.flatMap((f) => f.arten), ...Object.keys(HAUS)],
  });
  const wartend = (rows.data ?? []).filter((r) => r.vorlaeufig);
  return (
    <div className="am-page">
      <PageHeader titel="Wartende Änderungen" pfad={[{ text: 'Arbeitskorb', href: '#/arbeitskorb' }]} />
      <Konflikte />
      <Panel titel="Noch nicht bestätigt" anzahl={wartend.length} ruhig buendig>
        {wartend.length === 0 ? (
          <EmptyState icon={CloudCheck} titel="Alles ist übertragen">
            <p>Keine Ihrer Änderungen wartet auf die Zentrale.</p>
          </EmptyState>
        ) : (
          <ul className="am-rows">
            {wartend.map((r) => {
              const Icon = fachOf(r.art)?.icon ?? HAUS[r.art] ?? FileQuestion;
              return (
                <li key={r.id} className="am-task">
                  <Icon size={20} aria-hidden />
                  <div className="am-task__text">
                    <a href={hrefOf(r)}>{r.titel}</a>
                    <p>{[r.nummer, r.untertitel].filter(Boolean).join(' · ')}</p>
                  </div>
                  <div className="am-task__tags">
                    <StatusTag {...r.status} />
                    <VorlaeufigTag />
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
    </div>
  );
}
