import { z } from 'zod';
import { formatTag } from '../../shared/dates.ts';
import { zBestattungsart, zKurz, zMasse, zZeitpunkt } from '../begriffe.ts';
import { zEinsatz } from './schema.ts';
import { nameVon, type BestattungState } from './state.ts';

/**
 * What the crew needs and nothing more: no cost bearer, no right holder, no papers, no fees, no cause, no address of
 * relatives. The second identifier is the date of birth, or the cremation number of an urn.
 */
export const zAuftragInhalt = z.object({
  name: zKurz,
  zweitesMerkmal: z.object({ art: z.enum(['Geburtsdatum', 'Einäscherungsnummer', 'Name']), wert: zKurz }),
  bestattungsart: zBestattungsart,
  sarg: zMasse.nullable(),
  beginn: zZeitpunkt,
  feierMin: z.number().int(),
  einsatz: zEinsatz,
  bestatter: z.object({ name: zKurz, telefon: zKurz }),
  redner: zKurz,
  musik: zKurz,
  traeger: zKurz,
  hinweis: z.string(),
});
export type AuftragInhalt = z.infer<typeof zAuftragInhalt>;

/** The crew's view of a released burial; null while there is no date or grave. */
export function kolonnenInhalt(state: BestattungState): AuftragInhalt | null {
  const { angaben: a, plan, einsatz } = state;
  if (plan === null || einsatz === null || einsatz.grab === null) return null;
  return {
    name: nameVon(a),
    zweitesMerkmal: zweitesMerkmal(state),
    bestattungsart: a.art,
    sarg: a.sarg,
    beginn: plan.beginn,
    feierMin: plan.halle === null ? 0 : plan.feierMin,
    einsatz,
    bestatter: { name: a.bestatter.name, telefon: a.bestatter.telefon },
    redner: a.feier.redner,
    musik: a.feier.musik,
    traeger: a.feier.traeger,
    hinweis: a.hinweisKolonne,
  };
}

function zweitesMerkmal({ angaben: a }: BestattungState): AuftragInhalt['zweitesMerkmal'] {
  const nummer = a.einaescherung?.nummer;
  if (a.art === 'urne' && nummer) return { art: 'Einäscherungsnummer', wert: nummer };
  if (a.verstorben.geburtsdatum !== null)
    return { art: 'Geburtsdatum', wert: formatTag(a.verstorben.geburtsdatum) };
  return { art: 'Name', wert: nameVon(a) };
}
