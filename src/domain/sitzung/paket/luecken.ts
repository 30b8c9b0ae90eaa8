import type { Fundort, Treffer } from './lecks.ts';
import { worte } from './lecks.ts';

/** A non-public file whose text could not be had, and why. */
export interface UngelesenQuelle {
  /** id of the annex or item it belongs to */
  readonly quelle: string;
  /** e.g. „Nichtöffentliche Anlage „Wertgutachten““ */
  readonly bezeichnung: string;
  /** e.g. „beschädigt oder verschlüsselt“ */
  readonly mangel: string;
}

export interface Suchluecken {
  readonly quellen: readonly UngelesenQuelle[];
  /** pages of the public file that show a picture and have no text of their own */
  readonly bildseiten: readonly number[];
}

/**
 * What the search could not look at, as hits that block like words found: a source that could not be read, and
 * pages without text. Nothing is taken for harmless because a machine could not read it.
 */
export function lueckenAsTreffer(l: Suchluecken): readonly Treffer[] {
  const seiten = l.bildseiten.join(', ');
  const bilder: readonly Treffer[] =
    l.bildseiten.length === 0
      ? []
      : [
          {
            id: 'ungeprueft-bilder',
            ort: l.bildseiten.length === 1 ? `Seite ${seiten}` : `Seiten ${seiten}`.slice(0, 500),
            seite: l.bildseiten[0] ?? null,
            quelle: 'paket',
            bezeichnung: `Bild ohne lesbaren Text auf Seite ${seiten}`.slice(0, 500),
            fundstelle: 'Die Seite zeigt ein Bild und hat keinen Text, der durchsucht werden könnte',
            art: 'ungeprueft',
          },
        ];
  return [
    ...bilder,
    ...l.quellen.map((q, i): Treffer => ({
      id: `ungeprueft-${i + 1}`,
      ort: 'Quelle der Prüfung',
      seite: null,
      quelle: q.quelle,
      bezeichnung: q.bezeichnung,
      fundstelle: q.mangel,
      art: 'ungeprueft',
    })),
  ];
}

/**
 * Of the pages that show a picture those whose only words are the stamp of the package („Ö 4 Radweg · 12 von 40“).
 */
export function seitenOhneText(
  orte: readonly Fundort[],
  bilder: ReadonlySet<number>,
  stempel: readonly string[],
  seiten: number,
): readonly number[] {
  const bekannt = new Set(stempel.map((s) => worte(s).join(' ')));
  return orte
    .filter((o) => o.seite !== null && o.ort === `Seite ${o.seite}` && bilder.has(o.seite))
    .filter((o) => {
      const text = worte(o.text).join(' ');
      const ende = worte(`${o.seite} von ${seiten}`).join(' ');
      const rest = text.endsWith(ende) ? text.slice(0, -ende.length).trim() : text;
      return rest === '' || bekannt.has(rest);
    })
    .flatMap((o) => (o.seite === null ? [] : [o.seite]));
}
