import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { EinheitCommand } from '../../domain/organisation/schema.ts';
import type { Einheit, Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Combobox } from '../kit/Combobox.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, TextField } from '../kit/Field.tsx';
import { useQuery } from '../shell/query.ts';
import { Veraltet } from '../sync/Veraltet.tsx';
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (next: Partial<Angaben>) => setA({ ...a, ...next });
  const eigene = changedAngaben(vorher, a);

  async function send(auf: VorgangView | null): Promise<void> {
    setBusy(true);
    const id = auf?.id ?? (await newId());
    if (typeof id !== 'string') {
      setBusy(false);
      return setProblem(id);
    }
    const command: EinheitCommand = auf
      ? { type: 'changeEinheit', angaben: eigene }
      : { type: 'createEinheit', ...a, gueltigVon: heute, gueltigBis: null };
    const answer = await execute({ art: 'einheit', id, revision: auf?.revision ?? 0 }, command);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sayDone('Die Einheit ist gespeichert.', answer.value);
    onClose();
  }
  function takeOver(stand: VorgangView): void {
    setBasis(stand);
    setA(angabenOf(stand.state as Einheit));
    setProblem(null);
  }
  const text = (von: Angaben) => ({
    Kürzel: von.kuerzel,
    Name: von.name,
    Übergeordnet: verzeichnis.einheiten.find((e) => e.id === von.uebergeordnet)?.kuerzel ?? 'keine',
    'Vertretung nur aus der eigenen Einheit': von.nurEigeneVertretung ? 'ja' : 'nein',
  });

  return (
    <Dialog
      titel={titelOf(basis ? (basis.state as Einheit) : null)}
      onClose={onClose}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose}>Abbrechen</Button>
          <Button
            art="primary"
            taste="Strg+Enter"
            busy={busy}
            disabled={basis !== null && Object.keys(eigene).length === 0}
            onClick={() => void send(basis)}
          >
            Speichern
          </Button>
        </>
      }
    >
      {problem?.code === 'ledger.stand-veraltet' && view ? (
        <Veraltet
          problem={problem}
          view={view}
          gesehen={basis?.revision ?? 0}
          felder={vergleicheFormular(text(vorher), text(a), text(angabenOf(view.state as Einheit)))}
          onSpeichern={() => void send(view)}
          onUebernehmen={() => takeOver(view)}
        />
      ) : problem ? (
        <ErrorBox problem={problem} />
      ) : null}
      <TextField label="Kürzel" value={a.kuerzel} onChange={(kuerzel) => set({ kuerzel })} maxLength={40} />
      <TextField label="Name" value={a.name} onChange={(name) => set({ name })} maxLength={200} />
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
    </Dialog>
  );
}
