import { Table } from '../kit/Table.tsx';
import type { Unterschied } from './vergleich.ts';

/** What one wanted beside what stands there now. Nothing, when nothing differs. */
export function Vergleichstabelle({ felder }: { readonly felder: readonly Unterschied[] }) {
  if (felder.length === 0) return null;
  return (
    <Table name="Ihre Eingabe und der jetzige Stand" spalten={['Angabe', 'Ihre Eingabe', 'Jetzt gilt']}>
      {felder.map((f) => (
        <tr key={f.feld}>
          <th scope="row">{f.feld}</th>
          <td>{f.eigen}</td>
          <td>{f.jetzt ?? '–'}</td>
        </tr>
      ))}
    </Table>
  );
}
