import { z } from 'zod';
import type { TabellenDefinition } from '../stammdaten/definition.ts';
import { laufwegeSchema } from '../umlauf/index.ts';
import { zGremiumArt, zUnterschriftsregel } from './gremium/schema.ts';
import { zListe, zZeile } from './grundtypen.ts';

/**
 * Tables a city edits. Their sample content is in resources/stammdaten; every row says where it comes from
 * and whether somebody has read it there.
 */

const quelle = { norm: zZeile, geprueft: z.boolean() };

/** Bodies that may not meet hybrid or digitally (§ 58a GO NRW). */
export const zHybrid = z
  .object({ ausgeschlossen: zListe(zGremiumArt), ratNurAusnahme: z.boolean(), ...quelle })
  .readonly();
export type Hybridregel = z.infer<typeof zHybrid>;

/** Provisions under which the mayor has no vote (§ 40 Abs. 2 GO NRW). */
export const zStimmrecht = z.object({ ohneBuergermeister: zListe(zZeile), ...quelle }).readonly();
export type Stimmrechtregel = z.infer<typeof zStimmrecht>;

/** Who signs what at which level, unless a body has a rule of its own. */
export const zUnterschriften = z.object({ regeln: zListe(zUnterschriftsregel) }).readonly();
export type Unterschriftentabelle = z.infer<typeof zUnterschriften>;

/** Standing items that every agenda of a body of this kind starts with. */
export const zStandardTops = z
  .object({
    vorlagen: zListe(z.object({ gremiumArt: zGremiumArt.nullable(), titel: zListe(zZeile) }).readonly()),
  })
  .readonly();
export type StandardTops = z.infer<typeof zStandardTops>;

export const TABELLE = {
  hybrid: 'sitzung.hybrid',
  stimmrecht: 'sitzung.stimmrecht',
  unterschriften: 'sitzung.unterschriften',
  standardTops: 'sitzung.standardtops',
  laufwege: 'sitzung.laufwege',
} as const;

/** Definitions for the Stammdaten: name, German name, schema of one version's content. */
export const tabellen: readonly TabellenDefinition[] = [
  { tabelle: TABELLE.hybrid, bezeichnung: 'Hybride und digitale Sitzungen', schema: zHybrid },
  {
    tabelle: TABELLE.stimmrecht,
    bezeichnung: 'Stimmrecht der Bürgermeisterin/des Bürgermeisters',
    schema: zStimmrecht,
  },
  {
    tabelle: TABELLE.unterschriften,
    bezeichnung: 'Unterschriften im Sitzungsdienst',
    schema: zUnterschriften,
  },
  { tabelle: TABELLE.standardTops, bezeichnung: 'Standardtagesordnungspunkte', schema: zStandardTops },
  { tabelle: TABELLE.laufwege, bezeichnung: 'Mitzeichnungswege für Vorlagen', schema: laufwegeSchema },
];
