import { CheckCheck } from 'lucide-react';
import type { PageProps } from '../faecher.ts';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { anzahl } from '../kit/format.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { Table } from '../kit/Table.tsx';
import { useQuery } from '../shell/query.ts';
import { Unterseiten } from './teile.tsx';

const ART = {
  frist: 'Bestattungsfrist',
  vormerkung: 'Vormerkung',
  unterlagen: 'Unterlagen',
  quittung: 'Kolonne',
  stopp: 'Arbeit gestoppt',
  klaerung: 'Klärung',
} as const;

/** Deadlines and promises at risk, the nearest first: what one would otherwise learn too late. */
export default function Fristen(_: PageProps) {
  const radar = useQuery('friedhof.radar', null);
  const liste = radar.data ?? [];
  return (
    <div className="am-page">
      <Unterseiten aktiv="fristen" />
      <PageHeader
        titel="Fristen in Gefahr"
        vorzeile="Friedhof"
        zusatz={
          <span className="am-muted">{radar.data ? anzahl(liste.length, 'Warnung', 'Warnungen') : ''}</span>
        }
      />
      {radar.problem ? <ErrorBox problem={radar.problem} /> : null}
      {radar.data && liste.length === 0 ? (
        <EmptyState icon={CheckCheck} titel="Keine Frist in Gefahr">
          <p>Jede Bestattung in der Frist ist freigegeben, jede Änderung von der Kolonne quittiert.</p>
        </EmptyState>
      ) : null}
      {liste.length > 0 ? (
        <Panel buendig>
          <Table name="Fristen in Gefahr" spalten={['Dringlichkeit', 'Was', 'Verstorbene Person', 'Warum']}>
            {liste.map((w) => (
              <tr key={w.vorgang + w.art}>
                <td>
                  <StatusTag
                    stufe={w.stufe}
                    text={
                      w.tage < 0
                        ? 'überfällig'
                        : w.tage === 0
                          ? 'heute'
                          : w.tage === 1
                            ? 'morgen'
                            : `in ${w.tage} Tagen`
                    }
                  />
                </td>
                <td>{ART[w.art]}</td>
                <td>
                  <a href={`#/friedhof/${w.vorgang}`}>{w.name}</a>
                  <div className="am-muted am-small">{w.nummer}</div>
                </td>
                <td>{w.text}</td>
              </tr>
            ))}
          </Table>
        </Panel>
      ) : null}
    </div>
  );
}
