import { ArrowDown, ArrowUp, Copy, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../kit/Button.tsx';
import { kurzform, leererWert, type Feld } from './form.ts';
import { unter, type Ort, type Teil } from './ort.ts';

interface Props extends Teil {
  readonly titel: string;
  readonly zeile: Feld;
  /** a fixed number of rows, e.g. the days of a week */
  readonly fest: boolean;
  readonly wert: unknown;
  readonly onChange: (wert: unknown) => void;
  readonly ort: Ort;
}

const WOCHE = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];

/** Records one below another: each a line that opens; new, copy, move, remove. */
export function Liste({ titel, zeile, fest, wert, onChange, ort, Ansicht }: Props) {
  const zeilen: readonly unknown[] = Array.isArray(wert) ? wert : [];
  const [auf, setAuf] = useState<ReadonlySet<number>>(new Set());
  const set = (i: number, neu: unknown) => onChange(zeilen.with(i, neu));
  const insert = (i: number, neu: unknown) => {
    onChange(zeilen.toSpliced(i, 0, neu));
    setAuf(new Set([i]));
  };
  const remove = (i: number) => {
    onChange(zeilen.toSpliced(i, 1));
    setAuf(new Set());
  };
  const move = (i: number, nach: number) => {
    onChange(zeilen.toSpliced(i, 1).toSpliced(nach, 0, zeilen[i]));
    setAuf(new Set());
  };
  const nameOf = (w: unknown, i: number) =>
    fest && zeilen.length === 7
      ? `${WOCHE[i] ?? ''}: ${w === null ? 'keine' : kurzform(w, i + 1)}`
      : kurzform(w, i + 1);
  const toggle = (i: number, offen: boolean) => {
    if (offen === auf.has(i)) return;
    const neu = new Set(auf);
    if (offen) neu.add(i);
    else neu.delete(i);
    setAuf(neu);
  };
  return (
    <section className="am-stack-s" aria-label={titel || 'Zeilen'}>
      {titel ? <h3 className="kern-label">{titel}</h3> : null}
      <ol className="am-zeilen">
        {zeilen.map((w, i) => (
          <li key={i}>
            <details open={auf.has(i)} onToggle={(e) => toggle(i, e.currentTarget.open)}>
              <summary>{nameOf(w, i)}</summary>
              {auf.has(i) ? (
                <div className="am-zeilen__inhalt">
                  <Ansicht
                    feld={zeile}
                    label={zeile.art === 'satz' ? '' : nameOf(w, i)}
                    wert={w}
                    onChange={(neu) => set(i, neu)}
                    ort={unter(ort, i)}
                  />
                </div>
              ) : null}
            </details>
            {fest ? null : (
              <span className="am-row">
                <IconButton
                  icon={ArrowUp}
                  text={`${nameOf(w, i)} nach oben`}
                  disabled={i === 0}
                  onClick={() => move(i, i - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  text={`${nameOf(w, i)} nach unten`}
                  disabled={i === zeilen.length - 1}
                  onClick={() => move(i, i + 1)}
                />
                <IconButton icon={Copy} text={`${nameOf(w, i)} kopieren`} onClick={() => insert(i + 1, w)} />
                <IconButton icon={Trash2} text={`${nameOf(w, i)} entfernen`} onClick={() => remove(i)} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {fest ? null : (
        <div>
          <Button klein icon={Plus} onClick={() => insert(zeilen.length, leererWert(zeile))}>
            Zeile hinzufügen
          </Button>
        </div>
      )}
    </section>
  );
}
