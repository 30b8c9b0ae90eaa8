import { useState } from 'react';
import type { Answer } from '../../contract/channel.ts';
import type { ExecuteAnswer, VorgangView } from '../../contract/vorgang.ts';
import type { EinheitCommand } from '../../domain/organisation/schema.ts';
import type { Einheit, Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { TextField } from '../kit/Field.tsx';
import { useQuery } from '../shell/query.ts';
import { Speicherablehnung } from '../sync/Veraltet.tsx';
import { vergleicheFormular } from '../sync/vergleich.ts';
import { execute, newId, sayDone } from '../vorgang/execute.ts';
import { changedAngaben } from './angaben.ts';

type Angaben = Pick<Einheit, 'kuerzel' | 'name' | 'uebergeordnet' | 'nurEigeneVertretung'>;
const LEER: Angaben = { kuerzel: '', name: '', uebergeordnet: null, nurEigeneVertretung: false };
const angabenOf = ({ kuerzel, name, uebergeordnet, nurEigeneVertretung }: Angaben): Angaben => ({
  kuerzel,
  name,
  uebergeordnet,
  nurEigeneVertretung,
});

interface Props {
  /** null: a new unit */
  readonly einheit: Einheit | null;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly onClose: () => void;
}

/** One unit of the house. It opens with the state it was read in; see `Formular`. */
export function EinheitDialog(props: Props) {
  const { einheit, onClose } = props;
  const view = useQuery('vorgang.get', einheit ? { id: einheit.id } : undefined);
  if (einheit === null || view.data) return <Formular {...props} view={view.data} />;
  return view.problem ? (
    <Dialog titel={titelOf(einheit)} onClose={onClose}>
      <ErrorBox problem={view.problem} />
    </Dialog>
  ) : null;
}

const titelOf = (e: Pick<Einheit, 'kuerzel' | 'name'> | null): string =>
  e ? `${e.kuerzel} ${e.name}` : 'Einheit anlegen';

/**
 * The form is bound to the state it was filled from: when somebody else has saved meanwhile, both are shown side by
 * side and the author decides. Only what was changed is sent.
 */
function Formular({ view, verzeichnis, heute, onClose }: Props & { readonly view: VorgangView | null }) {
  const [basis, setBasis] = useState(view);
  const vorher = basis ? angabenOf(basis.state as Einheit) : LEER;
  const [a, setA] = useState(vorher);
  const action = useAction();
  const set = (next: Partial<Angaben>) => setA({ ...a, ...next });
  const eigene = changedAngaben(vorher, a);
  const mangel = (feld: keyof Angaben) => (action.problem?.field === feld ? action.problem.cause : null);

  async function save(auf: VorgangView | null): Promise<Answer<ExecuteAnswer>> {
    const id = auf?.id ?? (await newId());
    if (typeof id !== 'string') return { ok: false, problem: id };
    const command: EinheitCommand = auf
      ? { type: 'changeEinheit', angaben: eigene }
      : { type: 'createEinheit', ...a, gueltigVon: heute, gueltigBis: null };
    return execute({ art: 'einheit', id, revision: auf?.revision ?? 0 }, command);
  }
  const send = (auf: VorgangView | null) =>
    action.run(
      () => save(auf),
      (answer) => {
        sayDone('Die Einheit ist gespeichert.', answer);
        onClose();
      },
    );
  function takeOver(stand: VorgangView): void {
    setBasis(stand);
    setA(angabenOf(stand.state as Einheit));
    action.show(null);
  }
  const text = (von: Angaben) => ({
    Kürzel: von.kuerzel,
    Name: von.name,
    Übergeordnet: verzeichnis.einheiten.find((e) => e.id === von.uebergeordnet)?.kuerzel ?? 'keine',
    'Vertretung nur aus der eigenen Einheit': von.nurEigeneVertretung ? 'ja' : 'nein',
  });

  return (
    <ActionDialog
      titel={titelOf(basis ? (basis.state as Einheit) : null)}
      action={action}
      verb="Speichern"
      gesperrt={basis !== null && Object.keys(eigene).length === 0}
      zeigeProblem={(problem) => (
        <Speicherablehnung
          problem={problem}
          view={view}
          gesehen={basis?.revision ?? 0}
          felder={
            view ? vergleicheFormular(text(vorher), text(a), text(angabenOf(view.state as Einheit))) : []
          }
          onSpeichern={() => void send(view)}
          onUebernehmen={() => view && takeOver(view)}
        />
      )}
      onAction={() => void send(basis)}
      onClose={onClose}
    >
      <TextField
        label="Kürzel"
        value={a.kuerzel}
        onChange={(kuerzel) => set({ kuerzel })}
        maxLength={40}
        error={mangel('kuerzel')}
      />
      <TextField
        label="Name"
        value={a.name}
        onChange={(name) => set({ name })}
        maxLength={200}
        error={mangel('name')}
      />
      <Combobox
        label="Übergeordnet"
        optional
        value={a.uebergeordnet ?? ''}
        onChange={(id) => set({ uebergeordnet: id === '' ? null : id })}
        optionen={verzeichnis.einheiten
          .filter((e) => e.id !== basis?.id)
          .map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
      />
      <Checkbox
        checked={a.nurEigeneVertretung}
        onChange={(nurEigeneVertretung) => set({ nurEigeneVertretung })}
      >
        Vertretung nur aus der eigenen Einheit (Rechnungsprüfungsamt, § 101 GO NRW)
      </Checkbox>
    </ActionDialog>
  );
}
