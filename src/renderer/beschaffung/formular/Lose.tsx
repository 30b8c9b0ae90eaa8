import { Plus, Trash2 } from 'lucide-react';
import type { Angaben } from '../../../domain/beschaffung/schema.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { TextField } from '../../kit/Field.tsx';
import { MoneyField } from '../../kit/MoneyField.tsx';
import { betrag } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { textAt } from './maengel.ts';
import type { FeldProps } from './feld.ts';

/** Lots and options with their values, and what they come to beside the estimate. */
export function Lose({ angaben: a, set, maengel }: FeldProps) {
  const summe =
    a.lose.reduce((n, l) => n + (l.nettoCent ?? 0), 0) + a.optionen.reduce((n, o) => n + o.nettoCent, 0);
  const setLos = (i: number, next: Partial<Angaben['lose'][number]>) =>
    set({ lose: a.lose.map((l, n) => (n === i ? { ...l, ...next } : l)) });
  const setOption = (i: number, next: Partial<Angaben['optionen'][number]>) =>
    set({ optionen: a.optionen.map((o, n) => (n === i ? { ...o, ...next } : o)) });
  return (
    <Panel titel="Lose und Optionen">
      <div className="am-stack" data-feld="lose">
        {a.lose.length === 0 && a.optionen.length === 0 ? (
          <p className="am-muted">Keine Aufteilung: ein Auftrag ohne Optionen.</p>
        ) : null}
        {a.lose.map((l, i) => (
          <div key={l.id} className="am-posten" data-feld={`lose.${i}.nettoCent`}>
            <TextField
              label={`Los ${i + 1}`}
              value={l.bezeichnung}
              onChange={(bezeichnung) => setLos(i, { bezeichnung })}
            />
            <MoneyField
              label="Netto"
              value={l.nettoCent}
              onChange={(nettoCent) => setLos(i, { nettoCent })}
              error={textAt(maengel, `lose.${i}.nettoCent`)}
            />
            <IconButton
              icon={Trash2}
              text={`Los ${i + 1} entfernen`}
              onClick={() => set({ lose: a.lose.filter((_, n) => n !== i) })}
            />
          </div>
        ))}
        {a.optionen.map((o, i) => (
          <div key={`o${i}`} className="am-posten" data-feld={`optionen.${i}.nettoCent`}>
            <TextField
              label={`Option ${i + 1}`}
              value={o.bezeichnung}
              onChange={(bezeichnung) => setOption(i, { bezeichnung })}
            />
            <MoneyField
              label="Netto"
              value={o.nettoCent}
              onChange={(cent) => setOption(i, { nettoCent: cent ?? 0 })}
              error={textAt(maengel, `optionen.${i}.nettoCent`)}
            />
            <IconButton
              icon={Trash2}
              text={`Option ${i + 1} entfernen`}
              onClick={() => set({ optionen: a.optionen.filter((_, n) => n !== i) })}
            />
          </div>
        ))}
        <div className="am-row">
          <Button
            klein
            icon={Plus}
            onClick={() =>
              set({ lose: [...a.lose, { id: crypto.randomUUID(), bezeichnung: '', nettoCent: null }] })
            }
          >
            Los hinzufügen
          </Button>
          <Button
            klein
            icon={Plus}
            onClick={() => set({ optionen: [...a.optionen, { bezeichnung: '', nettoCent: 0 }] })}
          >
            Option hinzufügen
          </Button>
          {a.lose.length + a.optionen.length > 0 ? (
            <span className="am-muted">
              Zusammen {betrag(summe)} von {betrag(a.schaetzung?.betragCent ?? 0)} netto
            </span>
          ) : null}
        </div>
        {textAt(maengel, 'lose') ? <p className="kern-error">{textAt(maengel, 'lose')}</p> : null}
      </div>
    </Panel>
  );
}
