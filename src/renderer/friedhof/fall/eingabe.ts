import type { VorhabenEingabe } from '../../../contract/bestattung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';

/** A case as the checks and the search take it. */
export const eingabeAus = (vorgang: string, s: BestattungState): VorhabenEingabe => ({
  vorgang,
  angaben: s.angaben,
  grab: s.grab,
  verlaengerungJahre: s.verlaengerungJahre,
  genehmigungen: s.genehmigungen.map(({ art, bis, behoerde, aktenzeichen }) => ({
    art,
    bis,
    behoerde,
    aktenzeichen,
  })),
  unterlagen: s.unterlagen.map((u) => u.unterlage),
});
