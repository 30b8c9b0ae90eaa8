import { Building2, ChevronDown, ChevronRight, CheckCheck, Tractor, Users } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Kalenderantwort } from '../../../contract/bestattung.ts';
import type { Balken, Tagesstrahl, Zeile } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import { anzahl, tagAusgeschrieben } from '../../kit/format.ts';
import type { Terminziel } from '../fall/TerminDialog.tsx';
import { Balkenzelle } from './Balkenzelle.tsx';
import { lage, minuten, rahmenOf, spuren, type Rahmen } from './rechnen.ts';
import { createZiehen } from './ziehen.ts';

interface Props {
  readonly daten: Kalenderantwort;
  readonly onOeffnen: (vorgang: string) => void;
  readonly onVerschieben: (ziel: Terminziel) => void;
  readonly onBlaettern: (richtung: 1 | -1) => void;
}

const ICON = { halle: Building2, kolonne: Users, bagger: Tractor } as const;

/**
 * The timeline as a grid of our own: rows are days and their halls, crews and machines, cells are bars. Arrows
 * move, Enter opens, V moves a burial; a bar may also be dragged, which opens the same dialog.
 */
export function Zeitstrahl({ daten, onOeffnen, onVerschieben, onBlaettern }: Props) {
  const rahmen = rahmenOf(daten.tage);
  const [klappen, setKlappen] = useState<Readonly<Record<string, boolean>>>({});
  const [aktiv, setAktiv] = useState<string | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const offen = (t: Tagesstrahl): boolean => klappen[t.tag] ?? standardOffen(t, daten.heute);

  const zellen = (): HTMLElement[] => [
    ...(grid.current?.querySelectorAll<HTMLElement>('[data-zelle]') ?? []),
  ];
  const fokussiere = (zelle: HTMLElement | undefined): void => {
    if (!zelle) return;
    setAktiv(zelle.dataset['zelle'] ?? null);
    zelle.focus();
    zelle.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  // Another week draws other cells: who leafs with the keyboard goes on in its first one.
  const folgt = useRef(false);
  const blaettere = (richtung: 1 | -1): void => {
    folgt.current = true;
    onBlaettern(richtung);
  };
  const woche = daten.tage[0]?.tag;
  useEffect(() => {
    if (!folgt.current) return;
    folgt.current = false;
    grid.current?.querySelector<HTMLElement>('[data-zelle]')?.focus();
  }, [woche]);

  const onKey = (e: KeyboardEvent<HTMLDivElement>): void => {
    const zelle = (e.target as HTMLElement).closest<HTMLElement>('[data-zelle]');
    if (!zelle || e.ctrlKey || e.metaKey || e.altKey) return;
    const alle = zellen();
    const reihe = (z: HTMLElement) => z.closest('[role=row]');
    const inReihe = alle.filter((z) => reihe(z) === reihe(zelle));
    const stelle = inReihe.indexOf(zelle);
    const senkrecht = (richtung: 1 | -1): HTMLElement | undefined => {
      const reihen = [...new Set(alle.map(reihe))];
      const naechste = reihen[reihen.indexOf(reihe(zelle)) + richtung];
      const mitte = (z: HTMLElement) => z.getBoundingClientRect().left;
      return alle
        .filter((z) => naechste !== undefined && reihe(z) === naechste)
        .sort((a, b) => Math.abs(mitte(a) - mitte(zelle)) - Math.abs(mitte(b) - mitte(zelle)))[0];
    };
    const tag = zelle.dataset['tag'];
    const ziele: Readonly<Record<string, () => void>> = {
      ArrowRight: () =>
        tag !== undefined && zelle.getAttribute('aria-expanded') === 'false'
          ? setKlappen({ ...klappen, [tag]: true })
          : fokussiere(inReihe[stelle + 1]),
      ArrowLeft: () =>
        tag !== undefined && zelle.getAttribute('aria-expanded') === 'true'
          ? setKlappen({ ...klappen, [tag]: false })
          : fokussiere(inReihe[stelle - 1]),
      ArrowDown: () => fokussiere(senkrecht(1)),
      ArrowUp: () => fokussiere(senkrecht(-1)),
      Home: () => fokussiere(inReihe[0]),
      End: () => fokussiere(inReihe.at(-1)),
      PageDown: () => blaettere(1),
      PageUp: () => blaettere(-1),
    };
    const tun = ziele[e.key];
    if (!tun) return;
    e.preventDefault();
    tun();
  };

  const stunden = Array.from({ length: rahmen.bis - rahmen.von }, (_, i) => rahmen.von + i);
  const da = aktiv !== null && daten.tage.some((t) => zellenVon(t, offen(t)).includes(aktiv));
  const erste = da ? aktiv : `tag ${woche}`;
  const ziehen = createZiehen(rahmen, onVerschieben);
  return (
    <div className="fh-strahlwrap am-panel">
      <div
        ref={grid}
        role="grid"
        aria-label="Bestattungen nach Hallen, Kolonnen und Baggern"
        aria-describedby="fh-tasten"
        className="fh-strahl"
        onKeyDown={onKey}
      >
        <div role="row" className="fh-kopf">
          <div role="columnheader" className="fh-name">
            Halle / Kolonne
          </div>
          <div role="presentation" className="fh-spur fh-stunden">
            {stunden.map((h) => (
              <div key={h} role="columnheader" className="fh-stunde">
                {String(h).padStart(2, '0')}:00
              </div>
            ))}
          </div>
        </div>
        {daten.tage.map((t) => (
          <Tag
            key={t.tag}
            t={t}
            heute={daten.heute}
            offen={offen(t)}
            onKlappen={() => setKlappen({ ...klappen, [t.tag]: !offen(t) })}
            onFokus={() => setAktiv(`tag ${t.tag}`)}
            aktiv={erste}
          >
            {offen(t)
              ? t.zeilen.map((z) => (
                  <Mittel
                    key={z.ressource}
                    z={z}
                    tag={t}
                    rahmen={rahmen}
                    jetzt={t.tag === daten.heute ? minuten(daten.jetzt) : null}
                    aktiv={erste}
                    onFokus={setAktiv}
                    onOeffnen={onOeffnen}
                    onVerschieben={onVerschieben}
                    ziehen={ziehen}
                  />
                ))
              : null}
          </Tag>
        ))}
      </div>
      <p id="fh-tasten" className="kern-sr-only">
        Pfeiltasten bewegen, Eingabe öffnet, V verschiebt, Bild auf und ab blättern.
      </p>
    </div>
  );
}

/** Cells one can stand on that day. */
const zellenVon = (t: Tagesstrahl, offen: boolean): readonly string[] => [
  `tag ${t.tag}`,
  ...(offen
    ? t.zeilen.flatMap((z) =>
        z.balken.length === 0 ? [`leer ${t.tag} ${z.ressource}`] : z.balken.map((b) => zellenId(b, t.tag)),
      )
    : []),
];

/** What is over or has nothing is folded up. */
const standardOffen = (t: Tagesstrahl, heute: string): boolean =>
  t.zeilen.some((z) => z.balken.length > 0) && !(t.tag < heute && t.erledigt === t.termine);

interface TagProps {
  readonly t: Tagesstrahl;
  readonly heute: string;
  readonly offen: boolean;
  readonly onKlappen: () => void;
  readonly onFokus: () => void;
  readonly aktiv: string;
  readonly children: React.ReactNode;
}

function Tag({ t, heute, offen, onKlappen, onFokus, aktiv, children }: TagProps) {
  const id = `tag ${t.tag}`;
  const alleErledigt = t.termine > 0 && t.erledigt === t.termine;
  const leer = t.zeilen.every((z) => z.balken.length === 0);
  const Pfeil = offen ? ChevronDown : ChevronRight;
  return (
    <div role="rowgroup">
      <div role="row" className="fh-tag" data-heute={t.tag === heute || undefined}>
        <div
          role="gridcell"
          tabIndex={aktiv === id ? 0 : -1}
          data-zelle={id}
          data-tag={t.tag}
          aria-expanded={offen}
          className="fh-tag__zelle"
          onClick={onKlappen}
          onFocus={onFokus}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' && e.key !== ' ') return;
            e.preventDefault();
            onKlappen();
          }}
        >
          <Pfeil size={18} aria-hidden />
          <span className="am-strong">{tagAusgeschrieben(t.tag).replace(/ \d{4}$/, '')}</span>
          {t.tag === heute ? <span className="fh-heute">Heute</span> : null}
          {t.termine > 0 ? (
            <span className="am-muted fh-tag__zahl">
              {alleErledigt ? <CheckCheck size={16} aria-hidden /> : null}
              {anzahl(t.termine, 'Termin', 'Termine')}
              {alleErledigt ? ', alle erledigt' : t.erledigt > 0 ? `, ${t.erledigt} erledigt` : ''}
            </span>
          ) : (
            <span className="am-muted fh-tag__zahl">{t.grund ?? (leer ? 'frei' : 'nur Vorbereitungen')}</span>
          )}
        </div>
      </div>
      {children}
    </div>
  );
}

