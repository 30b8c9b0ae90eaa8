import { Landmark } from 'lucide-react';
import { EmptyState } from '../../kit/Boxes.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { useQuery } from '../../shell/query.ts';

/** Council and committees, those that are no more last. */
export function Gremienliste() {
  const { data } = useQuery('vorgang.list', { arten: ['gremium'] });
  const rang = (r: NonNullable<typeof data>[number]) =>
    (r.abgeschlossen ? '2' : r.felder['art'] === 'rat' ? '0' : '1') + r.titel;
  const rows = [...(data ?? [])].sort((a, b) => rang(a).localeCompare(rang(b), 'de'));
  return (
    <Panel titel="Rat und Ausschüsse" icon={Landmark} anzahl={rows.length} ruhig buendig>
      {data && rows.length === 0 ? (
        <EmptyState icon={Landmark} titel="Noch kein Gremium">
          <p>Mit „Gremium anlegen …“ beginnt es; Mitglieder und Regeln kommen danach dazu.</p>
        </EmptyState>
      ) : (
        <ul className="am-termine">
          {rows.map((r) => (
            <li key={r.id}>
              <a className="am-termin" href={`#/sitzung/gremium/${r.id}`}>
                <span className="am-termin__tag">
                  <b>{r.nummer}</b>
                </span>
                <span className="am-grow">
                  <b>{r.titel}</b>
                  <span className="am-muted am-small">{r.untertitel}</span>
                </span>
                <StatusTag {...r.status} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
