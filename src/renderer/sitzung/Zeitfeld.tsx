import { instantOf } from '../../domain/shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import { DateField } from '../kit/DateField.tsx';
import { TextField } from '../kit/Field.tsx';

export interface TagUndZeit {
  readonly tag: Tag | null;
  readonly uhr: string;
}

/** The instant of a day and a time in local time; null: incomplete. */
export const zeitpunktOf = ({ tag, uhr }: TagUndZeit): Zeitpunkt | null =>
  tag !== null && /^\d{2}:\d{2}$/.test(uhr) ? instantOf(tag, uhr) : null;

interface Props {
  readonly label: string;
  readonly value: TagUndZeit;
  readonly onChange: (value: TagUndZeit) => void;
  readonly error?: string | null;
}

export function Zeitfeld({ label, value, onChange, error }: Props) {
  return (
    <div className="am-cols">
      <DateField
        label={label}
        value={value.tag}
        onChange={(tag) => onChange({ ...value, tag })}
        error={error && value.tag === null ? error : null}
      />
      <TextField
        label="Uhrzeit"
        type="time"
        value={value.uhr}
        onChange={(uhr) => onChange({ ...value, uhr })}
        error={error && value.tag !== null ? error : null}
      />
    </div>
  );
}
