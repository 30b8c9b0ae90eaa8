import type { Tag, VorgangId } from '../../shared/vorgang.ts';
import { kinds } from '../kinds.ts';
import type { Demobefehl, Demodruck } from './buehne.ts';
import { createBuehne } from './buehne.ts';
import { chooser, createWelt } from './welt.ts';
import type { Demoquelle } from './welt.ts';
import { eingaenge, gruendung, vorlagen } from './vorlagen.ts';
import { sitzungen } from './sitzungen.ts';

export interface DemoSitzungen {
  /** in order of time */
  readonly befehle: readonly Demobefehl[];
  readonly drucke: readonly Demodruck[];
}

/**
 * A believable stretch of council work around a day: papers in every state, a committee session that has
 * been held with its minutes drafted, a council session invited for the coming days with a non-public item,
 * a committee session being planned, an Antrag, an Anfrage and an urgent decision in draft.
 */
export function demoSitzungen(
  tag: Tag,
  seed: number,
  newId: () => VorgangId,
  quelle: Demoquelle,
): DemoSitzungen {
  const b = createBuehne(kinds, quelle.verzeichnis, quelle.tabellen);
  const d = createWelt(b, quelle, tag, newId, chooser(seed));
  const akte = [...gruendung(d), ...vorlagen(d), ...sitzungen(d), ...eingaenge(d)];
  for (const a of akte.toSorted((x, y) => x.zeit.localeCompare(y.zeit))) a.tun(a.zeit);
  return { befehle: b.befehle, drucke: b.drucke };
}