interface MittelProps {
  readonly z: Zeile;
  readonly tag: Tagesstrahl;
  readonly rahmen: Rahmen;
  /** minutes of the day; null: another day */
  readonly jetzt: number | null;
  readonly aktiv: string;
  readonly onFokus: (id: string) => void;
  readonly onOeffnen: (vorgang: string) => void;
  readonly onVerschieben: (ziel: Terminziel) => void;
  readonly ziehen: ReturnType<typeof createZiehen>;
}

function Mittel({ z, tag, rahmen, jetzt, aktiv, onFokus, onOeffnen, onVerschieben, ziehen }: MittelProps) {
  const Icon = ICON[z.art];
  const { liste, anzahl: hoch } = spuren(z.balken);
  const leer = `leer ${tag.tag} ${z.ressource}`;
  return (
    <div role="row" className="fh-zeile" style={{ '--spuren': hoch } as React.CSSProperties}>
      <div role="rowheader" className="fh-name">
        <Icon size={18} aria-hidden />
        <span>{z.name}</span>
      </div>
      <div
        role="presentation"
        className="fh-spur"
        data-ziel={tag.tag}
        data-ressource={z.ressource}
        style={{ '--stunden': rahmen.bis - rahmen.von } as React.CSSProperties}
      >
        {z.sperren.map((s) => (
          <div
            key={s.von}
            role="presentation"
            className="fh-sperre"
            style={lage(sperrMinuten(s.von, tag.tag), sperrMinuten(s.bis, tag.tag), rahmen)}
            title={s.grund}
          >
            <span>{s.grund}</span>
          </div>
        ))}
        {jetzt !== null && jetzt > rahmen.von * 60 && jetzt < rahmen.bis * 60 ? (
          <div role="presentation" className="fh-jetzt" style={{ left: lage(jetzt, jetzt, rahmen).left }} />
        ) : null}
        {liste.length === 0 ? (
          <div
            role="gridcell"
            className="fh-leer"
            tabIndex={aktiv === leer ? 0 : -1}
            data-zelle={leer}
            onFocus={() => onFokus(leer)}
            aria-label={`${z.name}, ${tag.titel}: frei`}
          />
        ) : (
          liste.map(({ balken, spur }) => (
            <Balkenzelle
              key={zellenId(balken, tag.tag)}
              id={zellenId(balken, tag.tag)}
              balken={balken}
              spur={spur}
              rahmen={rahmen}
              tag={tag.tag}
              aktiv={aktiv === zellenId(balken, tag.tag)}
              onFokus={onFokus}
              onOeffnen={onOeffnen}
              onVerschieben={onVerschieben}
              ziehen={ziehen}
            />
          ))
        )}
      </div>
    </div>
  );
}

const zellenId = (b: Balken, tag: string): string => `${tag} ${b.ressource} ${b.vorgang} ${b.zweck}`;

/** A closure over the whole day ends at midnight, which is minute 0 of the next. */
function sperrMinuten(zeit: string, tag: string): number {
  const lokal = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(
    new Date(zeit),
  );
  return lokal > tag ? 24 * 60 : lokal < tag ? 0 : minuten(zeit);
}
