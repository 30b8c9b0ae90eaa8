import { errors, type BestattungCode } from '../errors.ts';
import type { Ausschluss, Kandidat } from './anfrage.ts';

/** Keeps the best; only so many a day and cemetery, so that one quiet place does not fill the list. */
export function createBestenliste(hoechstens: number, proTagUndOrt: number) {
  const alle: Kandidat[] = [];
  const vorrat = hoechstens * 8;
  let grenze = Number.POSITIVE_INFINITY;
  const kuerze = (): void => {
    alle.sort((a, b) => a.punkte - b.punkte);
    alle.length = Math.min(alle.length, vorrat);
    if (alle.length === vorrat) grenze = (alle[vorrat - 1] as Kandidat).punkte;
  };
  return {
    grenze: () => grenze,
    add(k: Kandidat): void {
      alle.push(k);
      if (alle.length > vorrat * 2) kuerze();
    },
    liste(): readonly Kandidat[] {
      kuerze();
      const proOrt = new Map<string, number>();
      return alle
        .filter((k) => {
          const schluessel = `${k.friedhof.id}/${k.tag.tag}`;
          const n = (proOrt.get(schluessel) ?? 0) + 1;
          proOrt.set(schluessel, n);
          return n <= proTagUndOrt;
        })
        .slice(0, hoechstens);
    },
  };
}

/** Counts which rule kept how many starts out. */
export function createZaehler() {
  const gruende = new Map<BestattungCode, Map<string, { anzahl: number }>>();
  return {
    add(code: BestattungCode, text: string, anzahl: number): void {
      let texte = gruende.get(code);
      if (!texte) gruende.set(code, (texte = new Map()));
      const g = texte.get(text);
      if (g) g.anzahl += anzahl;
      else texte.set(text, { anzahl });
    },
    liste: (): readonly Ausschluss[] =>
      [...gruende]
        .flatMap(([code, texte]) =>
          [...texte].map(([text, { anzahl }]) => ({ code, heading: errors[code].heading, text, anzahl })),
        )
        .sort((a, b) => b.anzahl - a.anzahl),
  };
}

export type Zaehler = ReturnType<typeof createZaehler>;
