import { useState, type ComponentProps } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { unterlageText, type Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { Note } from '../../kit/Boxes.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
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
  const [titel, verb, ist] = TITEL[aktion];
  const [e, setE] = useState(() => ersteEingabe(aktion, s, papier, app.heute));
  const set =
    <K extends keyof Falleingabe>(feld: K) =>
    (wert: Falleingabe[K]) =>
      setE((vorher) => ({ ...vorher, [feld]: wert }));

  return (
    <BefehlDialog
      titel={titel}
      verb={verb}
      ist={ist}
      gefahr={NIMMT_ZURUECK.has(aktion)}
      breit={aktion === 'closeBestattung'}
      view={view}
      build={() => befehlAus(aktion, e, s, app.heute)}
      onClose={onClose}
      onDone={(nachher) => {
        if (nachher && (nachher.state as BestattungState).fassung > s.fassung) onFassung(nachher);
      }}
    >
      {(versucht) => <Eingabe {...{ app, aktion, view, s, papier, e, set, versucht }} />}
    </BefehlDialog>
  );
}

type EingabeProps = Omit<Props, 'onClose' | 'onFassung'> & ComponentProps<typeof AnrufFelder>;

/** The fields of each of these dialogs. */
function Eingabe({ app, aktion, view, papier, ...felder }: EingabeProps) {
  const { e, set, versucht, s } = felder;
  switch (aktion) {
    case 'releaseTermin':
      return <Freigabe view={view} s={s} />;
    case 'rejectAnfrage':
    case 'cancelBestattung':
    case 'removeUnterlage':
      return (
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
      );
    case 'assignGrab':
      return <GrabwahlFelder {...felder} heute={app.heute} view={view} />;
    case 'recordUnterlage':
      return <UnterlageFelder {...felder} heute={app.heute} />;
    case 'recordGenehmigung':
      return <GenehmigungFelder {...felder} />;
    case 'recordAnruf':
      return <AnrufFelder {...felder} />;
    case 'closeBestattung':
      return <AbschlussFelder {...felder} />;
    default:
      return assertNever(aktion);
  }
}
