import type { Tag } from '../../shared/vorgang.ts';
import { createIndex } from '../suche/belegungsindex.ts';
import { FAELLE } from './faelle.ts';
import { createZufall } from './zufall.ts';
import type { Demoschritt, Demoumfeld } from './schritt.ts';
import { spieleFall } from './im-buero.ts';

/**
 * A believable week of burials around a day, as commands for the real kinds: finished, running and planned ones, and
 * what goes wrong in an ordinary week. Everything happens before the day begins; sorted by time.
 */
export function demoWoche(tag: Tag, seed: number, u: Demoumfeld): readonly Demoschritt[] {
  const z = createZufall(seed);
  const index = createIndex();
  const vergeben = new Set<string>();
  const schritte: Demoschritt[] = [];
  for (const fall of FAELLE) schritte.push(...spieleFall(fall, tag, z, u, index, vergeben));
  // Stable sort: acts of one case keep their order at the same minute.
  return schritte.sort((a, b) => (a.zeit < b.zeit ? -1 : a.zeit > b.zeit ? 1 : 0));
}
