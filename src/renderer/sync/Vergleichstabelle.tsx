import type { Unterschied } from './vergleich.ts';

/** What one wanted beside what stands there now. Nothing, when nothing differs. */
export function Vergleichstabelle({ felder }: { readonly felder: readonly Unterschied[] }) {
  if (felder.length === 0) return null;
  return (
    <div className="am-tablewrap">
      <table className="am-table">
        <caption className="kern-sr-only">Ihre Eingabe und der jetzige Stand</caption>
        <thead>
          <tr>
            <th scope="col">Angabe</th>
            <th scope="col">Ihre Eingabe</th>
            <th scope="col">Jetzt gilt</th>
          </tr>
        </thead>
        <tbody>
          {felder.map((f) => (
            <tr key={f.feld}>
              <th scope="row">{f.feld}</th>
              <td>{f.eigen}</td>
              <td>{f.jetzt ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
