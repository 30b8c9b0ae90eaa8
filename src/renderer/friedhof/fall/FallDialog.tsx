import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { unterlageText, type Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { befehlAus, ersteEingabe, type Fallaktion, type Falleingabe } from './fallbefehl.ts';
import {
  AbschlussFelder,
  AnrufFelder,
  GenehmigungFelder,
  GrabwahlFelder,
  UnterlageFelder,
} from './Fallfelder.tsx';
import { Freigabe } from './Freigabe.tsx';

interface Props {
  readonly app: AppState;
  readonly aktion: Fallaktion;
  readonly view: VorgangView;
  readonly s: BestattungState;
  /** the paper to take back */
  readonly papier?: Unterlage | null;
  readonly onClose: () => void;
  /** a new version went out: its sheet is shown next */
  readonly onFassung: (view: VorgangView) => void;
}

const TITEL: Readonly<Record<Fallaktion, readonly [titel: string, verb: string, ist: string]>> = {
  releaseTermin: ['Termin freigeben', 'Freigeben', 'Der Termin ist freigegeben.'],
  rejectAnfrage: ['Anfrage ablehnen', 'Ablehnen', 'Die Anfrage ist abgelehnt.'],
  cancelBestattung: ['Bestattung stornieren', 'Stornieren', 'Die Bestattung ist storniert.'],
  assignGrab: ['Grab zuordnen', 'Grab zuordnen', 'Das Grab ist zugeordnet.'],
  recordUnterlage: ['Unterlage erfassen', 'Erfassen', 'Die Unterlage ist erfasst.'],
  removeUnterlage: ['Unterlage zurücknehmen', 'Zurücknehmen', 'Die Unterlage ist zurückgenommen.'],
  recordGenehmigung: ['Genehmigung erfassen', 'Erfassen', 'Die Genehmigung ist erfasst.'],
  recordAnruf: ['Anruf bei der Kolonne eintragen', 'Eintragen', 'Der Anruf ist eingetragen.'],
  closeBestattung: ['Bericht prüfen und abschließen', 'Abschließen', 'Der Vorgang ist abgeschlossen.'],
};

/** What takes something away is asked for in red, with a reason. */
const NIMMT_ZURUECK: ReadonlySet<Fallaktion> = new Set([
  'cancelBestattung',
  'rejectAnfrage',
  'removeUnterlage',
]);

/** A dialog that ends in one command of the case; what is missing is said at its field. */
export function FallDialog({ app, aktion, view, s, papier = null, onClose, onFassung }: Props) {
  const [basis] = useState(view);
  const [titel, verb, ist] = TITEL[aktion];
  const [e, setE] = useState(() => ersteEingabe(aktion, s, papier, app.heute));
  const set =
    <K extends keyof Falleingabe>(feld: K) =>
    (wert: Falleingabe[K]) =>
      setE((vorher) => ({ ...vorher, [feld]: wert }));
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const tu = async () => {
    setVersucht(true);
    const command = befehlAus(aktion, e, s, app.heute);
    if (!command) return;
    setBusy(true);
    setProblem(null);
    const answer = await execute(basis, command);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sayDone(ist, answer.value);
    onClose();
    if ((answer.value.vorgang.state as BestattungState).fassung > s.fassung) onFassung(answer.value.vorgang);
  };
  const felder = { e, set, versucht, s };

  return (
    <Dialog
      titel={titel}
      onClose={onClose}
      fest={busy}
      breit={aktion === 'closeBestattung'}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button
            art={NIMMT_ZURUECK.has(aktion) ? 'danger' : 'primary'}
            taste="Strg+Enter"
            busy={busy}
            onClick={() => void tu()}
          >
            {verb}
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {aktion === 'releaseTermin' ? <Freigabe view={view} s={s} /> : null}
      {NIMMT_ZURUECK.has(aktion) ? (
        <>
          {papier ? <p>{unterlageText[papier]}</p> : null}
          {aktion === 'cancelBestattung' && s.fassung > 0 ? (
            <Note art="warnung">
              Bestatter und Kolonne kennen den Termin. Die Stornierung geht als Fassung {s.fassung + 1}{' '}
              hinaus.
            </Note>
          ) : null}
          <TextArea
            label="Grund"
            required
            autoFocus
            maxLength={500}
            value={e.grund}
            onChange={set('grund')}
            error={versucht && e.grund.trim().length < 3 ? 'Bitte einen Grund eintragen.' : null}
          />
        </>
      ) : null}
      {aktion === 'assignGrab' ? <GrabwahlFelder {...felder} heute={app.heute} view={view} /> : null}
      {aktion === 'recordUnterlage' ? <UnterlageFelder {...felder} heute={app.heute} /> : null}
      {aktion === 'recordGenehmigung' ? <GenehmigungFelder {...felder} /> : null}
      {aktion === 'recordAnruf' ? <AnrufFelder {...felder} /> : null}
      {aktion === 'closeBestattung' ? <AbschlussFelder {...felder} /> : null}
    </Dialog>
  );
}
