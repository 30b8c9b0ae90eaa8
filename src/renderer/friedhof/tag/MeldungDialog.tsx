import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { werteAus } from '../../../domain/bestattung/auftrag/auswertung.ts';
import type { AuftragCommand, Schritt } from '../../../domain/bestattung/auftrag/schema.ts';
import { schrittText } from '../../../domain/bestattung/auftrag/schema.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { Fotofeld } from './Fotofeld.tsx';

export type Meldungsart =
  | 'reportAbweichung'
  | 'reportNichtDurchgefuehrt'
  | 'liftStopp'
  | 'settleKlaerung'
  /** a step or note with a photo */
  | 'foto';

const TITEL: Readonly<Record<Meldungsart, readonly [titel: string, feld: string, verb: string]>> = {
  reportAbweichung: ['Abweichung melden', 'Was ist anders als im Auftrag?', 'Melden'],
  reportNichtDurchgefuehrt: ['Nicht durchgeführt', 'Grund', 'Melden'],
  liftStopp: ['Weiterarbeit freigeben', 'Was geklärt wurde', 'Weiterarbeit freigeben'],
  settleKlaerung: ['Widerspruch klären', 'Was geklärt wurde', 'Als geklärt eintragen'],
  foto: ['Foto melden', 'Was zeigt das Foto?', 'Melden'],
};

interface Props {
  readonly art: Meldungsart;
  readonly view: VorgangView;
  readonly s: AuftragState;
  readonly naechster: Schritt | null;
  readonly onClose: () => void;
}

/** A report with words and perhaps a photo; reports are added, never changed. */
export function MeldungDialog({ art, view, s, naechster, onClose }: Props) {
  const [titel, feld, verb] = TITEL[art];
  const [text, setText] = useState('');
  const [stopp, setStopp] = useState(false);
  const [foto, setFoto] = useState<DocumentInfo | null>(null);
  const action = useAction();
  const kurz = text.trim().length < 3;
  const a = werteAus(s);

  const baue = (id: string): AuftragCommand => {
    const meldung = { id, fassung: s.fassung, foto: foto?.sha256 ?? null, bemerkung: '' };
    const grund = text.trim();
    switch (art) {
      case 'reportAbweichung':
        return { type: art, ...meldung, text: grund, arbeitGestoppt: stopp };
      case 'reportNichtDurchgefuehrt':
        return { type: art, ...meldung, grund };
      case 'foto':
        return naechster
          ? { type: 'reportSchritt', ...meldung, bemerkung: grund, schritt: naechster }
          : { type: 'reportAbweichung', ...meldung, text: grund, arbeitGestoppt: false };
      case 'liftStopp':
        return { type: art, meldungen: a.stopps.map((m) => m.id), grund };
      case 'settleKlaerung':
        return { type: art, schluessel: a.klaerung.map((k) => k.schluessel), grund };
      default:
        return assertNever(art);
    }
  };
  const melde = async () => {
    const id = await newId();
    return typeof id === 'string' ? execute(view, baue(id)) : { ok: false as const, problem: id };
  };
  const submit = () =>
    action.run(
      () => (kurz ? null : melde()),
      (answer) => {
        sayDone(art === 'liftStopp' || art === 'settleKlaerung' ? 'Eingetragen.' : 'Gemeldet.', answer);
        onClose();
      },
    );
  const mitFoto = art !== 'liftStopp' && art !== 'settleKlaerung';
  return (
    <ActionDialog
      titel={art === 'foto' && naechster ? `${schrittText[naechster]}: mit Foto melden` : titel}
      action={action}
      verb={verb}
      onAction={() => void submit()}
      onClose={onClose}
    >
      {art === 'settleKlaerung' ? (
        <ul className="fh-ausschluss">
          {a.klaerung.map((k) => (
            <li key={k.schluessel}>{k.text}</li>
          ))}
        </ul>
      ) : null}
      <TextArea
        label={feld}
        autoFocus
        required
        maxLength={500}
        value={text}
        onChange={setText}
        error={action.versucht && kurz ? 'Bitte kurz beschreiben.' : null}
      />
      {art === 'reportAbweichung' ? (
        <Checkbox checked={stopp} onChange={setStopp}>
          Arbeit stoppen, bis das Büro entschieden hat
        </Checkbox>
      ) : null}
      {mitFoto ? <Fotofeld foto={foto} onFoto={setFoto} /> : null}
    </ActionDialog>
  );
}
