import { z } from 'zod';
import { zListe } from '../grundtypen.ts';

/**
 * Structured text of Vorlagen, resolutions and minutes: a short list of block kinds as JSON. Structure is
 * kept as structure (a heading is a heading, not bold text), so that PDF tags, extracts and comparisons
 * are made from it and nothing is lost on the way into the minutes.
 */

export const zLauf = z
  .object({
    text: z.string().max(20_000),
    fett: z.boolean().optional(),
    kursiv: z.boolean().optional(),
    unterstrichen: z.boolean().optional(),
    /** superscript (m², footnote marks) or subscript */
    stellung: z.enum(['hoch', 'tief']).optional(),
  })
  .readonly();
export type Lauf = z.infer<typeof zLauf>;

const zLaeufe = zListe(zLauf);

export interface Listenpunkt {
  readonly text: readonly Lauf[];
  readonly unterpunkte: Liste | null;
}
export interface Liste {
  readonly art: 'liste';
  readonly nummeriert: boolean;
  readonly punkte: readonly Listenpunkt[];
}

const zListenpunkt: z.ZodType<Listenpunkt> = z.lazy(() =>
  z.object({ text: zLaeufe, unterpunkte: zListenblock.nullable() }),
);
const zListenblock: z.ZodType<Liste> = z.object({
  art: z.literal('liste'),
  nummeriert: z.boolean(),
  punkte: zListe(zListenpunkt),
});

export const zZelle = z
  .object({
    text: zLaeufe,
    /** columns and rows the cell covers */
    spalten: z.int().min(1).max(50),
    zeilen: z.int().min(1).max(500),
  })
  .readonly();
export type Zelle = z.infer<typeof zZelle>;

export const zBlock = z.union([
  z.object({ art: z.literal('ueberschrift'), ebene: z.int().min(1).max(4), text: zLaeufe }).readonly(),
  z.object({ art: z.literal('absatz'), text: zLaeufe }).readonly(),
  zListenblock,
  z
    .object({
      art: z.literal('tabelle'),
      /** the first row names the columns */
      kopfzeile: z.boolean(),
      zeilen: zListe(zListe(zZelle)),
    })
    .readonly(),
]);
export type Block = z.infer<typeof zBlock>;

export const zBloecke = z.array(zBlock).max(5000).readonly();
export type Bloecke = readonly Block[];

/** A text without structure as paragraphs: one for each line that is not empty. */
export const asBloecke = (text: string): Bloecke =>
  text
    .split(/\n+/)
    .map((t) => t.trim())
    .filter(Boolean)
    .map((t) => ({ art: 'absatz' as const, text: [{ text: t }] }));

export const laufText = (laeufe: readonly Lauf[]): string => laeufe.map((l) => l.text).join('');

const listenText = (liste: Liste): string[] =>
  liste.punkte.flatMap((p) => [laufText(p.text), ...(p.unterpunkte ? listenText(p.unterpunkte) : [])]);

/** The words of one block, one line for each item or row. */
export function blockText(block: Block): string {
  switch (block.art) {
    case 'ueberschrift':
    case 'absatz':
      return laufText(block.text);
    case 'liste':
      return listenText(block).join('\n');
    case 'tabelle':
      return block.zeilen.map((z) => z.map((c) => laufText(c.text)).join(' | ')).join('\n');
  }
}

/** Plain text of a whole document, for search, leak check and short previews. */
export const plainText = (bloecke: Bloecke): string => bloecke.map(blockText).join('\n');

export const isLeer = (bloecke: Bloecke): boolean => plainText(bloecke).trim() === '';
