import { UserPlus } from 'lucide-react';
import type { AppState } from '../../contract/app.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { Choice } from '../kit/Choice.tsx';
import { toastProblem } from '../kit/toasts.ts';
import { setApp } from '../shell/state.ts';

const nameOf = (p: { readonly name: string }): string => p.name || 'Erste Mappe auf diesem Gerät';

/** On a shared device: whose workspace is to be opened. Nothing, while there is only one. */
export function Platzwahl({ app }: { readonly app: AppState }) {
  const plaetze = app.plaetze ?? [];
  if (plaetze.length < 2) return null;
  const change = async (id: string) => {
    const answer = await call('platz.waehlen', { id });
    if (answer.ok) setApp(answer.value);
    else toastProblem(answer.problem);
  };
  return (
    <Choice
      legende="Wessen Mappe?"
      value={app.platz ?? ''}
      onChange={(id) => void change(id)}
      wahlen={plaetze.map((p) => ({ wert: p.id, text: nameOf(p), folge: p.stadt }))}
    />
  );
}

/** One more person on this device: a workspace of their own, beside those that are here. */
export function AnderePerson() {
  const add = async () => {
    const answer = await call('platz.neu', null);
    if (answer.ok) setApp(answer.value);
    else toastProblem(answer.problem);
  };
  return (
    <Button art="tertiary" klein icon={UserPlus} onClick={() => void add()}>
      Weitere Person an diesem Gerät
    </Button>
  );
}

/** Back from the empty place to those who are here already. */
export function ZurueckZuPersonen({ app }: { readonly app: AppState }) {
  const [first] = app.plaetze ?? [];
  if (!first) return null;
  const back = async () => {
    const answer = await call('platz.waehlen', { id: first.id });
    if (answer.ok) setApp(answer.value);
    else toastProblem(answer.problem);
  };
  return (
    <Button art="tertiary" onClick={() => void back()}>
      Zurück zu den Personen dieses Geräts
    </Button>
  );
}
