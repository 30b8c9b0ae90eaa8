import { createElement } from 'react';
import type { Block, Bloecke, Lauf, Liste } from '../../../domain/sitzung/index.ts';

/** Structured text on the screen; its headings stand below those of the page. */
export function Bloecketext({ bloecke, stufe = 3 }: { readonly bloecke: Bloecke; readonly stufe?: number }) {
  return (
    <div className="am-text">
      {bloecke.map((b, i) => (
        <EinBlock key={i} b={b} stufe={stufe} />
      ))}
    </div>
  );
}

function EinBlock({ b, stufe }: { readonly b: Block; readonly stufe: number }) {
  switch (b.art) {
    case 'ueberschrift':
      return createElement(`h${Math.min(stufe + b.ebene - 1, 6)}`, null, <Laeufe l={b.text} />);
    case 'absatz':
      return (
        <p>
          <Laeufe l={b.text} />
        </p>
      );
    case 'liste':
      return <EineListe l={b} />;
    case 'tabelle':
      return (
        <div className="am-tablewrap" tabIndex={0} role="group" aria-label="Tabelle">
          <table className="am-table">
            <tbody>
              {b.zeilen.map((z, i) => (
                <tr key={i}>
                  {z.map((c, k) =>
                    createElement(
                      b.kopfzeile && i === 0 ? 'th' : 'td',
                      { key: k, colSpan: c.spalten, rowSpan: c.zeilen },
                      <Laeufe l={c.text} />,
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

const EineListe = ({ l }: { readonly l: Liste }) =>
  createElement(
    l.nummeriert ? 'ol' : 'ul',
    null,
    l.punkte.map((p, i) => (
      <li key={i}>
        <Laeufe l={p.text} />
        {p.unterpunkte ? <EineListe l={p.unterpunkte} /> : null}
      </li>
    )),
  );

function Laeufe({ l }: { readonly l: readonly Lauf[] }) {
  return l.map((x, i) => {
    let node = <>{x.text}</>;
    if (x.stellung) node = x.stellung === 'hoch' ? <sup>{node}</sup> : <sub>{node}</sub>;
    if (x.unterstrichen) node = <u>{node}</u>;
    if (x.kursiv) node = <em>{node}</em>;
    if (x.fett) node = <strong>{node}</strong>;
    return <span key={i}>{node}</span>;
  });
}
