import { UserPen, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { mitgliederAm, type Gremium, type Mitglied } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { Adressatwahl, toAdressat } from '../../umlauf/Adressatwahl.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { personName } from '../daten.ts';
import { EIGENSCHAFT } from '../texte.ts';
import { FUNKTION, STIMMRECHT, optionen } from './worte.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Gremium;
  readonly verzeichnis: Verzeichnis;
  readonly heute: Tag;
  /** given: this seat is changed from a day on; null: a new one */
  readonly bisher: Mitglied | null;
  readonly onClose: () => void;
}

/** A seat from a day on: who, as what, with or without a vote. What held before stays as it was. */
export function MitgliedDialog({ view, s, verzeichnis, heute, bisher, onClose }: Props) {
  const [wer, setWer] = useState(bisher ? `person:${bisher.person}` : '');
  const [funktion, setFunktion] = useState<Mitglied['funktion']>(bisher?.funktion ?? 'mitglied');
  const [stimmrecht, setStimmrecht] = useState<Mitglied['stimmrecht']>(
    bisher?.stimmrecht ?? 'stimmberechtigt',
  );
  const [eigenschaft, setEigenschaft] = useState<Mitglied['eigenschaft']>(
    bisher?.eigenschaft ?? 'ratsmitglied',
  );
  const [fraktion, setFraktion] = useState(bisher?.fraktion ?? '');
  const [vertritt, setVertritt] = useState<readonly string[]>(bisher?.vertritt ?? []);
  const [ab, setAb] = useState<Tag | null>(heute);
  const [bis, setBis] = useState<Tag | null>(bisher?.gueltigBis ?? null);
  const [grund, setGrund] = useState('');
  const person = toAdressat(wer)?.person ?? '';
  const ordentliche = mitgliederAm(s, ab ?? heute).filter((m) => m.funktion !== 'stellvertretung');
  const build = () => {
    if (person === '' || ab === null) return null;
    const mitglied = {
      person,
      funktion,
      stimmrecht,
      eigenschaft,
      fraktion: fraktion.trim() === '' ? null : fraktion.trim(),
      vertritt: funktion === 'stellvertretung' ? vertritt : [],
      gueltigVon: ab,
      gueltigBis: bis,
    };
    const command = bisher
      ? { type: 'changeGremiumMitglied', mitglied, ab, grund: grund.trim() }
      : { type: 'addGremiumMitglied', mitglied };
    return command as { readonly type: string };
  };
  return (
    <BefehlDialog
      titel={bisher ? `${personName(verzeichnis, bisher.person)} ändern` : 'Mitglied aufnehmen'}
      verb={bisher ? 'Änderung speichern' : 'Mitglied aufnehmen'}
      icon={bisher ? UserPen : UserPlus}
      view={view}
      ist={bisher ? 'Die Änderung ist gespeichert.' : 'Das Mitglied ist aufgenommen.'}
      onClose={onClose}
      build={build}
    >
      {(versucht) => (
        <>
          {bisher ? (
            <Note>Die Änderung gilt ab dem genannten Tag; frühere Sitzungen bleiben, wie sie waren.</Note>
          ) : (
            <Adressatwahl
              label="Person"
              verzeichnis={verzeichnis}
              heute={heute}
              ohneRollen
              value={wer}
              onChange={setWer}
              hint="Wer fehlt, wird unter Einstellungen, Personen angelegt."
              error={versucht && person === '' ? 'Wählen Sie die Person.' : null}
            />
          )}
          <div className="am-cols">
            <DateField
              label="Ab"
              value={ab}
              onChange={setAb}
              error={versucht && !ab ? 'Geben Sie den ersten Tag an.' : null}
            />
            <DateField label="Bis" optional value={bis} onChange={setBis} />
          </div>
          <div className="am-cols">
            <Select
              label="Funktion"
              value={funktion}
              onChange={(f) => setFunktion(f as Mitglied['funktion'])}
              optionen={optionen(FUNKTION)}
            />
            <Select
              label="Stimmrecht"
              value={stimmrecht}
              onChange={(f) => setStimmrecht(f as Mitglied['stimmrecht'])}
              optionen={optionen(STIMMRECHT)}
            />
          </div>
          <div className="am-cols">
            <Select
              label="Eigenschaft"
              value={eigenschaft}
              onChange={(f) => setEigenschaft(f as Mitglied['eigenschaft'])}
              optionen={optionen(EIGENSCHAFT)}
            />
            <TextField label="Fraktion" optional value={fraktion} onChange={setFraktion} maxLength={80} />
          </div>
          {funktion === 'stellvertretung' ? (
            <fieldset className="am-fieldset am-stack-s">
              <legend className="am-legend">
                Vertritt (ohne Auswahl: jedes Mitglied der eigenen Fraktion)
              </legend>
              {ordentliche.map((m) => (
                <Checkbox
                  key={m.person}
                  checked={vertritt.includes(m.person)}
                  onChange={(an) =>
                    setVertritt(an ? [...vertritt, m.person] : vertritt.filter((x) => x !== m.person))
                  }
                >
                  {personName(verzeichnis, m.person)}
                </Checkbox>
              ))}
            </fieldset>
          ) : null}
          {bisher ? (
            <TextField
              label="Anlass"
              optional
              value={grund}
              onChange={setGrund}
              placeholder="z. B. Wahl in der 7. Sitzung"
            />
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}
