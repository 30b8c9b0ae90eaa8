import type { KindServices } from './fach-ports.ts';
import { auftragServices, bestattungServices } from './bestattung/druck.ts';
import { laufzettelServices } from './beschaffung/services.ts';
import { sitzungServices } from './sitzung/services.ts';

/** What each kind adds to signing and printing, by its `art`. */
export const services: ReadonlyMap<string, KindServices> = new Map(
  [laufzettelServices, ...sitzungServices, bestattungServices, auftragServices].map(
    (s) => [s.art, s] as const,
  ),
);
