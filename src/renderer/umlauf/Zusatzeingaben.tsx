import type { Problem } from '../../contract/channel.ts';
import { TextField } from '../kit/Field.tsx';
import { MoneyField } from '../kit/MoneyField.tsx';
import type { Zusatzfelder } from './vorgang.ts';

interface Props {
  readonly felder: Zusatzfelder;
  readonly werte: Zusatzwerte;
  readonly onChange: (werte: Zusatzwerte) => void;
  readonly problem: Problem | null;
}

export type Zusatzwerte = Readonly<Record<string, string | number>>;

export const vorgaben = (felder: Zusatzfelder | null): Zusatzwerte =>
  Object.fromEntries((felder?.felder ?? []).map((f) => [f.name, f.vorgabe]));

/** What a Fach wants to know beside the decision, e.g. the funds that are bound. */
export function Zusatzeingaben({ felder, werte, onChange, problem }: Props) {
  const set = (name: string, wert: string | number) => onChange({ ...werte, [name]: wert });
  const error = (name: string) => (problem?.field === `zusatz.${name}` ? problem.cause : null);
  return (
    <fieldset className="am-fieldset">
      <legend className="am-legend">{felder.legende}</legend>
      <div className="am-cols">
        {felder.felder.map((f) => {
          const wert = werte[f.name];
          return f.art === 'euro' ? (
            <MoneyField
              key={f.name}
              label={f.label}
              value={typeof wert === 'number' ? wert : null}
              onChange={(cent) => set(f.name, cent ?? '')}
              error={error(f.name)}
            />
          ) : (
            <TextField
              key={f.name}
              label={f.label}
              value={String(wert ?? '')}
              inputMode={f.art === 'zahl' ? 'numeric' : 'text'}
              onChange={(text) => set(f.name, f.art === 'zahl' && /^\d+$/.test(text) ? Number(text) : text)}
              error={error(f.name)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
