import { FileUp, Plus, UserRound } from 'lucide-react';
import { useState } from 'react';
import { formatRolle } from '../../domain/organisation/rollen.ts';
import {
  findEinheit,
  formatPerson,
  type Person,
  type Verzeichnis,
} from '../../domain/organisation/verzeichnis.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/Boxes.tsx';
import { TextField } from '../kit/Field.tsx';
import { Panel } from '../kit/Layout.tsx';
import { Table } from '../kit/Table.tsx';
import { useQuery } from '../shell/query.ts';
import { EinlesenDialog } from './EinlesenDialog.tsx';
import type { AbschnittProps } from './Einstellungen.tsx';
import { PersonAnlegen } from './PersonAnlegen.tsx';
import { PersonDialog } from './PersonDialog.tsx';

/** Everyone in the house: who they are, what they may do, who stands in. */
export default function Personen({ app, id }: AbschnittProps) {
  const verzeichnis = useQuery('verzeichnis.get', null).data;
  const [suche, setSuche] = useState('');
  const [einlesen, setEinlesen] = useState(false);
  const [offen, setOffen] = useState<string | 'neu' | null>(id ?? null);
  if (!verzeichnis) return <Panel titel="Personen">{null}</Panel>;
  const darf = app.person?.rollen.includes('systemverwaltung') ?? false;
  const person = verzeichnis.personen.find((p) => p.id === offen);
  const words = suche.toLowerCase().split(/\s+/).filter(Boolean);
  const found = verzeichnis.personen
    .filter((p) => words.every((w) => textOf(p, verzeichnis).toLowerCase().includes(w)))
    .sort((a, b) => a.nachname.localeCompare(b.nachname, 'de'));
  return (
    <Panel
      titel="Personen"
      anzahl={verzeichnis.personen.length}
      ruhig
      buendig
      rechts={
        darf ? (
          <>
            <Button klein icon={FileUp} onClick={() => setEinlesen(true)}>
              Einlesen …
            </Button>{' '}
            <Button klein icon={Plus} onClick={() => setOffen('neu')}>
              Person anlegen …
            </Button>
          </>
        ) : null
      }
    >
      <div className="am-panel__body">
        <TextField
          label="Filtern"
          hint="Name, Funktion, Einheit oder Rolle"
          value={suche}
          onChange={setSuche}
        />
      </div>
      {found.length === 0 ? (
        <EmptyState icon={UserRound} titel="Niemand gefunden">
          <p>Zu „{suche}“ gibt es keine Person.</p>
        </EmptyState>
      ) : (
        <Table
          name={suche.trim() === '' ? 'Personen der Stadt' : `Personen zu „${suche.trim()}“`}
          spalten={['Name', 'Einheit', 'Rollen', 'Vertretung heute']}
        >
          {found.map((p) => (
            <tr key={p.id}>
              <td>
                <button type="button" className="am-link" onClick={() => setOffen(p.id)}>
                  {formatPerson(p)}
                </button>
                <p className="am-muted am-small">{p.funktion}</p>
              </td>
              <td>{findEinheit(verzeichnis, p.einheit)?.kuerzel}</td>
              <td>{rollenOf(p, app.heute)}</td>
              <td>
                {p.vertretungen
                  .filter((v) => isValidOn(v, app.heute))
                  .map((v) => `${v.zusatz} ${nameOf(verzeichnis, v.durch)}`)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {einlesen ? <EinlesenDialog onClose={() => setEinlesen(false)} /> : null}
      {offen === 'neu' ? (
        <PersonAnlegen verzeichnis={verzeichnis} heute={app.heute} onClose={() => setOffen(null)} />
      ) : person ? (
        <PersonDialog
          person={person}
          verzeichnis={verzeichnis}
          heute={app.heute}
          darfAlles={darf}
          selbst={offen === app.person?.id}
          onClose={() => setOffen(null)}
        />
      ) : null}
    </Panel>
  );
}

const rollenOf = (p: Person, heute: string): string =>
  [...new Set(p.rollen.filter((r) => isValidOn(r, heute)).map((r) => formatRolle(r.rolle)))].join(', ');

const nameOf = (v: Verzeichnis, id: string): string => {
  const p = v.personen.find((one) => one.id === id);
  return p ? formatPerson(p) : '';
};

const textOf = (p: Person, v: Verzeichnis): string =>
  [
    formatPerson(p),
    p.funktion,
    findEinheit(v, p.einheit)?.kuerzel,
    findEinheit(v, p.einheit)?.name,
    ...p.rollen.map((r) => formatRolle(r.rolle)),
  ].join(' ');
