import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';

export interface FieldTexts {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly optional?: boolean;
}

/** What ties a control to its label, hint and fault. */
interface Control {
  readonly id: string;
  readonly className: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface ShellProps extends FieldTexts {
  readonly children: (control: Control) => ReactNode;
}

/** What a control is described by, where it has a hint or a fault: their ids are made from its own. */
export const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ') || undefined;

/** What is wrong with a field, below it. */
export const Fault = ({ id, text }: { readonly id: string; readonly text: string | null | undefined }) =>
  text ? (
    <p className="kern-error" id={`${id}-e`}>
      <CircleAlert size={16} aria-hidden /> {text}
    </p>
  ) : null;

/** Label, hint and error around any control, tied together for screen readers. */
export function FieldShell({ label, hint, error, optional, children }: ShellProps) {
  const id = useId();
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
      {children({
        id,
        className: 'kern-form-input__input',
        'aria-describedby': describedBy(id, hint, error),
        'aria-invalid': error ? true : undefined,
      })}
      <Fault id={id} text={error} />
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>;

interface TextFieldProps extends FieldTexts, InputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, optional, value, onChange, ...rest }: TextFieldProps) {
  return (
    <FieldShell label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          autoComplete="off"
          {...rest}
          {...control}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </FieldShell>
  );
}

interface TextAreaProps extends FieldTexts {
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
      {(control) => (
        <textarea
          rows={3}
          {...rest}
          {...control}
          className={`${control.className} ${mono ? 'am-mono' : ''}`}
          value={value}
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

interface SelectProps extends FieldTexts {
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
      {(control) => (
        <div className="am-select">
          <select {...rest} {...control} value={value} onChange={(e) => onChange(e.target.value)}>
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
