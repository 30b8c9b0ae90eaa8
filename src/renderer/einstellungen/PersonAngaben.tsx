import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { PersonCommand } from '../../domain/organisation/schema.ts';
import type { Person, Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { TextField } from '../kit/Field.tsx';
import { execute, newId, sayDone } from '../vorgang/execute.ts';
import { vergleiche } from '../sync/vergleich.ts';
import { Vergleichstabelle } from '../sync/Vergleichstabelle.tsx';
import { angabenOf, changedAngaben, LEER, type Angaben } from './person-angaben.ts';

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
  const [a, setA] = useState<Angaben>(basis ? angabenOf(basis.state as Person) : LEER);
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (next: Partial<Angaben>) => setA({ ...a, ...next });
  const eigene = basis ? changedAngaben(angabenOf(basis.state as Person), a) : a;
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

  return (
    <div className="am-stack">
      {problem ? (
        <ErrorBox problem={problem}>
          {veraltet ? (
            <>
              <Vergleichstabelle
                felder={vergleiche({ type: 'changePerson', angaben: eigene }, [], view.state)}
              />
              <div className="am-actions">
                <Button klein onClick={() => void send(view)}>
                  Meine Eingabe auf dem neuen Stand speichern
                </Button>
                <Button klein onClick={() => takeOver(view)}>
                  Neuen Stand übernehmen
                </Button>
              </div>
            </>
          ) : null}
        </ErrorBox>
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
