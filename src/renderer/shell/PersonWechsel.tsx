import { Check, CircleUser } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { AppState } from '../../contract/app.ts';
import { call } from '../bridge.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { anzahl } from '../kit/format.ts';
import { flushHeld, toast, toastProblem } from '../kit/toasts.ts';
import { navigate } from './router.ts';
import { setApp } from './state.ts';

type Person = AppState['personen'][number];

/** Practice: sit down at somebody else's desk. Typing filters by name and function. */
export default function PersonWechsel({
  app,
  onClose,
}: {
  readonly app: AppState;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [wahl, setWahl] = useState(0);
  const id = useId();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = app.personen.filter((p) =>
    words.every((w) => `${p.name} ${p.funktion}`.toLowerCase().includes(w)),
  );
  const change = async (p: Person | undefined) => {
    if (!p) return;
    flushHeld();
    const answer = await call('session.switchPerson', { person: p.id });
    if (!answer.ok) return toastProblem(answer.problem);
    onClose();
    setApp(answer.value);
    navigate('#/arbeitskorb');
    toast(`Sie arbeiten jetzt als ${p.name}.`);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const next = Math.min(found.length - 1, Math.max(0, wahl + step));
      setWahl(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (e.key === 'Enter') void change(found[wahl]);
    else return;
    e.preventDefault();
  };
  return (
    <Dialog titel="Person wechseln" onClose={onClose} oben ohneKopf>
      <div className="am-search__field">
        <CircleUser size={20} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Als andere Person arbeiten: Name oder Funktion"
          aria-expanded
          aria-controls={`${id}-liste`}
          aria-activedescendant={found.length > 0 ? `${id}-${wahl}` : undefined}
          placeholder="Name oder Funktion"
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            setWahl(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="am-search__list" id={`${id}-liste`} role="listbox" aria-label="Personen">
        {found.map((p, i) => (
          <div
            key={p.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === wahl}
            className="am-hit"
            onClick={() => void change(p)}
          >
            <CircleUser size={20} aria-hidden />
            <span className="am-hit__title">{p.name}</span>
            {p.id === app.person?.id ? <Check size={18} aria-label="jetzt" /> : <span />}
            <span className="am-hit__sub">{p.funktion}</span>
          </div>
        ))}
      </div>
      <div className="am-search__foot">
        <span role="status">{anzahl(found.length, 'Person', 'Personen')}</span>
        <span>
          <kbd>↵</kbd> wechseln
        </span>
      </div>
    </Dialog>
  );
}
