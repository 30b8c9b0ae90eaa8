import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { formatRolle, ROLLEN } from '../../domain/organisation/rollen.ts';
import { findEinheit, formatPerson } from '../../domain/organisation/verzeichnis.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Select } from '../kit/Field.tsx';
import { Table } from '../kit/Table.tsx';
import { zeitraum, type PersonTeilProps } from './person-teil.ts';

/** What a person may do, where, and since when. */
export function PersonRollen({ person, verzeichnis, heute, gesperrt, busy, run }: PersonTeilProps) {
  const [rolle, setRolle] = useState('');
  const [bereich, setBereich] = useState('');
  return (
    <div className="am-stack">
      <Table
        name={`Rollen von ${formatPerson(person)}`}
        spalten={['Rolle', 'Bereich', 'Gilt', { text: 'Beenden', art: 'verborgen' }]}
      >
        {person.rollen.map((r) => (
          <tr key={`${r.rolle} ${r.bereich} ${r.gueltigVon}`}>
            <td>{formatRolle(r.rolle)}</td>
            <td>
              {r.bereich === null
                ? 'ganze Stadt'
                : (findEinheit(verzeichnis, r.bereich.split(':')[1] ?? '')?.kuerzel ?? r.bereich)}
            </td>
            <td>{zeitraum(r)}</td>
            <td>
              {gesperrt || r.gueltigBis !== null ? null : (
                <IconButton
                  icon={X}
                  text={`${formatRolle(r.rolle)} heute beenden`}
                  onClick={() =>
                    run(
                      { type: 'endRolle', rolle: r.rolle, bereich: r.bereich, gueltigBis: heute },
                      'Die Rolle endet heute.',
                    )
                  }
                />
              )}
            </td>
          </tr>
        ))}
      </Table>
      {gesperrt ? null : (
        <div className="am-formgrid">
          <Select
            label="Weitere Rolle"
            leer="Bitte wählen"
            value={rolle}
            onChange={setRolle}
            optionen={Object.entries(ROLLEN).map(([wert, text]) => ({ wert, text }))}
          />
          <Select
            label="Bereich"
            leer="ganze Stadt"
            value={bereich}
            onChange={setBereich}
            optionen={verzeichnis.einheiten.map((e) => ({
              wert: `einheit:${e.id}`,
              text: `${e.kuerzel} ${e.name}`,
            }))}
          />
          <div className="am-ganz">
            <Button
              icon={Plus}
              busy={busy}
              disabled={rolle === ''}
              onClick={() =>
                run(
                  {
                    type: 'assignRolle',
                    rolle,
                    bereich: bereich === '' ? null : bereich,
                    gueltigVon: heute,
                    gueltigBis: null,
                  },
                  'Die Rolle ist zugewiesen.',
                )
              }
            >
              Rolle zuweisen
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
