import { ListOrdered } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { agendaRows, type Agendazeile } from '../../../domain/sitzung/index.ts';
import { EmptyState } from '../../kit/Boxes.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { execute } from '../../vorgang/execute.ts';
import type { TerminProps } from './props.ts';
import { TopAendern, type TopAenderung } from './TopAendern.tsx';
import { Topzeile } from './Topzeile.tsx';

/** The agenda: moved by dragging, by its buttons, or with Alt and the arrow keys on a row. */
export function Tagesordnung(p: TerminProps & { readonly darfAendern: boolean }) {
  const { view, s, noe } = p;
  const zeilen = agendaRows(s, noe?.s ?? null);
  const [offen, setOffen] = useState<TopAenderung | null>(null);
  const [gezogen, setGezogen] = useState<string | null>(null);
  const [ziel, setZiel] = useState<string | null>(null);
  const [gesagt, setGesagt] = useState('');
  const planbar = p.darfAendern && s.phase === 'planung';

  const move = async (zeile: Agendazeile, vor: string | null) => {
    const answer = await execute(view, { type: 'moveTop', top: zeile.id, vor } as never);
    if (answer.ok) setGesagt(`${zeile.titel} verschoben`);
    else toastProblem(answer.problem);
  };
  const step = (zeile: Agendazeile, d: -1 | 1) => {
    const teil = zeilen.filter((z) => z.teil === zeile.teil);
    const i = teil.findIndex((z) => z.id === zeile.id);
    if (i + d < 0 || i + d >= teil.length) return;
    // one up: in front of the one before; one down: in front of the one after the next
    void move(zeile, (d < 0 ? teil[i - 1]?.id : teil[i + 2]?.id) ?? null);
  };
  const drop = (event: DragEvent, vor: Agendazeile | null, teil: Agendazeile['teil']) => {
    event.preventDefault();
    setZiel(null);
    const zeile = zeilen.find((z) => z.id === gezogen);
    if (zeile && zeile.teil === teil && zeile.id !== vor?.id) void move(zeile, vor?.id ?? null);
    setGezogen(null);
  };

  if (zeilen.length === 0)
    return (
      <EmptyState icon={ListOrdered} titel="Die Tagesordnung ist leer">
        <p>Nehmen Sie rechts beratungsreife Vorlagen auf oder oben einen Punkt ohne Vorlage.</p>
      </EmptyState>
    );
  return (
    <div className="am-stack">
      {planbar ? (
        <p className="am-small am-muted">
          Reihenfolge ändern: Zeile ziehen oder Zeile anwählen und Alt mit Pfeil nach oben oder unten.
        </p>
      ) : null}
      <p className="kern-sr-only" role="status">
        {gesagt}
      </p>
      {(['oeffentlich', 'nichtoeffentlich'] as const).map((teil) => {
        const eigene = zeilen.filter((z) => z.teil === teil);
        if (eigene.length === 0) return null;
        return (
          <section
            key={teil}
            aria-label={teil === 'oeffentlich' ? 'Öffentlicher Teil' : 'Nichtöffentlicher Teil'}
          >
            <h3>{teil === 'oeffentlich' ? 'Öffentlicher Teil' : 'Nichtöffentlicher Teil'}</h3>
            <ol className="am-agenda" data-teil={teil}>
              {eigene.map((z, i) => (
                <Topzeile
                  key={z.id}
                  z={z}
                  planbar={planbar}
                  verborgen={teil === 'nichtoeffentlich' && noe !== null}
                  erste={i === 0}
                  letzte={i === eigene.length - 1}
                  ziel={ziel === z.id && gezogen !== z.id}
                  onStep={(d) => step(z, d)}
                  onUmbenennen={() => setOffen({ art: 'umbenennen', zeile: z })}
                  onEntfernen={() => setOffen({ art: 'entfernen', zeile: z })}
                  drag={{
                    onDragStart: () => setGezogen(z.id),
                    onDragOver: (e) => {
                      if (zeilen.find((x) => x.id === gezogen)?.teil !== teil) return;
                      e.preventDefault();
                      setZiel(z.id);
                    },
                    onDrop: (e) => drop(e, z, teil),
                    onDragEnd: () => (setGezogen(null), setZiel(null)),
                  }}
                />
              ))}
            </ol>
            {planbar && gezogen ? (
              <div
                className="am-agenda__ende"
                onDragOver={(e) => e.preventDefault()}
                onDrop={(e) => drop(e, null, teil)}
              >
                An das Ende
              </div>
            ) : null}
          </section>
        );
      })}
      {offen ? <TopAendern offen={offen} view={view} noe={noe} onClose={() => setOffen(null)} /> : null}
    </div>
  );
}
