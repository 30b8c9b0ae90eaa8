import { isValidOn } from '../../shared/validity.ts';
import type { VorgangId } from '../../shared/vorgang.ts';
import type { Verzeichnis } from '../verzeichnis.ts';
import type { Soll, Zeilenfehler } from './soll.ts';
import type { Abgleichregeln, Abgleichschritt } from './schritt.ts';
import { planEinheiten } from './plan-einheiten.ts';
import { planPersonen } from './plan-personen.ts';

export interface Abgleichplan {
  readonly schritte: readonly Abgleichschritt[];
  readonly fehler: readonly Zeilenfehler[];
  readonly unveraendert: number;
  /** so many would leave at once that the source is more likely broken than the house empty */
  readonly zuViele: boolean;
  /** all that the source has: from now on it looks after them */
  readonly inQuelle: readonly VorgangId[];
}
const VIELE = 0.2;
const WENIGE = 5;

/**
 * Compares the directory with a source: who is new, changed, gone or back. Whoever vanished is ended the day
 * before, never deleted. Units come first and from the top down, so that each finds what it stands on.
 */
export function planAbgleich(v: Verzeichnis, soll: Soll, regeln: Abgleichregeln): Abgleichplan {
  const fehler: Zeilenfehler[] = [...soll.fehler];
  // A row that could not be read may be somebody who is still there: then nobody leaves.
  const ganz = soll.fehler.every((f) => f.id !== undefined);
  const einheiten = planEinheiten(v, soll.einheiten, regeln, fehler);
  const personen = planPersonen(v, soll.personen, einheiten.byKuerzel, regeln, fehler, ganz);
  const betreut = v.personen.filter((p) => isValidOn(p, regeln.heute) && regeln.betreut('person', p.id));
  const gehen = personen.schritte.filter(
    (s) => s.command.type === 'endPerson' && s.wirkung === 'ausgeschieden',
  );
  return {
    // People leave before their unit ends.
    schritte: [
      ...einheiten.schritte,
      ...personen.schritte,
      ...einheiten.ende(ganz && soll.einheiten.length > 0),
    ],
    fehler,
    unveraendert: einheiten.unveraendert + personen.unveraendert,
    inQuelle: [...einheiten.inQuelle(), ...personen.inQuelle],
    zuViele: gehen.length > Math.max(WENIGE, betreut.length * VIELE),
  };
}
