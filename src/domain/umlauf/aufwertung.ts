import { z } from 'zod';
import { reject } from '../shared/rejection.ts';
import type { DokumentFakt, FactQuery, Facts, Sha256 } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { dokumentQuery } from './signatur.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Raising the level of the signatures in a document (PAdES B-T to B-LTA, ETSI EN 319 142-1, 6.3), or renewing its
 * archive time stamp: the file only gains proof of what is there, so that it takes the place of the version before
 * in whatever state its Vorgang is, also after its end. Whoever sees the document may do it.
 */
export const aufwertungCommandSchema = z.object({
  type: z.literal('upgradeDokument'),
  /** the version in force */
  vorher: sha256,
  /** the same with time stamps and validation data added */
  dokument: sha256,
});
export type UpgradeDokument = z.infer<typeof aufwertungCommandSchema>;

export const aufwertungEventSchema = z.object({
  type: z.literal('DokumentAufgewertet'),
  vorher: sha256,
  dokument: sha256,
});
export type DokumentAufgewertet = z.infer<typeof aufwertungEventSchema>;

export const aufwertungQueries = (c: UpgradeDokument): readonly FactQuery[] => [
  dokumentQuery(c.vorher),
  dokumentQuery(c.dokument),
];

/**
 * Is the file the version before with proof added and nothing else? It must continue that version, carry the same
 * signatures, and none may be worse than it was. What the laptop cannot know passes as provisional; the centre looks.
 */
export function checkAufwertung(
  c: UpgradeDokument,
  facts: Facts,
  datei: string,
): ReturnType<typeof reject> | null {
  const [alt, neu] = aufwertungQueries(c).map((q) => getFact<DokumentFakt | null>(facts, q));
  if (!alt?.bekannt || !neu?.bekannt)
    return facts.vorlaeufig ? null : reject('umlauf.signatur-datei-fehlt', { datei });
  if (alt.wert === null || neu.wert === null) return reject('umlauf.signatur-datei-fehlt', { datei });
  if (neu.wert.vorgaenger !== c.vorher) return reject('umlauf.aufwertung-andere-fassung', { datei });
  const vorher = signaturesOf(alt.wert);
  const nachher = signaturesOf(neu.wert);
  const gleich =
    vorher.length > 0 &&
    vorher.length === nachher.length &&
    vorher.every((s, i) => s.feld === nachher[i]?.feld && s.zertifikat === nachher[i].zertifikat);
  const heil = neu.wert.signaturen.every((s) => s.unversehrt && s.aenderungen !== 'forbidden');
  return gleich && heil ? null : reject('umlauf.aufwertung-unterschriften', { datei });
}

const signaturesOf = (fakt: DokumentFakt) => fakt.signaturen.filter((s) => s.art !== 'timestamp');

/** Is it still the version in force? Somebody may have signed or replaced it meanwhile. */
export const checkFassung = (c: UpgradeDokument, aktuell: Sha256 | null, datei: string) =>
  aktuell === c.vorher ? null : reject('umlauf.aufwertung-veraltet', { datei });
