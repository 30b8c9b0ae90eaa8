import type { Unterlage } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import type { Genehmigung } from '../fristen.ts';
import type { Angaben } from './schema.ts';
import type { BestattungState } from './state.ts';

/** What is wanted, whether it comes from a form being typed or from a command. */
export interface Vorhaben {
  readonly angaben: Angaben;
  readonly plan: Terminplan;
  /** key of the grave; null: still open */
  readonly grab: string | null;
  readonly verlaengerungJahre: number;
  readonly genehmigungen: readonly Genehmigung[];
  readonly unterlagen: readonly Unterlage[];
}

/** What a case wants, were it held on this date. */
export const vorhabenVon = (s: BestattungState, plan: Terminplan): Vorhaben => ({
  angaben: s.angaben,
  plan,
  grab: s.grab,
  verlaengerungJahre: s.verlaengerungJahre,
  genehmigungen: s.genehmigungen,
  unterlagen: s.unterlagen.map((u) => u.unterlage),
});
