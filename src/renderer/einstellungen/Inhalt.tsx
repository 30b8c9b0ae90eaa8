import { betrag } from '../kit/format.ts';
import { Table } from '../kit/Table.tsx';
import { beschriftung } from './tabelle/beschriftung.ts';
import { columnsOf } from './tabelle-text.ts';

/** Any content of a table, readable: lists of records as tables, records as facts, amounts in euro. */
export function Inhalt({ wert, name = '' }: { readonly wert: unknown; readonly name?: string }) {
  if (wert === null || wert === undefined) return <span className="am-muted">–</span>;
  if (typeof wert === 'boolean') return <>{wert ? 'ja' : 'nein'}</>;
  if (typeof wert === 'number')
    return <>{/cent$/i.test(name) ? betrag(wert) : wert.toLocaleString('de-DE')}</>;
  if (typeof wert === 'string') return <>{wert}</>;
  if (Array.isArray(wert)) {
    if (wert.length === 0) return <span className="am-muted">keine</span>;
    const columns = columnsOf(wert);
    if (columns === null) {
      return (
        <>
          {wert.map((w, i) => (
            <span key={i}>
              {i > 0 ? ', ' : ''}
              <Inhalt wert={w} name={name} />
            </span>
          ))}
        </>
      );
    }
    return (
      <Table name={name === '' ? 'Inhalt' : beschriftung(name)} spalten={columns.map(beschriftung)}>
        {wert.map((row, i) => (
          <tr key={i}>
            {columns.map((c) => (
              <td key={c}>
                <Inhalt wert={(row as Record<string, unknown>)[c]} name={c} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    );
  }
  return (
    <dl className="am-dl">
      {Object.entries(wert as Record<string, unknown>).map(([key, value]) => (
        <div key={key}>
          <dt>{beschriftung(key)}</dt>
          <dd>
            <Inhalt wert={value} name={key} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
