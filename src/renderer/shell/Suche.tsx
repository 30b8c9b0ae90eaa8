import { FileText, Search, X } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import { isLink, readLink, routeOfLink } from '../../contract/link.ts';
import type { SearchHit } from '../../contract/vorgang.ts';
import { call } from '../bridge.ts';
import { fachOf, hrefOf, visibleFaecher } from '../faecher.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { IconButton } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { anzahl } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import { navigate } from './router.ts';
import { splitHits } from './treffer.ts';

/** After this time a search says why it takes so long: what has just come in bulk is indexed first. */
const LANGE_MS = 800;

/** Search over everything, as you type. Arrows choose, Enter opens. */
export default function Suche({ app, onClose }: { readonly app: AppState; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const [gefragt, setGefragt] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wahl, setWahl] = useState(0);
  const [lange, setLange] = useState(false);
  const id = useId();

  useEffect(() => {
    const wanted = text.trim();
    if (wanted.length < 2) {
      setHits([]);
      setGefragt('');
      return;
    }
    let alive = true;
    const warten = setTimeout(() => setLange(true), LANGE_MS);
    const timer = setTimeout(async () => {
      const answer = await call('search.query', { text: wanted, limit: LIMIT });
      clearTimeout(warten);
      if (!alive) return;
      setLange(false);
      setGefragt(wanted);
      setWahl(0);
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setHits(answer.value);
    }, 60);
    return () => {
      alive = false;
      clearTimeout(timer);
      clearTimeout(warten);
      setLange(false);
    };
  }, [text]);

  useEffect(() => {
    document.getElementById(`${id}-${wahl}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, wahl]);

  const open = (hit: SearchHit | undefined) => {
    if (!hit) return;
    navigate(hrefOf(hit.vorgang));
    onClose();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setWahl(Math.min(hits.length - 1, wahl + 1));
    else if (e.key === 'ArrowUp') setWahl(Math.max(0, wahl - 1));
    else if (e.key === 'Enter') open(hits[wahl]);
    else return;
    e.preventDefault();
  };

  return (
    <Dialog titel="Suche" onClose={onClose} oben ohneKopf>
      <div className="am-search__field">
        <Search size={20} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Vorgang, Person oder Aktenzeichen suchen"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-liste`}
          aria-activedescendant={hits.length > 0 ? `${id}-${wahl}` : undefined}
          aria-autocomplete="list"
          placeholder="Vorgang, Person oder Aktenzeichen suchen"
          value={text}
          spellCheck={false}
          onChange={(e) => {
            const typed = e.target.value;
            setText(typed);
            // A link from a mail, pasted where a click does not open it.
            const link = isLink(typed.trim()) ? readLink(typed.trim()) : null;
            if (link === null || link.ort === 'ungueltig') return;
            navigate(routeOfLink(link));
            onClose();
          }}
          onKeyDown={onKeyDown}
        />
        <IconButton icon={X} text="Suche schließen" onClick={onClose} />
      </div>
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-search__list" id={`${id}-liste`} role="listbox" aria-label="Treffer">
        {hits.map((hit, i) => {
          const Icon = fachOf(hit.vorgang.art)?.icon ?? FileText;
          return (
            // keyboard: the field above moves the choice
            <div
              key={hit.vorgang.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === wahl}
              className="am-hit"
              onPointerMove={() => setWahl(i)}
              onClick={() => open(hit)}
            >
              <Icon size={20} aria-hidden />
              <span className="am-hit__title">{hit.vorgang.titel}</span>
              <StatusTag {...hit.vorgang.status} />
              <span className="am-hit__sub">
                {hit.vorgang.nummer ? `${hit.vorgang.nummer} · ` : ''}
                {splitHits(hit.auszug).map((s, n) =>
                  s.treffer ? <mark key={n}>{s.text}</mark> : <span key={n}>{s.text}</span>,
                )}
              </span>
            </div>
          );
        })}
      </div>
      <div className="am-search__foot">
        <span role="status">
          {lange
            ? 'Sucht noch. Neu eingetroffene Vorgänge werden zuerst eingelesen …'
            : gefragt === ''
              ? `Sucht in ${['Vorgängen', ...visibleFaecher(app.person?.rollen ?? []).map((f) => f.titel.replaceAll('\u00ad', ''))].join(', ')}`
              : befundText(gefragt, hits.length)}
          {app.sync.erster && gefragt !== '' && !lange
            ? ' Der erste Abgleich ist noch nicht fertig; gesucht wird in dem, was schon da ist.'
            : ''}
        </span>
        <span>
          <kbd>↑ ↓</kbd> wählen
        </span>
        <span>
          <kbd>↵</kbd> öffnen
        </span>
        <span>
          <kbd>Esc</kbd> schließen
        </span>
      </div>
    </Dialog>
  );
}

const LIMIT = 30;

function befundText(gefragt: string, treffer: number): string {
  if (treffer >= LIMIT) return `Die ersten ${LIMIT} Treffer. Ein weiteres Wort grenzt ein.`;
  if (treffer > 0) return anzahl(treffer, 'Treffer', 'Treffer');
  return isLink(gefragt)
    ? 'Dieser Link ist unvollständig oder beschädigt. Bitte die ganze Zeile aus der E-Mail einfügen.'
    : `Nichts gefunden zu „${gefragt}“. Anderes Wort oder nur den Wortanfang versuchen.`;
}
