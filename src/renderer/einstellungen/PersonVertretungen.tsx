import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { formatPerson } from '../../domain/organisation/verzeichnis.ts';
import { Note } from '../kit/Boxes.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { DateField } from '../kit/DateField.tsx';
import { Select } from '../kit/Field.tsx';
import { Table } from '../kit/Table.tsx';
import { Adressatwahl } from '../umlauf/Adressatwahl.tsx';
import { zeitraum, type PersonTeilProps } from './person-teil.ts';

/** Who stands in for a person, how they sign then, and for how long. */
export function PersonVertretungen({ person, verzeichnis, heute, gesperrt, busy, run }: PersonTeilProps) {
  const [durch, setDurch] = useState('');
  const [zusatz, setZusatz] = useState<'i. V.' | 'i. A.'>('i. V.');
  const [von, setVon] = useState<string | null>(heute);
  const [bis, setBis] = useState<string | null>(null);
  const name = (id: string) => {
    const p = verzeichnis.personen.find((one) => one.id === id);
    return p ? formatPerson(p) : id;
  };
  return (
    <div className="am-stack">
      <Table
        name={`Wer ${formatPerson(person)} vertritt`}
        spalten={['Durch', 'Zeichnet', 'Zeitraum', { text: 'Beenden', art: 'verborgen' }]}
      >
        {person.vertretungen.map((v) => (
          <tr key={`${v.durch} ${v.gueltigVon}`}>
            <td>{name(v.durch)}</td>
            <td>{v.zusatz}</td>
            <td>{zeitraum(v)}</td>
            <td>
              {gesperrt || (v.gueltigBis !== null && v.gueltigBis < heute) ? null : (
                <IconButton
                  icon={X}
                  text={`Vertretung durch ${name(v.durch)} heute beenden`}
                  onClick={() =>
                    run(
                      {
                        type: 'endVertretung',
                        durch: v.durch,
                        gueltigVon: v.gueltigVon,
                        gueltigBis: heute,
                      },
                      'Die Vertretung endet heute.',
                    )
                  }
                />
              )}
            </td>
          </tr>
        ))}
      </Table>
      {gesperrt ? (
        <Note>Vertretungen trägt die Person selbst oder die Systemverwaltung ein.</Note>
      ) : (
        <div className="am-formgrid">
          <Adressatwahl
            label="Vertreten durch"
            verzeichnis={{ ...verzeichnis, personen: verzeichnis.personen.filter((p) => p.id !== person.id) }}
            heute={heute}
            value={durch}
            onChange={setDurch}
            ohneRollen
          />
          <Select
            label="Zeichnet"
            value={zusatz}
            onChange={(z) => setZusatz(z as 'i. V.' | 'i. A.')}
            optionen={[
              { wert: 'i. V.', text: 'i. V. (in Vertretung)' },
              { wert: 'i. A.', text: 'i. A. (im Auftrag)' },
            ]}
          />
          <DateField label="Von" optional value={von} onChange={setVon} />
          <DateField label="Bis" optional value={bis} onChange={setBis} />
          <div className="am-ganz">
            <Button
              icon={Plus}
              busy={busy}
              disabled={durch === ''}
              onClick={() =>
                run(
                  {
                    type: 'setVertretung',
                    durch: durch.replace('person:', ''),
                    zusatz,
                    gueltigVon: von,
                    gueltigBis: bis,
                  },
                  'Die Vertretung ist eingetragen.',
                )
              }
            >
              Vertretung eintragen
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
