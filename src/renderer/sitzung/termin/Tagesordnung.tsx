import { ArrowDown, ArrowUp, GripVertical, ListOrdered, Pencil, Trash2 } from 'lucide-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import {
  agendaRows,
  type Agendazeile,
  type NichtoeffentlicheSitzung,
} from '../../../domain/sitzung/index.ts';
import { IconButton } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/Boxes.tsx';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { BefehlDialog } from '../../umlauf/BefehlDialog.tsx';
import { execute } from '../../vorgang/execute.ts';
import { warnungText } from '../daten.ts';
import { GrundDialog } from '../GrundDialog.tsx';
import { TOPART } from '../texte.ts';
import type { TerminProps } from './props.ts';

type Offen = { readonly art: 'umbenennen' | 'entfernen'; readonly zeile: Agendazeile };

/** The agenda: moved by dragging, by its buttons, or with Alt and the arrow keys on a row. */
export function Tagesordnung(p: TerminProps & { readonly darfAendern: boolean }) {
  const { view, s, noe } = p;
  const zeilen = agendaRows(s, noe?.s ?? null);
  const [offen, setOffen] = useState<Offen | null>(null);
  const [gezogen, setGezogen] = useState<string | null>(null);
  const [ziel, setZiel] = useState<string | null>(null);
  const [gesagt, setGesagt] = useState('');
  const planbar = p.darfAendern && s.phase === 'planung';

  const move = async (zeile: Agendazeile, vor: string | null) => {
    const answer = await execute(view, { type: 'moveTop', top: zeile.id, vor } as never);
    if (answer.ok) setGesagt(`${zeile.titel} verschoben`);
    else toastProblem(answer.problem);
  };
  const step = (zeile: Agendazeile, d: -1 | 1) => {
    const teil = zeilen.filter((z) => z.teil === zeile.teil);
    const i = teil.findIndex((z) => z.id === zeile.id);
    if (i + d < 0 || i + d >= teil.length) return;
    // one up: in front of the one before; one down: in front of the one after the next
    void move(zeile, (d < 0 ? teil[i - 1]?.id : teil[i + 2]?.id) ?? null);
  };
  const drop = (event: DragEvent, vor: Agendazeile | null, teil: Agendazeile['teil']) => {
    event.preventDefault();
    setZiel(null);
    const zeile = zeilen.find((z) => z.id === gezogen);
    if (zeile && zeile.teil === teil && zeile.id !== vor?.id) void move(zeile, vor?.id ?? null);
    setGezogen(null);
  };

  if (zeilen.length === 0)
    return (
      <EmptyState icon={ListOrdered} titel="Die Tagesordnung ist leer">
        <p>Nehmen Sie rechts beratungsreife Vorlagen auf oder oben einen Punkt ohne Vorlage.</p>
      </EmptyState>
    );
  return (
    <div className="am-stack">
      {planbar ? (
        <p className="am-small am-muted">
          Reihenfolge ändern: Zeile ziehen oder Zeile anwählen und Alt mit Pfeil nach oben oder unten.
        </p>
      ) : null}
      <p className="kern-sr-only" role="status">
        {gesagt}
      </p>
      {(['oeffentlich', 'nichtoeffentlich'] as const).map((teil) => {
        const eigene = zeilen.filter((z) => z.teil === teil);
        if (eigene.length === 0) return null;
        return (
          <section
            key={teil}
            aria-label={teil === 'oeffentlich' ? 'Öffentlicher Teil' : 'Nichtöffentlicher Teil'}
          >
            <h3>{teil === 'oeffentlich' ? 'Öffentlicher Teil' : 'Nichtöffentlicher Teil'}</h3>
            <ol className="am-agenda" data-teil={teil}>
              {eigene.map((z, i) => (
                <Zeile
                  key={z.id}
                  z={z}
                  planbar={planbar}
                  verborgen={teil === 'nichtoeffentlich' && noe !== null}
                  erste={i === 0}
                  letzte={i === eigene.length - 1}
                  ziel={ziel === z.id && gezogen !== z.id}
                  onStep={(d) => step(z, d)}
                  onUmbenennen={() => setOffen({ art: 'umbenennen', zeile: z })}
                  onEntfernen={() => setOffen({ art: 'entfernen', zeile: z })}
                  drag={{
                    onDragStart: () => setGezogen(z.id),
                    onDragOver: (e) => {
                      if (zeilen.find((x) => x.id === gezogen)?.teil !== teil) return;
                      e.preventDefault();
                      setZiel(z.id);
                    },
                    onDrop: (e) => drop(e, z, teil),
                    onDragEnd: () => (setGezogen(null), setZiel(null)),
                  }}
                />
              ))}
            </ol>
            {planbar && gezogen ? (
              <div
                className="am-agenda__ende"
                onDragOver={(e) => e.preventDefault()}
                onDrop={(e) => drop(e, null, teil)}
              >
                An das Ende
              </div>
            ) : null}
          </section>
        );
      })}
      {offen ? <TopAendern offen={offen} view={view} noe={noe} onClose={() => setOffen(null)} /> : null}
    </div>
  );
}

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

