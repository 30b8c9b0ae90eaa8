import { ArrowDown, ArrowUp, GripVertical, Pencil, Trash2 } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import type { Agendazeile } from '../../../domain/sitzung/index.ts';
import { IconButton } from '../../kit/Button.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { warnungText } from '../daten.ts';
import { TOPART } from '../texte.ts';

interface ZeileProps {
  readonly z: Agendazeile;
  readonly planbar: boolean;
  readonly verborgen: boolean;
  readonly erste: boolean;
  readonly letzte: boolean;
  readonly ziel: boolean;
  readonly onStep: (d: -1 | 1) => void;
  readonly onUmbenennen: () => void;
  readonly onEntfernen: () => void;
  readonly drag: Readonly<
    Record<'onDragStart' | 'onDragOver' | 'onDrop' | 'onDragEnd', (e: DragEvent) => void>
  >;
}

/** One item of the agenda; while it is planned, it moves and can be changed. */
export function Topzeile({ z, planbar, verborgen, ...p }: ZeileProps) {
  const keys = (e: KeyboardEvent) => {
    if (!planbar || !e.altKey || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
    e.preventDefault();
    p.onStep(e.key === 'ArrowUp' ? -1 : 1);
  };
  const bezug = z.bezugNummer ?? (z.topArt === 'standard' || z.topArt === 'frei' ? '' : TOPART[z.topArt]);
  return (
    <li
      className="am-agenda__zeile"
      draggable={planbar}
      data-ziel={p.ziel ? 'ja' : undefined}
      tabIndex={planbar ? 0 : undefined}
      aria-keyshortcuts={planbar ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
      onKeyDown={keys}
      {...(planbar ? p.drag : {})}
    >
      {planbar ? <GripVertical size={18} aria-hidden className="am-agenda__griff" /> : null}
      <span className="am-agenda__nr">{z.nummer}</span>
      <span className="am-grow">
        <span className="am-agenda__titel">
          {z.bezug ? <a href={`#/sitzung/${seiteOf(z)}/${z.bezug}`}>{z.titel}</a> : z.titel}
        </span>
        <span className="am-muted am-small">
          {[
            bezug,
            verborgen && z.titel !== z.oeffentlicherTitel ? `öffentlich: „${z.oeffentlicherTitel}“` : '',
            z.ergebnis,
            ...z.marken,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {[...new Set(z.warnungen.map(warnungText))].map((w) => (
          <span key={w} className="am-agenda__warnung">
            {w}
          </span>
        ))}
      </span>
      {z.status.code === 'offen' ? null : <StatusTag stufe={z.status.stufe} text={z.status.text} />}
      {planbar ? (
        <span className="am-agenda__knoepfe">
          <IconButton
            icon={ArrowUp}
            text={`${z.nummer} nach oben`}
            disabled={p.erste}
            onClick={() => p.onStep(-1)}
          />
          <IconButton
            icon={ArrowDown}
            text={`${z.nummer} nach unten`}
            disabled={p.letzte}
            onClick={() => p.onStep(1)}
          />
          <IconButton icon={Pencil} text={`${z.nummer} umbenennen`} onClick={p.onUmbenennen} />
          <IconButton icon={Trash2} text={`${z.nummer} entfernen`} onClick={p.onEntfernen} />
        </span>
      ) : null}
    </li>
  );
}

const seiteOf = (z: Agendazeile): string => {
  switch (z.topArt) {
    case 'antrag':
    case 'anfrage':
      return 'antrag';
    case 'dringlichkeitsentscheidung':
      return 'dringlichkeit';
    case 'berichtigung':
      return 'niederschrift';
    default:
      return 'vorlage';
  }
};
