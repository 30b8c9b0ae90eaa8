import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { formatRolle, ROLLEN } from '../../domain/organisation/rollen.ts';
import type { PersonCommand } from '../../domain/organisation/schema.ts';
import {
  findEinheit,
  formatPerson,
  type Person,
  type Verzeichnis,
} from '../../domain/organisation/verzeichnis.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { DateField } from '../kit/DateField.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Select } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';
import { Table } from '../kit/Table.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { useQuery } from '../shell/query.ts';
import { Adressatwahl } from '../umlauf/Adressatwahl.tsx';
import { execute, sayDone } from '../vorgang/execute.ts';
import { PersonAngaben } from './PersonAngaben.tsx';

interface Props {
  /** null: a new person */
  readonly id: string | null;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly darfAlles: boolean;
  readonly selbst: boolean;
  readonly onClose: () => void;
}

/** One person: what is known, the roles, and who stands in. Each change is a command of its own. */
export function PersonDialog({ id, verzeichnis, heute, darfAlles, selbst, onClose }: Props) {
  const view = useQuery('vorgang.get', id === null ? undefined : { id });
  const person = verzeichnis.personen.find((p) => p.id === id) ?? null;
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (command: PersonCommand, text: string): Promise<boolean> => {
    const answer = await execute(
      { art: 'person', id: id ?? '', revision: view.data?.revision ?? 0 },
      command,
    );
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) sayDone(text, answer.value);
    return answer.ok;
  };
  const props = { person, verzeichnis, heute, run };
  const angaben = { verzeichnis, heute, gesperrt: !darfAlles };
  return (
    <Dialog titel={person ? formatPerson(person) : 'Person anlegen'} onClose={onClose} breit>
      {problem ? <ErrorBox problem={problem} /> : null}
      {person ? (
        <Tabs
          name="Person"
          reiter={[
            {
              id: 'angaben',
              text: 'Angaben',
              inhalt: view.data ? <PersonAngaben {...angaben} view={view.data} /> : null,
            },
            {
              id: 'rollen',
              text: `Rollen (${person.rollen.length})`,
              inhalt: <Rollen {...props} person={person} gesperrt={!darfAlles} />,
            },
            {
              id: 'vertretung',
              text: `Vertretung (${person.vertretungen.length})`,
              inhalt: <Vertretungen {...props} person={person} gesperrt={!darfAlles && !selbst} />,
            },
          ]}
        />
      ) : (
        <PersonAngaben {...angaben} view={null} onAngelegt={onClose} />
      )}
    </Dialog>
  );
}

interface TeilProps {
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly gesperrt: boolean;
  readonly run: (command: PersonCommand, text: string) => Promise<boolean>;
}

const zeitraum = (g: { readonly gueltigVon: string | null; readonly gueltigBis: string | null }): string =>
  [g.gueltigVon ? `ab ${tagLang(g.gueltigVon)}` : '', g.gueltigBis ? `bis ${tagLang(g.gueltigBis)}` : '']
    .filter(Boolean)
    .join(' ') || 'unbefristet';

function Rollen({ person, verzeichnis, heute, gesperrt, run }: TeilProps & { readonly person: Person }) {
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
                    void run(
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
              disabled={rolle === ''}
              onClick={() =>
                void run(
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

function Vertretungen({
  person,
  verzeichnis,
  heute,
  gesperrt,
  run,
}: TeilProps & { readonly person: Person }) {
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
                    void run(
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
              disabled={durch === ''}
              onClick={() =>
                void run(
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
