import { useId } from 'react';

export interface Stimmeneingabe {
  readonly ja: number;
  readonly nein: number;
  readonly enthaltung: number;
  readonly nichtBeteiligt: number;
}
export const LEERE_STIMMEN: Stimmeneingabe = { ja: 0, nein: 0, enthaltung: 0, nichtBeteiligt: 0 };

const FELDER = [
  ['ja', 'Dafür'],
  ['nein', 'Dagegen'],
  ['enthaltung', 'Enthaltung'],
  ['nichtBeteiligt', 'Nicht beteiligt'],
] as const;

/** Four large numbers; arrows count, digits type. */
export function Stimmenfelder(p: {
  readonly value: Stimmeneingabe;
  readonly onChange: (s: Stimmeneingabe) => void;
  readonly autoFocus?: boolean;
}) {
  const id = useId();
  return (
    <div className="am-stimmen">
      {FELDER.map(([feld, text]) => (
        <div key={feld} className="am-stimme" data-stimme={feld}>
          <label htmlFor={`${id}-${feld}`}>{text}</label>
          <input
            id={`${id}-${feld}`}
            type="number"
            inputMode="numeric"
            min={0}
            max={999}
            autoFocus={p.autoFocus && feld === 'ja'}
            value={p.value[feld]}
            onFocus={(e) => e.target.select()}
            onChange={(e) =>
              p.onChange({ ...p.value, [feld]: Math.max(0, Math.floor(Number(e.target.value) || 0)) })
            }
          />
        </div>
      ))}
    </div>
  );
}
