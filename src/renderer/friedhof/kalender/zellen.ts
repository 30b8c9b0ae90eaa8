import type { Balken, Tagesstrahl } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';

/** Cells one can stand on that day. */
export const zellenVon = (t: Tagesstrahl, offen: boolean): readonly string[] => [
  `tag ${t.tag}`,
  ...(offen
    ? t.zeilen.flatMap((z) =>
        z.balken.length === 0 ? [`leer ${t.tag} ${z.ressource}`] : z.balken.map((b) => zellenId(b, t.tag)),
      )
    : []),
];

/** What is over or has nothing is folded up. */
export const standardOffen = (t: Tagesstrahl, heute: string): boolean =>
  t.zeilen.some((z) => z.balken.length > 0) && !(t.tag < heute && t.erledigt === t.termine);

/** A bar has one cell for each day and thing it is drawn at. */
export const zellenId = (b: Balken, tag: string): string => `${tag} ${b.ressource} ${b.vorgang} ${b.zweck}`;
