import { formatRolle } from '../../domain/organisation/rollen.ts';
import { findEinheit, formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import type { Adressat, Tag } from '../../domain/shared/vorgang.ts';
import { Combobox } from '../kit/Combobox.tsx';

interface Props {
  readonly label: string;
  readonly verzeichnis: Verzeichnis;
  readonly heute: Tag;
  readonly value: string;
  readonly onChange: (wert: string) => void;
  readonly ohneRollen?: boolean;
  readonly error?: string | null;
  readonly hint?: string;
}

/** Choose whom: a person, or everyone who holds a role. */
export function Adressatwahl({ verzeichnis: v, heute, ohneRollen, ...rest }: Props) {
  const personen = v.personen
    .filter((p) => isValidOn(p, heute))
    .map((p) => ({
      wert: `person:${p.id}`,
      text: formatPerson(p),
      zusatz: [p.funktion, findEinheit(v, p.einheit)?.kuerzel].filter(Boolean).join(', '),
    }))
    .sort((a, b) => a.text.localeCompare(b.text, 'de'));
  const rollen = [
    ...new Set(v.personen.flatMap((p) => p.rollen.filter((r) => isValidOn(r, heute)).map((r) => r.rolle))),
  ]
    .map((rolle) => ({ wert: `rolle:${rolle}`, text: formatRolle(rolle), zusatz: 'alle mit dieser Rolle' }))
    .sort((a, b) => a.text.localeCompare(b.text, 'de'));
  return <Combobox {...rest} optionen={ohneRollen ? personen : [...personen, ...rollen]} />;
}

export function toAdressat(wert: string): Adressat | null {
  if (wert.startsWith('person:')) return { person: wert.slice(7) };
  return wert.startsWith('rolle:') ? { rolle: wert.slice(6) } : null;
}