function Zeile({ z, planbar, verborgen, ...p }: ZeileProps) {
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

interface AendernProps {
  readonly offen: Offen;
  readonly view: VorgangView;
  readonly noe: { readonly view: VorgangView; readonly s: NichtoeffentlicheSitzung } | null;
  readonly onClose: () => void;
}

/** Renaming and removing; of a non-public item in its own Vorgang, where its secret is known. */
function TopAendern({ offen, view, noe, onClose }: AendernProps) {
  const { zeile } = offen;
  const punkt = noe?.s.punkte.find((x) => x.id === zeile.id) ?? null;
  const [titel, setTitel] = useState(zeile.titel);
  const [neutral, setNeutral] = useState(zeile.oeffentlicherTitel);
  const [begriffe, setBegriffe] = useState(punkt?.begriffe.join('\n') ?? '');
  const ziel = punkt && noe ? noe.view : view;
  if (offen.art === 'entfernen')
    return (
      <GrundDialog
        titel={`${zeile.nummer} von der Tagesordnung nehmen`}
        verb="Entfernen"
        icon={Trash2}
        gefahr
        view={ziel}
        ist="Der Punkt ist entfernt."
        command={(grund) =>
          punkt
            ? { type: 'removeNichtoeffentlichenTop', id: zeile.id, grund }
            : { type: 'removeTop', top: zeile.id, grund }
        }
        onClose={onClose}
      >
        <p>{zeile.titel}</p>
      </GrundDialog>
    );
  return (
    <BefehlDialog
      titel={`${zeile.nummer} umbenennen`}
      verb="Speichern"
      icon={Pencil}
      view={ziel}
      ist="Der Punkt ist geändert."
      onClose={onClose}
      build={() =>
        titel.trim() === ''
          ? null
          : ((punkt
              ? {
                  type: 'changeNichtoeffentlichenTop',
                  id: zeile.id,
                  titel: titel.trim(),
                  neutralerTitel: neutral.trim(),
                  begriffe: begriffe
                    .split('\n')
                    .map((b) => b.trim())
                    .filter(Boolean),
                }
              : { type: 'renameTop', top: zeile.id, titel: titel.trim() }) as never)
      }
    >
      {() => (
        <>
          <TextField
            label={punkt ? 'Eigentlicher Titel (nichtöffentlich)' : 'Titel'}
            value={titel}
            onChange={setTitel}
          />
          {punkt ? (
            <>
              <TextField label="Neutraler Titel (öffentlich)" value={neutral} onChange={setNeutral} />
              <TextArea
                label="Wörter, die nicht bekannt werden dürfen"
                optional
                value={begriffe}
                onChange={setBegriffe}
              />
            </>
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}
