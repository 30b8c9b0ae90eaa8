import { useEffect, useRef, useState } from 'react';
import type { Bloecke } from '../../../domain/sitzung/index.ts';
import { toastProblem } from '../../kit/toasts.ts';
import { execute } from '../../vorgang/execute.ts';
import { Editor } from '../text/Editor.tsx';
import type { PunktProps } from './props.ts';

/** What the minutes say of the discussion; kept by itself shortly after one stops writing. */
export function Protokoll({ p }: { readonly p: PunktProps }) {
  const { punkt, s } = p;
  const [text, setText] = useState<Bloecke | null>(null);
  const [stand, setStand] = useState('');
  const latest = useRef<Bloecke | null>(null);
  const ziel = useRef(punkt.ziel);
  useEffect(() => {
    ziel.current = punkt.ziel;
  });
  const save = async () => {
    const bloecke = latest.current;
    if (!bloecke) return;
    latest.current = null;
    const answer = await execute(ziel.current, {
      type: 'setProtokolltext',
      top: punkt.id,
      text: bloecke,
    } as never);
    if (answer.ok) setStand('gespeichert');
    else toastProblem(answer.problem);
  };
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => void save(), 1200);
    return () => clearTimeout(timer);
    // saving reads what is latest
    // eslint-disable-next-line
  }, [text]);
  // leaving the item keeps what was typed last
  const leave = useRef(save);
  useEffect(() => {
    leave.current = save;
  });
  useEffect(() => () => void leave.current(), []);
  if (s.phase === 'eingeladen' || s.phase === 'planung') return null;
  return (
    <section aria-label="Protokoll">
      <Editor
        label="Protokoll zu diesem Punkt"
        value={punkt.verlauf.protokolltext}
        onChange={(b) => {
          latest.current = b;
          setStand('…');
          setText(b);
        }}
        rows={4}
      />
      <p className="am-small am-muted" role="status">
        {stand === 'gespeichert' ? 'Gespeichert.' : stand === '…' ? 'Wird gleich gespeichert …' : ''}
      </p>
    </section>
  );
}
