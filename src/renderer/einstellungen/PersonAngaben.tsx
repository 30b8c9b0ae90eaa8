import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { PersonCommand } from '../../domain/organisation/schema.ts';
import { findEinheit, type Person, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { TextField } from '../kit/Field.tsx';
import { execute, newId, sayDone } from '../vorgang/execute.ts';
import { vergleicheFormular } from '../sync/vergleich.ts';
import { Veraltet } from '../sync/Veraltet.tsx';
import { changedAngaben } from './angaben.ts';
import { angabenOf, LEER, type Angaben } from './person-angaben.ts';

interface Props {
  /** the entry as it stands now; null: a new person */
  readonly view: VorgangView | null;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly gesperrt: boolean;
  readonly onAngelegt?: () => void;
}

/**
 * What is known of a person. The form is bound to the state it was opened with: when somebody else has saved
 * meanwhile, both are shown side by side and the author decides; nothing is overwritten silently.
 */
export function PersonAngaben({ view, verzeichnis, heute, gesperrt, onAngelegt }: Props) {
  const [basis, setBasis] = useState(view);
  const [a, setA] = useState<Angaben>(() => (basis ? angabenOf(basis.state as Person) : LEER));
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (next: Partial<Angaben>) => setA({ ...a, ...next });
  const vorher = basis ? angabenOf(basis.state as Person) : LEER;
  const eigene = basis ? changedAngaben(vorher, a) : a;
  const veraltet = problem?.code === 'ledger.stand-veraltet' && view !== null;

  async function send(auf: VorgangView | null): Promise<void> {
    const id = auf?.id ?? (await newId());
    if (typeof id !== 'string') return setProblem(id);
    const command: PersonCommand = auf
      ? { type: 'changePerson', angaben: eigene }
      : { type: 'createPerson', ...a, gueltigVon: heute, gueltigBis: null, rollen: [] };
    const answer = await execute({ art: 'person', id, revision: auf?.revision ?? 0 }, command);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    sayDone(auf ? 'Die Angaben sind gespeichert.' : 'Die Person ist angelegt.', answer.value);
    if (!auf) return onAngelegt?.();
    takeOver(answer.value.vorgang);
  }
  function takeOver(stand: VorgangView): void {
    setBasis(stand);
    setA(angabenOf(stand.state as Person));
    setProblem(null);
  }

  const text = (von: Angaben) => ({
    Titel: von.titel,
    Vorname: von.vorname,
    Nachname: von.nachname,
    Funktion: von.funktion,
    Einheit: findEinheit(verzeichnis, von.einheit)?.kuerzel ?? '',
    'E-Mail': von.email,
  });

  return (
    <div className="am-stack">
      {problem && veraltet ? (
        <Veraltet
          problem={problem}
          view={view}
          gesehen={basis?.revision ?? 0}
          felder={vergleicheFormular(text(vorher), text(a), text(angabenOf(view.state as Person)))}
          onSpeichern={() => void send(view)}
          onUebernehmen={() => takeOver(view)}
        />
      ) : problem ? (
        <ErrorBox problem={problem} />
      ) : null}
      {gesperrt ? <Note>Ändern darf das nur die Systemverwaltung.</Note> : null}
      <div className="am-formgrid">
        <TextField
          label="Titel"
          optional
          value={a.titel}
          onChange={(titel) => set({ titel })}
          readOnly={gesperrt}
        />
        <TextField
          label="Vorname"
          value={a.vorname}
          onChange={(vorname) => set({ vorname })}
          readOnly={gesperrt}
        />
        <TextField
          label="Nachname"
          value={a.nachname}
          onChange={(nachname) => set({ nachname })}
          readOnly={gesperrt}
        />
        <TextField
          label="Funktion"
          value={a.funktion}
          onChange={(funktion) => set({ funktion })}
          readOnly={gesperrt}
        />
        <Combobox
          label="Einheit"
          value={a.einheit}
          onChange={(einheit) => set({ einheit })}
          optionen={verzeichnis.einheiten.map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
        />
        <TextField
          label="E-Mail"
          optional
          type="email"
          value={a.email}
          onChange={(email) => set({ email })}
          readOnly={gesperrt}
        />
      </div>
      {gesperrt ? null : (
        <div>
          <Button
            art="primary"
            disabled={basis !== null && Object.keys(eigene).length === 0}
            onClick={() => void send(basis)}
          >
            {basis ? 'Speichern' : 'Person anlegen'}
          </Button>
        </div>
      )}
    </div>
  );
}
