import { useId, type ReactNode } from 'react';
import { describedBy, Fault } from './Field.tsx';

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
  /** it must be ticked and is not; why is said beside it */
  readonly fehlt?: boolean;
}

export function Checkbox({ checked, onChange, children, disabled, fehlt }: CheckProps) {
  return (
    <label className="am-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-invalid={fehlt || undefined}
        onChange={(e) => onChange(e.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

export interface Wahl<T extends string> {
  readonly wert: T;
  readonly text: string;
  /** what happens if this is chosen */
  readonly folge?: string;
  readonly gesperrt?: boolean;
}

interface ChoiceProps<T extends string> {
  readonly legende: string;
  readonly wahlen: readonly Wahl<T>[];
  readonly value: T | null;
  readonly onChange: (wert: T) => void;
  readonly error?: string | null;
}

/** Radio cards: each choice with its consequence in plain words. */
export function Choice<T extends string>({ legende, wahlen, value, onChange, error }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="am-fieldset am-field" aria-describedby={describedBy(name, null, error)}>
      <legend className="am-legend">{legende}</legend>
      <div>
        {wahlen.map((w) => (
          <label key={w.wert} className={`am-choice ${w.gesperrt ? 'am-choice--off' : ''}`}>
            <input
              type="radio"
              name={name}
              checked={value === w.wert}
              disabled={w.gesperrt}
              onChange={() => onChange(w.wert)}
            />
            <span>
              <b>{w.text}</b>
              {w.folge ? <span>{w.folge}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <Fault id={name} text={error} />
    </fieldset>
  );
}

interface SegmentProps<T extends string> {
  readonly legende: string;
  readonly wahlen: readonly { readonly wert: T; readonly text: string }[];
  readonly value: T;
  readonly onChange: (wert: T) => void;
}

/** A switch between a few views. */
export function Segment<T extends string>({ legende, wahlen, value, onChange }: SegmentProps<T>) {
  const name = useId();
  return (
    <fieldset className="am-fieldset">
      <legend className="kern-sr-only">{legende}</legend>
      <div className="am-segment">
        {wahlen.map((w) => (
          <label key={w.wert}>
            <input type="radio" name={name} checked={value === w.wert} onChange={() => onChange(w.wert)} />
            {w.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
