import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { formatEuro, parseEuro } from '../../domain/shared/money.ts';

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly optional?: boolean;
}

interface ShellProps extends Common {
  readonly children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}

/** Label, hint and error around any control, tied together for screen readers. */
export function FieldShell({ label, hint, error, optional, children }: ShellProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`kern-form-input ${error ? 'kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={id}>
        {label}
        {optional ? <span className="kern-label__optional"> (freiwillig)</span> : null}
      </label>
      {hint ? (
        <div className="kern-hint" id={`${id}-h`}>
          {hint}
        </div>
      ) : null}
      {children({ id, describedBy })}
      {error ? (
        <p className="kern-error" id={`${id}-e`}>
          <CircleAlert size={16} aria-hidden /> {error}
        </p>
      ) : null}
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>;

interface TextFieldProps extends Common, InputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, optional, value, onChange, ...rest }: TextFieldProps) {
  return (
    <FieldShell label={label} hint={hint} error={error} optional={optional}>
      {({ id, describedBy }) => (
        <input
          autoComplete="off"
          {...rest}
          id={id}
          className="kern-form-input__input"
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </FieldShell>
  );
}

interface TextAreaProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
  readonly spellCheck?: boolean;
  readonly mono?: boolean;
}

export function TextArea({ label, hint, error, optional, value, onChange, mono, ...rest }: TextAreaProps) {
  return (
    <FieldShell label={label} hint={hint} error={error} optional={optional}>
      {({ id, describedBy }) => (
        <textarea
          rows={3}
          {...rest}
          id={id}
          className={`kern-form-input__input ${mono ? 'am-mono' : ''}`}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </FieldShell>
  );
}

export interface Option {
  readonly wert: string;
  readonly text: string;
}

interface SelectProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly optionen: readonly Option[];
  /** first entry when nothing is chosen yet */
  readonly leer?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
}

export function Select({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  optionen,
  leer,
  ...rest
}: SelectProps) {
  return (
    <FieldShell label={label} hint={hint} error={error} optional={optional}>
      {({ id, describedBy }) => (
        <div className="am-select">
          <select
            {...rest}
            id={id}
            className="kern-form-input__input"
            value={value}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onChange={(e) => onChange(e.target.value)}
          >
            {leer === undefined ? null : <option value="">{leer}</option>}
            {optionen.map((o) => (
              <option key={o.wert} value={o.wert}>
                {o.text}
              </option>
            ))}
          </select>
          <ChevronDown size={18} aria-hidden />
        </div>
      )}
    </FieldShell>
  );
}

interface MoneyProps extends Common {
  /** cents; null: empty or not readable */
  readonly value: number | null;
  readonly onChange: (cent: number | null) => void;
  readonly readOnly?: boolean;
}

/** An amount as a German clerk types it; what can't be read is said at the field, not guessed. */
export function MoneyField({ label, hint, error, optional, value, onChange, readOnly }: MoneyProps) {
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (value === null ? '' : formatEuro(value).replace(/\s*€/, ''));
  const unreadable = text !== null && text.trim() !== '' && parseEuro(text) === null;
  return (
    <FieldShell
      label={label}
      hint={hint}
      optional={optional}
      error={unreadable ? 'Das ist kein Betrag. Beispiel: 11.424,00' : error}
    >
      {({ id, describedBy }) => (
        <div className="am-affix">
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            className="kern-form-input__input"
            readOnly={readOnly}
            value={shown}
            aria-describedby={describedBy}
            aria-invalid={error || unreadable ? true : undefined}
            onChange={(e) => {
              setText(e.target.value);
              onChange(parseEuro(e.target.value));
            }}
            onBlur={() => (unreadable ? undefined : setText(null))}
          />
          <span aria-hidden>€</span>
        </div>
      )}
    </FieldShell>
  );
}

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
    <fieldset className="am-fieldset am-field" aria-describedby={error ? `${name}-e` : undefined}>
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
      {error ? (
        <p className="kern-error" id={`${name}-e`}>
          <CircleAlert size={16} aria-hidden /> {error}
        </p>
      ) : null}
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
