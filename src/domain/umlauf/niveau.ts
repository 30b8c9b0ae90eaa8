import { z } from 'zod';
import type { FactQuery, Facts, SignaturFakt, Tag } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import type { StammdatenTabelle } from '../stammdaten/tabelle.ts';
import { fassungAm } from '../stammdaten/tabelle.ts';

export type Niveau = SignaturFakt['niveau'];

/**
 * Table `signaturniveau`: which level of signature a kind of document needs, and which open questions of the
 * validator may be tolerated. Without an entry the strict default below holds.
 */
export const signaturniveauSchema = z.object({
  arten: z.array(
    z.object({
      /** e.g. `vergabevermerk`, `vorlage`, `niederschrift` */
      dokumentart: z.string().min(1),
      mindestens: z.enum(['uebung', 'fortgeschritten', 'qualifiziert']),
      /** sub-indications of INDETERMINATE that are accepted, e.g. `NO_CERTIFICATE_CHAIN_FOUND` */
      unbestimmtErlaubt: z.array(z.string()),
      norm: z.string().min(1),
    }),
  ),
});
export type Signaturniveau = z.infer<typeof signaturniveauSchema>;

export interface Niveauregel {
  readonly mindestens: Niveau;
  readonly unbestimmtErlaubt: readonly string[];
  readonly norm: string;
}

export const SIGNATURNIVEAU: FactQuery = { art: 'stammdaten', tabelle: 'signaturniveau' };

const STRENG: Niveauregel = {
  mindestens: 'fortgeschritten',
  unbestimmtErlaubt: [],
  norm: 'Grundeinstellung: fortgeschrittene Signatur, vollständig geprüft',
};

/** The rule for a kind of document on that day; null: the table is not known here (provisional). */
export function niveauregelFor(facts: Facts, dokumentart: string, tag: Tag): Niveauregel | null {
  const tabelle = getFact<StammdatenTabelle<Signaturniveau> | null>(facts, SIGNATURNIVEAU);
  if (!tabelle.bekannt) return facts.vorlaeufig ? null : STRENG;
  const fassung = tabelle.wert ? fassungAm(tabelle.wert, tag) : null;
  return fassung?.inhalt.arten.find((a) => a.dokumentart === dokumentart) ?? STRENG;
}

const RANG: Readonly<Record<Niveau, number>> = { uebung: 0, fortgeschritten: 1, qualifiziert: 2 };

export const reachesNiveau = (has: Niveau, needs: Niveau): boolean => RANG[has] >= RANG[needs];

export const NIVEAU_NAMEN: Readonly<Record<Niveau, string>> = {
  uebung: 'Übung',
  fortgeschritten: 'fortgeschritten',
  qualifiziert: 'qualifiziert',
};
