import { Table } from '../kit/Table.tsx';
import type { Unterschied } from './vergleich.ts';

interface Props {
  readonly felder: readonly Unterschied[];
  /** nothing stands against it: only what was entered is shown */
  readonly ohneJetzt?: boolean;
}

/** What one wanted beside what stands there now. Nothing, when nothing differs. */
export function Vergleichstabelle({ felder, ohneJetzt }: Props) {
  if (felder.length === 0) return null;
  return (
    <Table
      name={ohneJetzt ? 'Ihre Eingabe' : 'Ihre Eingabe und der jetzige Stand'}
      spalten={['Angabe', 'Ihre Eingabe', ...(ohneJetzt ? [] : ['Jetzt gilt'])]}
    >
      {felder.map((f, i) => (
        <tr key={`${i} ${f.feld}`}>
          <th scope="row">{f.feld}</th>
          <td>{f.eigen}</td>
          {ohneJetzt ? null : <td>{f.jetzt ?? '–'}</td>}
        </tr>
      ))}
    </Table>
  );
}
