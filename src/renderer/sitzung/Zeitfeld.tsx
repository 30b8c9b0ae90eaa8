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
  tag !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(uhr) ? instantOf(tag, uhr) : null;

/** `1700`, `17.00` and `17:00` are the same; a browser's own field would follow its language, not the user's. */
export const asUhrzeit = (text: string): string =>
  text.replace(/[.,]/, ':').replace(/^([01]\d|2[0-3])([0-5]\d)$/, '$1:$2');

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
        inputMode="numeric"
        placeholder="17:00"
        maxLength={5}
        value={value.uhr}
        onChange={(uhr) => onChange({ ...value, uhr: asUhrzeit(uhr) })}
        error={error && value.tag !== null ? error : null}
      />
    </div>
  );
}
