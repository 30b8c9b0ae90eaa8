import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Kalenderantwort } from '../../../contract/bestattung.ts';
import type { Tagesstrahl } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import type { Terminziel } from '../fall/terminwahl.ts';
import { minuten, rahmenOf } from './rechnen.ts';
import { createZiehen } from './ziehen.ts';
import { standardOffen, zellenVon } from './zellen.ts';
import { Tageszeile } from './Tageszeile.tsx';
import { Mittelzeile } from './Mittelzeile.tsx';

interface Props {
  readonly daten: Kalenderantwort;
  readonly onOeffnen: (vorgang: string) => void;
  readonly onVerschieben: (ziel: Terminziel) => void;
  readonly onBlaettern: (richtung: 1 | -1) => void;
}

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
          <Tageszeile
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
                  <Mittelzeile
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
          </Tageszeile>
        ))}
      </div>
      <p id="fh-tasten" className="kern-sr-only">
        Pfeiltasten bewegen, Eingabe öffnet, V verschiebt, Bild auf und ab blättern.
      </p>
    </div>
  );
}
