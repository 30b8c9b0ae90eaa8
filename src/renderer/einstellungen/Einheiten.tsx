import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Einheit, Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, TextField } from '../kit/Field.tsx';
import { Panel } from '../kit/Layout.tsx';
import { Table } from '../kit/Table.tsx';
import { useQuery } from '../shell/query.ts';
import { execute, newId, sayDone } from '../vorgang/execute.ts';
import { flattenTree } from './baum.ts';
import type { AbschnittProps } from './Einstellungen.tsx';

/** Units of the house, as a tree. */
export default function Einheiten({ app }: AbschnittProps) {
  const verzeichnis = useQuery('verzeichnis.get', null).data;
  const [offen, setOffen] = useState<string | 'neu' | null>(null);
  if (!verzeichnis) return <Panel titel="Einheiten">{null}</Panel>;
  const darf = app.person?.rollen.includes('systemverwaltung') ?? false;
  return (
    <Panel
      titel="Einheiten"
      anzahl={verzeichnis.einheiten.length}
      ruhig
      buendig
      rechts={
        darf ? (
          <Button klein icon={Plus} onClick={() => setOffen('neu')}>
            Einheit anlegen …
          </Button>
        ) : null
      }
    >
      <Table spalten={['Kürzel', 'Name', { text: 'Personen', art: 'zahl' }]}>
        {flattenTree(verzeichnis.einheiten).map(({ einheit: e, tiefe }) => (
          <tr key={e.id}>
            <td style={{ paddingLeft: `${0.75 + tiefe * 1.25}rem` }}>
              {darf ? (
                <button type="button" className="am-link" onClick={() => setOffen(e.id)}>
                  {e.kuerzel}
                </button>
              ) : (
                e.kuerzel
              )}
            </td>
            <td>
              {e.name}
              {e.nurEigeneVertretung ? (
                <p className="am-muted am-small">Vertretung nur aus der eigenen Einheit (§ 101 GO NRW)</p>
              ) : null}
            </td>
            <td className="am-num">{verzeichnis.personen.filter((p) => p.einheit === e.id).length}</td>
          </tr>
        ))}
      </Table>
      {offen ? (
        <EinheitDialog
          einheit={verzeichnis.einheiten.find((e) => e.id === offen) ?? null}
          verzeichnis={verzeichnis}
          heute={app.heute}
          onClose={() => setOffen(null)}
        />
      ) : null}
    </Panel>
  );
}

interface DialogProps {
  readonly einheit: Einheit | null;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly onClose: () => void;
}

function EinheitDialog({ einheit, verzeichnis, heute, onClose }: DialogProps) {
  const view = useQuery('vorgang.get', einheit ? { id: einheit.id } : undefined);
  const [kuerzel, setKuerzel] = useState(einheit?.kuerzel ?? '');
  const [name, setName] = useState(einheit?.name ?? '');
  const [ueber, setUeber] = useState(einheit?.uebergeordnet ?? '');
  const [nurEigene, setNurEigene] = useState(einheit?.nurEigeneVertretung ?? false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // the state the form was filled from: a later one would overwrite silently what somebody else has saved
  const basis = useRef<number | null>(null);
  basis.current ??= view.data?.revision ?? null;
  const save = async () => {
    const id = einheit?.id ?? (await newId());
    if (typeof id !== 'string') return setProblem(id);
    const angaben = {
      kuerzel,
      name,
      uebergeordnet: ueber === '' ? null : ueber,
      nurEigeneVertretung: nurEigene,
    };
    const answer = await execute(
      { art: 'einheit', id, revision: basis.current ?? 0 },
      (einheit
        ? { type: 'changeEinheit', angaben }
        : { type: 'createEinheit', ...angaben, gueltigVon: heute, gueltigBis: null }) as never,
    );
    if (!answer.ok) return setProblem(answer.problem);
    sayDone('Die Einheit ist gespeichert.', answer.value);
    onClose();
  };
  return (
    <Dialog
      titel={einheit ? `${einheit.kuerzel} ${einheit.name}` : 'Einheit anlegen'}
      onClose={onClose}
      fuss={
        <>
          <Button onClick={onClose}>Abbrechen</Button>
          <Button art="primary" taste="Strg+Enter" onClick={() => void save()}>
            Speichern
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      <TextField label="Kürzel" value={kuerzel} onChange={setKuerzel} maxLength={40} />
      <TextField label="Name" value={name} onChange={setName} maxLength={200} />
      <Combobox
        label="Übergeordnet"
        optional
        value={ueber}
        onChange={setUeber}
        optionen={verzeichnis.einheiten
          .filter((e) => e.id !== einheit?.id)
          .map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
      />
      <Checkbox checked={nurEigene} onChange={setNurEigene}>
        Vertretung nur aus der eigenen Einheit (Rechnungsprüfungsamt, § 101 GO NRW)
      </Checkbox>
    </Dialog>
  );
}
