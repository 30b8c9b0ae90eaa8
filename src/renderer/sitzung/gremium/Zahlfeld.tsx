import { TextField } from '../../kit/Field.tsx';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** as typed; read with `zahlOf` */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | null;
}

/** The number typed, within its bounds; null: none. */
export const zahlOf = (text: string, min: number, max: number): number | null => {
  const n = Number(text);
  return /^\d+$/.test(text.trim()) && n >= min && n <= max ? n : null;
};

/** A whole number as text: half-typed numbers are not corrected under one's fingers. */
export function Zahlfeld({ onChange, ...rest }: Props) {
  return (
    <TextField {...rest} inputMode="numeric" maxLength={4} onChange={(t) => onChange(t.replace(/\D/g, ''))} />
  );
}
