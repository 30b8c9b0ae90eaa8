import { useState } from 'react';
import type { VorgangView } from '../../contract/vorgang.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Note } from '../kit/Boxes.tsx';
import { DateField } from '../kit/DateField.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { TextArea, TextField } from '../kit/Field.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { useQuery } from '../shell/query.ts';
import { Speicherablehnung } from '../sync/Veraltet.tsx';
import { execute, sayDone } from '../vorgang/execute.ts';
import { Inhalt } from './Inhalt.tsx';
import { readFeld } from './tabelle/form.ts';
import { Wertfeld } from './tabelle/Wertfeld.tsx';
import { readJson } from './tabelle-text.ts';

interface Props {
  readonly tabelle: string;
  readonly bezeichnung: string;
  readonly vorgang: string;
  /** content to start from: the version one looks at */
  readonly vorlage: unknown;
  readonly heute: string;
  readonly onClose: () => void;
}

/** A new version: edited in a form made from its schema (or as text), seen as a table, checked against the table's schema before it is stored. */
export function FassungDialog({ tabelle, bezeichnung, vorgang, vorlage, heute, onClose }: Props) {
  const view = useQuery('vorgang.get', { id: vorgang });
  // the state it starts from: on a later one it would silently replace what somebody else has entered
  const [basis, setBasis] = useState<VorgangView | null>(null);
  if (basis === null && view.data !== null) setBasis(view.data);
  const form = useQuery('stammdaten.form', { tabelle });
  const [text, setText] = useState(() => JSON.stringify(vorlage, null, 2));
  const [gueltigAb, setGueltigAb] = useState<string | null>(heute);
  const [quelle, setQuelle] = useState('');
  const [geprueft, setGeprueft] = useState(false);
  const [begruendung, setBegruendung] = useState('');
  const action = useAction();
  const { versucht, problem } = action;
  const gelesen = readJson(text);
  const feld = form.data ? readFeld(form.data.schema) : null;
  const mangel = (pfad: string) => (problem?.field === pfad ? problem.cause : null);
  const rueckwirkend = gueltigAb !== null && gueltigAb < heute;
  const save = (auf: VorgangView | null) =>
    action.run(
      () =>
        !gelesen.ok || gueltigAb === null || quelle.trim() === '' || !auf
          ? null
          : execute(auf, {
              type: 'setFassung',
              tabelle,
              gueltigAb,
              quelle: quelle.trim(),
              geprueft,
              inhalt: gelesen.wert,
              ...(rueckwirkend && begruendung.trim() ? { begruendung: begruendung.trim() } : {}),
            } as never),
      (answer) => {
        sayDone('Die neue Fassung ist gespeichert.', answer);
        onClose();
      },
    );
  return (
    <ActionDialog
      titel={`Neue Fassung: ${bezeichnung}`}
      breit
      action={action}
      verb="Fassung speichern"
      gesperrt={!view.data}
      zeigeProblem={(abgelehnt) => (
        <Speicherablehnung
          problem={abgelehnt}
          view={view.data}
          gesehen={basis?.revision ?? 0}
          felder={[]}
          onSpeichern={() => void save(view.data)}
          onUebernehmen={onClose}
        />
      )}
      onAction={() => void save(basis)}
      onClose={onClose}
    >
      <div className="am-formgrid">
        <DateField
          label="Gültig ab"
          value={gueltigAb}
          onChange={setGueltigAb}
          error={versucht && gueltigAb === null ? 'Geben Sie den ersten Tag an.' : null}
        />
        <TextField
          label="Quelle"
          hint="Beschluss, Dienstanweisung oder Gesetz"
          value={quelle}
          onChange={setQuelle}
          maxLength={1000}
          error={versucht && quelle.trim() === '' ? 'Jede Fassung braucht eine Quelle.' : null}
        />
      </div>
      <Checkbox checked={geprueft} onChange={setGeprueft}>
        Von der zuständigen Stelle geprüft
      </Checkbox>
      {rueckwirkend ? (
        <TextArea
          label="Begründung der Rückwirkung"
          value={begruendung}
          onChange={setBegruendung}
          rows={2}
          error={versucht && begruendung.trim() === '' ? 'Rückwirkend nur mit Begründung.' : null}
        />
      ) : null}
      {form.data || form.problem ? (
        <Tabs
          name="Inhalt"
          reiter={[
            ...(feld && feld.art !== 'frei'
              ? [
                  {
                    id: 'formular',
                    text: 'Bearbeiten',
                    inhalt: gelesen.ok ? (
                      <div className="am-tabelle">
                        <Wertfeld
                          feld={feld}
                          label=""
                          wert={gelesen.wert}
                          onChange={(neu) => setText(JSON.stringify(neu, null, 2))}
                          ort={{ pfad: '', mangel }}
                        />
                      </div>
                    ) : (
                      <Note art="fehler">{gelesen.text}</Note>
                    ),
                  },
                ]
              : []),
            {
              id: 'text',
              text: 'Als Text',
              inhalt: (
                <TextArea
                  label="Inhalt als JSON"
                  value={text}
                  onChange={setText}
                  rows={14}
                  mono
                  spellCheck={false}
                  error={gelesen.ok ? null : gelesen.text}
                />
              ),
            },
            {
              id: 'vorschau',
              text: 'Vorschau',
              inhalt: gelesen.ok ? (
                <div className="am-json" tabIndex={0} role="region" aria-label="Vorschau">
                  <Inhalt wert={gelesen.wert} />
                </div>
              ) : (
                <Note art="fehler">{gelesen.text}</Note>
              ),
            },
          ]}
        />
      ) : null}
    </ActionDialog>
  );
}
