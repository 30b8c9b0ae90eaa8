import type { Blockvergleich } from '../../../domain/sitzung/index.ts';
import { Bloecketext } from './Bloecke.tsx';

/** Two versions in one reading: what fell away is struck out, what came is underlined, both also read out. */
export function Vergleich({ teile }: { readonly teile: readonly Blockvergleich[] }) {
  return (
    <div className="am-vergleich">
      {teile.map((t, i) => {
        switch (t.art) {
          case 'gleich':
            return <Bloecketext key={i} bloecke={[t.neu]} />;
          case 'entfallen':
            return (
              <del key={i}>
                <span className="kern-sr-only">Entfallen: </span>
                <Bloecketext bloecke={[t.alt]} />
              </del>
            );
          case 'neu':
            return (
              <ins key={i}>
                <span className="kern-sr-only">Neu: </span>
                <Bloecketext bloecke={[t.neu]} />
              </ins>
            );
          case 'geaendert':
            return t.worte.length === 0 ? (
              <ins key={i}>
                <span className="kern-sr-only">Anders gestaltet: </span>
                <Bloecketext bloecke={[t.neu]} />
              </ins>
            ) : (
              <p key={i}>
                {t.worte.map((w, k) =>
                  w.art === 'gleich' ? (
                    <span key={k}>{w.text}</span>
                  ) : w.art === 'neu' ? (
                    <ins key={k}>{w.text}</ins>
                  ) : (
                    <del key={k}>{w.text}</del>
                  ),
                )}
              </p>
            );
        }
      })}
    </div>
  );
}
