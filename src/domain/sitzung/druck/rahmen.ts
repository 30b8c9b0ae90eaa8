import { formatZeitpunkt } from '../../shared/dates.ts';
import { links, type Abschnitt, type Block as DruckBlock, type DruckDokument } from '../../shared/druck.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Bloecke, Liste } from '../text/bloecke.ts';
import { laufText } from '../text/bloecke.ts';

/** What every print of this Fach needs from outside. */
export interface Druckrahmen {
  /** head of the page, e.g. „Stadt Musterhafen“, „Die Bürgermeisterin“ */
  readonly absender: readonly string[];
  readonly stand: Zeitpunkt;
  readonly nameOf: (person: PersonId) => string;
}

export const dokument = (
  rahmen: Druckrahmen,
  d: Pick<DruckDokument, 'titel' | 'meta' | 'abschnitte'> &
    Partial<
      Pick<DruckDokument, 'untertitel' | 'anlagen' | 'hinweise' | 'wasserzeichen' | 'inhaltsverzeichnis'>
    >,
): DruckDokument => ({
  anlagen: [],
  hinweise: [],
  wasserzeichen: null,
  inhaltsverzeichnis: false,
  ...d,
  absender: rahmen.absender,
  fusszeile: `${d.titel} · Stand ${formatZeitpunkt(rahmen.stand)}`,
  sprache: 'de',
});

export const absatz = (text: string): DruckBlock => ({ art: 'absatz', text });

/** Lines that are not empty, each as a paragraph. */
export const absaetze = (...texte: readonly string[]): readonly DruckBlock[] =>
  texte.filter((t) => t.trim() !== '').map(absatz);

const listenpunkte = (l: Liste, tiefe: number): string[] =>
  l.punkte.flatMap((p) => [
    `${'– '.repeat(tiefe)}${laufText(p.text)}`,
    ...(p.unterpunkte ? listenpunkte(p.unterpunkte, tiefe + 1) : []),
  ]);

/**
 * Structured text as sections: its headings become subsections, so that they are headings in the PDF too.
 * Levels go on from `ebene` and never skip one.
 */
export function asAbschnitte(ueberschrift: string, ebene: 1 | 2 | 3, text: Bloecke): readonly Abschnitt[] {
  const out: { ebene: 1 | 2 | 3; ueberschrift: string; bloecke: DruckBlock[] }[] = [
    { ebene, ueberschrift, bloecke: [] },
  ];
  const tiefer = Math.min(ebene + 1, 3) as 1 | 2 | 3;
  for (const b of text) {
    const current = out.at(-1);
    if (!current) break;
    switch (b.art) {
      case 'ueberschrift':
        out.push({ ebene: tiefer, ueberschrift: laufText(b.text), bloecke: [] });
        break;
      case 'absatz':
        current.bloecke.push(absatz(laufText(b.text)));
        break;
      case 'liste':
        current.bloecke.push({ art: 'liste', nummeriert: b.nummeriert, punkte: listenpunkte(b, 0) });
        break;
      case 'tabelle':
        current.bloecke.push(tabelle(current.ueberschrift, b));
        break;
    }
  }
  return out;
}

function tabelle(titel: string, t: Extract<Bloecke[number], { art: 'tabelle' }>): DruckBlock {
  const breite = Math.max(1, ...t.zeilen.map((z) => z.reduce((n, c) => n + c.spalten, 0)));
  // a cell over several columns leaves the rest of them empty
  const zeilen = t.zeilen.map((z) => {
    const zellen = z.flatMap((c) => [laufText(c.text), ...Array<string>(c.spalten - 1).fill('')]);
    return [...zellen, ...Array<string>(breite - zellen.length).fill('')];
  });
  const kopf = t.kopfzeile ? (zeilen[0] ?? []) : Array<string>(breite).fill('');
  return {
    art: 'tabelle',
    titel,
    kopf: kopf.map((text) => links(text, 1)),
    zeilen: t.kopfzeile ? zeilen.slice(1) : zeilen,
  };
}
