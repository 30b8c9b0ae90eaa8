import { useState } from 'react';
import { formatEuro, parseEuro } from '../../domain/shared/money.ts';
import { FieldShell, type FieldTexts } from './Field.tsx';

interface MoneyProps extends FieldTexts {
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
      {(control) => (
        <div className="am-affix">
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            readOnly={readOnly}
            value={shown}
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
