import { z } from 'zod';
import type { StammdatenCommand } from './kind.ts';

/** Shape of `resources/stammdaten/<tabelle>.json`. */
export const stammdatendateiSchema = z.object({
  tabelle: z.string(),
  fassungen: z.array(
    z.object({
      nummer: z.number().int(),
      gueltigAb: z.iso.date(),
      quelle: z.string(),
      geprueft: z.boolean(),
      inhalt: z.unknown(),
    }),
  ),
});
export type Stammdatendatei = z.infer<typeof stammdatendateiSchema>;

/** Commands that enter the versions of one file into an empty workspace, in order. */
export const stammdatenCommands = (datei: Stammdatendatei): readonly StammdatenCommand[] =>
  datei.fassungen.map(({ nummer: _, ...fassung }) => ({
    type: 'setFassung',
    tabelle: datei.tabelle,
    begruendung: 'Ersteinrichtung',
    ...fassung,
  }));
