import { useState } from 'react';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { PersonCommand } from '../../domain/organisation/schema.ts';
import { findEinheit, type Person, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { useAction } from '../kit/action.ts';
import { Button } from '../kit/Button.tsx';
import { Note } from '../kit/Boxes.tsx';
import { execute, sayDone } from '../vorgang/execute.ts';
import { vergleicheFormular } from '../sync/vergleich.ts';
import { Speicherablehnung } from '../sync/Veraltet.tsx';
import { changedAngaben } from './angaben.ts';
import { angabenOf, type Angaben } from './person-angaben.ts';
import { PersonFelder } from './PersonFelder.tsx';

interface Props {
  /** the entry as it stands now */
  readonly view: VorgangView;
  readonly verzeichnis: Verzeichnis;
  readonly gesperrt: boolean;
}

/**
 * What is known of a person. The form is bound to the state it was opened with: when somebody else has saved
 * meanwhile, both are shown side by side and the author decides; nothing is overwritten silently.
 */
export function PersonAngaben({ view, verzeichnis, gesperrt }: Props) {
  const [basis, setBasis] = useState(view);
  const vorher = angabenOf(basis.state as Person);
  const [a, setA] = useState<Angaben>(vorher);
  const action = useAction();
  const eigene = changedAngaben(vorher, a);

  function takeOver(stand: VorgangView): void {
    setBasis(stand);
    setA(angabenOf(stand.state as Person));
    action.show(null);
  }
  const send = (auf: VorgangView) => {
    const command: PersonCommand = { type: 'changePerson', angaben: eigene };
    return action.run(
      () => execute(auf, command),
      (answer) => {
        sayDone('Die Angaben sind gespeichert.', answer);
        takeOver(answer.vorgang);
      },
    );
  };

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
      {action.problem ? (
        <Speicherablehnung
          problem={action.problem}
          view={view}
          gesehen={basis.revision}
          felder={vergleicheFormular(text(vorher), text(a), text(angabenOf(view.state as Person)))}
          onSpeichern={() => void send(view)}
          onUebernehmen={() => takeOver(view)}
        />
      ) : null}
      {gesperrt ? <Note>Ändern darf das nur die Systemverwaltung.</Note> : null}
      <PersonFelder
        problem={action.problem}
        a={a}
        onChange={setA}
        verzeichnis={verzeichnis}
        gesperrt={gesperrt}
      />
      {gesperrt ? null : (
        <div>
          <Button
            art="primary"
            busy={action.busy}
            disabled={Object.keys(eigene).length === 0}
            onClick={() => void send(basis)}
          >
            Speichern
          </Button>
        </div>
      )}
    </div>
  );
}
