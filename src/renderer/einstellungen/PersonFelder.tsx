import type { Problem } from '../../contract/channel.ts';
import type { Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { Combobox } from '../kit/Combobox.tsx';
import { TextField } from '../kit/Field.tsx';
import type { Angaben } from './person-angaben.ts';

interface Props {
  readonly a: Angaben;
  readonly onChange: (a: Angaben) => void;
  readonly verzeichnis: Verzeichnis;
  readonly gesperrt?: boolean;
  /** said at its field, if it is about one */
  readonly problem: Problem | null;
}

const VORN = [
  { feld: 'titel', label: 'Titel', optional: true },
  { feld: 'vorname', label: 'Vorname' },
  { feld: 'nachname', label: 'Nachname' },
  { feld: 'funktion', label: 'Funktion' },
] as const;

/** What is known of a person. */
export function PersonFelder({ a, onChange, verzeichnis, gesperrt, problem }: Props) {
  const mangel = (feld: keyof Angaben) => (problem?.field === feld ? problem.cause : null);
  const set = (next: Partial<Angaben>) => onChange({ ...a, ...next });
  return (
    <div className="am-formgrid">
      {VORN.map(({ feld, ...rest }) => (
        <TextField
          key={feld}
          {...rest}
          value={a[feld]}
          onChange={(wert) => set({ [feld]: wert })}
          readOnly={gesperrt}
          error={mangel(feld)}
        />
      ))}
      <Combobox
        label="Einheit"
        value={a.einheit}
        onChange={(einheit) => set({ einheit })}
        error={mangel('einheit')}
        optionen={verzeichnis.einheiten.map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
      />
      <TextField
        label="E-Mail"
        optional
        type="email"
        value={a.email}
        onChange={(email) => set({ email })}
        readOnly={gesperrt}
        error={mangel('email')}
      />
    </div>
  );
}
