import { Send } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import { checkStart, errors, vorschlagLaufweg } from '../../domain/beschaffung/index.ts';
import type { Laufzettel } from '../../domain/beschaffung/state.ts';
import { errors as umlaufErrors } from '../../domain/umlauf/index.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextArea } from '../kit/Field.tsx';
import { holdAction, toastProblem } from '../kit/toasts.ts';
import { execute, sayDone } from '../vorgang/execute.ts';
import { problemOf } from '../vorgang/texte.ts';
import { printVermerk, vermerkStand } from './drucken.ts';
import type { Fakten } from './fakten.ts';
import { Schrittliste } from './Laufwegvorschau.tsx';
import { worum } from './worum.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Laufzettel;
  readonly fakten: Fakten;
  readonly heute: string;
  readonly onClose: () => void;
}

/** Before it starts: is all there, which way will it go and why. Then ten seconds to change one's mind. */
export function SendenDialog({ view, s, fakten, heute, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [begruendung, setBegruendung] = useState('');
  const vorschlag = vorschlagLaufweg(s, fakten.facts, fakten.verzeichnis, heute);
  const mangel = checkStart(s, fakten.facts, heute);
  // a missing or old Vermerk is no obstacle: it is printed on sending
  const offen = mangel && !/vermerk-(fehlt|veraltet)$/.test(mangel.error.code) ? mangel.error : null;
  const stueckelung = problem?.code === 'beschaffung.stueckelung';

  const send = async () => {
    if (!vorschlag.ok || offen || busy) return;
    if (stueckelung && begruendung.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const ready = await prepare();
    setBusy(false);
    if (!ready) return;
    const command = {
      type: 'startUmlauf',
      laufweg: {
        fassung: vorschlag.value.laufweg.fassung,
        schritte: vorschlag.value.schritte.map((p) => p.id),
      },
      stueckelungBegruendung: begruendung.trim(),
    } as never;
    const start = async (onRefused: (p: Problem) => void) => {
      const answer = await execute(ready, command);
      if (answer.ok) sayDone('Der Laufzettel ist im Umlauf.', answer.value);
      else onRefused(answer.problem);
    };
    // once more after a warning: answered at once, so that the reason is not typed in vain
    if (stueckelung) {
      setBusy(true);
      let refused: Problem | null = null;
      await start((p) => (refused = p));
      setBusy(false);
      return refused ? setProblem(refused) : onClose();
    }
    holdAction('Der Laufzettel wird in den Umlauf gegeben.', () => start(toastProblem));
    onClose();
  };

  /** The Vermerk as it will be signed, printed from what is there now. */
  const prepare = async () => {
    if (vermerkStand(s) === 'aktuell') return view;
    const printed = await printVermerk(view);
    if (!printed.ok) return void setProblem(printed.problem);
    const fresh = await call('vorgang.get', { id: view.id });
    if (!fresh.ok) return void setProblem(fresh.problem);
    return fresh.value;
  };

  return (
    <Dialog
      titel="In den Umlauf geben"
      onClose={onClose}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button
            art="primary"
            icon={Send}
            taste="Strg+Enter"
            busy={busy}
            disabled={!vorschlag.ok || offen !== null}
            onClick={() => void send()}
          >
            {busy ? 'Vergabevermerk wird erzeugt …' : 'In den Umlauf geben'}
          </Button>
        </>
      }
    >
      <div className="am-summary">
        {worum(s).map((zeile, i) => (
          <p key={zeile} className={i === 0 ? 'am-strong' : ''}>
            {zeile}
          </p>
        ))}
      </div>
      {offen ? (
        <ErrorBox problem={problemOf(offen, errors, umlaufErrors)}>
          <p>
            <a href={`#/beschaffung/${view.id}/bearbeiten?feld=${encodeURIComponent(offen.field ?? '')}`}>
              Angaben ergänzen
            </a>
          </p>
        </ErrorBox>
      ) : null}
      {problem ? <ErrorBox problem={problem} /> : null}
      {stueckelung ? (
        <TextArea
          label="Begründung: warum es eigene Aufträge sind"
          value={begruendung}
          onChange={setBegruendung}
          maxLength={2000}
        />
      ) : null}
      {vorschlag.ok ? (
        <>
          <h3>Diesen Weg nimmt der Laufzettel</h3>
          <Schrittliste vorschlag={vorschlag.value} fakten={fakten} heute={heute} />
        </>
      ) : (
        <ErrorBox problem={problemOf(vorschlag.error, errors, umlaufErrors)} />
      )}
      <Note>Nach dem Start sind Angaben und Dokumente gesperrt, bis der Laufzettel zurückgegeben wird.</Note>
    </Dialog>
  );
}
