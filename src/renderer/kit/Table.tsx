import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** Heading of a column; `zahl`: figures, set right; `verborgen`: only read out, above buttons. */
export type Spalte = string | { readonly text: string; readonly art: 'zahl' | 'verborgen' };

interface Props {
  /** what it lists, e.g. „Personen der Stadt“: read out before it, and how one finds it among others */
  readonly name: string;
  readonly spalten: readonly Spalte[];
  /** rows */
  readonly children: ReactNode;
}

/** A table that scrolls in itself where it is wider than its place, by keyboard as well. */
export function Table({ name, spalten, children }: Props) {
  const wrap = useRef<HTMLDivElement>(null);
  const breiter = useOverflow(wrap);
  return (
    <div
      ref={wrap}
      className="am-tablewrap"
      {...(breiter ? { tabIndex: 0, role: 'group', 'aria-label': name } : {})}
    >
      <table className="am-table">
        <caption className="kern-sr-only">{name}</caption>
        <thead>
          <tr>
            {spalten.map((s, i) => (
              <Kopf key={i} spalte={s} />
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Kopf({ spalte }: { readonly spalte: Spalte }) {
  if (typeof spalte === 'string') return <th scope="col">{spalte}</th>;
  return spalte.art === 'zahl' ? (
    <th scope="col" className="am-num">
      {spalte.text}
    </th>
  ) : (
    <th scope="col">
      <span className="kern-sr-only">{spalte.text}</span>
    </th>
  );
}

/** Whether the content is wider than its place: only then it is a stop for the keyboard. */
function useOverflow(ref: { readonly current: HTMLElement | null }): boolean {
  const [breiter, setBreiter] = useState(false);
  useLayoutEffect(() => {
    const place = ref.current;
    const content = place?.firstElementChild;
    if (!place || !content) return;
    const observer = new ResizeObserver(() => setBreiter(place.scrollWidth > place.clientWidth));
    observer.observe(place);
    observer.observe(content);
    return () => observer.disconnect();
  }, [ref]);
  return breiter;
}
