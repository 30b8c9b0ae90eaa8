import { useState } from 'react';
import { TextField } from './Field.tsx';

/** „9“, „930“, „9.30“, „9:30“ -> `09:30`; null: no time of day. */
export function leseUhrzeit(text: string): string | null {
  const m = /^(\d{1,2})(?:[:.,\s]?(\d{2}))?$/.exec(text.trim());
  const [h, min] = [Number(m?.[1] ?? 99), Number(m?.[2] ?? 0)];
  return h < 24 && min < 60 ? `${String(h).padStart(2, '0')}:${String(min).padStart(2, '0')}` : null;
}

interface Props {
  readonly label: string;
  readonly value: string;
  /** '' while it is empty or not readable */
  readonly onChange: (uhrzeit: string) => void;
  readonly optional?: boolean;
}

/** A time of day typed as one says it on the phone, independent of the language of the browser. */
export function TimeField({ label, value, onChange, optional }: Props) {
  const [text, setText] = useState<string | null>(null);
  const unlesbar = text !== null && text.trim() !== '' && leseUhrzeit(text) === null;
  return (
    <TextField
      label={label}
      optional={optional ?? false}
      inputMode="numeric"
      placeholder="hh:mm"
      value={text ?? value}
      onChange={(t) => {
        setText(t);
        onChange(leseUhrzeit(t) ?? '');
      }}
      onBlur={() => (unlesbar ? undefined : setText(null))}
      error={unlesbar && text.length > 1 ? 'Bitte als 09:30 eingeben.' : null}
    />
  );
}
