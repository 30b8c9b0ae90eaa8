import type { KindServices } from './fach-ports.ts';
import { laufzettelServices } from './beschaffung/services.ts';

/** What each kind adds to signing and printing, by its `art`. */
export const services: ReadonlyMap<string, KindServices> = new Map(
  [laufzettelServices].map((s) => [s.art, s] as const),
);
