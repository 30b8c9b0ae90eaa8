import { Send } from 'lucide-react';
import { useState } from 'react';
import type { Answer, Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import { checkStart, errors, vorschlagLaufweg } from '../../domain/beschaffung/index.ts';
import type { Laufzettel } from '../../domain/beschaffung/state.ts';
import { errors as umlaufErrors } from '../../domain/umlauf/index.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
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
  /** similar orders were found at the last try: it takes a reason */
  readonly warnung: Problem | null;
  /** they were found after the dialog closed; false: nobody is there to be asked */
  readonly onWarnung: (problem: Problem) => boolean;
  readonly onClose: () => void;
}

const STUECKELUNG = 'beschaffung.stueckelung';
const IM_UMLAUF = 'Der Laufzettel ist im Umlauf.';

/** Before it starts: is all there, which way will it go and why. Then ten seconds to change one's mind. */
export function SendenDialog({ view, s, fakten, heute, warnung, onWarnung, onClose }: Props) {
  const action = useAction(warnung);
  const [begruendung, setBegruendung] = useState('');
  const vorschlag = vorschlagLaufweg(s, fakten.facts, fakten.verzeichnis, heute);
  const mangel = checkStart(s, fakten.facts, heute);
  // a missing or old Vermerk is no obstacle: it is printed on sending
  const offen = mangel && !/vermerk-(fehlt|veraltet)$/.test(mangel.error.code) ? mangel.error : null;
  const begruenden = warnung !== null;

  const send = async (): Promise<Answer<unknown>> => {
    const ready = await prepare(view, s);
    if (!ready.ok || !vorschlag.ok) return ready;
    const start = () =>
      execute(ready.value, {
        type: 'startUmlauf',
        laufweg: {
          fassung: vorschlag.value.laufweg.fassung,
          schritte: vorschlag.value.schritte.map((p) => p.id),
        },
        stueckelungBegruendung: begruendung.trim(),
      } as never);
    // with the reason for the warning it is answered at once, so that the reason is not typed in vain
    if (begruenden) {
      const answer = await start();
      if (answer.ok) sayDone(IM_UMLAUF, answer.value);
      return answer;
    }
    holdAction('Der Laufzettel wird in den Umlauf gegeben.', async () => {
      const answer = await start();
      if (answer.ok) sayDone(IM_UMLAUF, answer.value);
      else if (answer.problem.code !== STUECKELUNG || !onWarnung(answer.problem))
        toastProblem(answer.problem);
    });
    return ready;
  };
  const gesperrt = !vorschlag.ok || offen !== null;

  return (
    <ActionDialog
      titel="In den Umlauf geben"
      action={action}
      verb={action.busy ? 'Vergabevermerk wird erzeugt …' : 'In den Umlauf geben'}
      icon={Send}
      gesperrt={gesperrt}
      onAction={() =>
        void action.run(
          () => (gesperrt || (begruenden && begruendung.trim() === '') ? null : send()),
          onClose,
        )
      }
      onClose={onClose}
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
      {begruenden ? (
        <TextArea
          label="Begründung: warum es eigene Aufträge sind"
          value={begruendung}
          onChange={setBegruendung}
          maxLength={2000}
          error={
            action.versucht && begruendung.trim() === ''
              ? 'Begründen Sie, warum es eigene Aufträge sind.'
              : null
          }
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
    </ActionDialog>
  );
}

/** The slip with its Vermerk as it will be signed, printed from what is there now. */
async function prepare(view: VorgangView, s: Laufzettel): Promise<Answer<VorgangView>> {
  if (vermerkStand(s) === 'aktuell') return { ok: true, value: view };
  const printed = await printVermerk(view);
  return printed.ok ? call('vorgang.get', { id: view.id }) : printed;
}
