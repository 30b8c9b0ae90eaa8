import type { FactQuery, Facts, VorgangId } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import { gatherAnswers } from './gather.ts';

/** Facts for a preview or a print: what a rule would see if it were asked now. Nothing is decided with them. */
export function factsForPreview(
  ctx: AppContext,
  person: string,
  vorgang: VorgangId,
  queries: readonly FactQuery[],
): Facts {
  const jetzt = ctx.clock.now();
  return {
    jetzt,
    akteur: person,
    vorlaeufig: true,
    vorgang,
    geschehenAm: jetzt,
    basis: ctx.store.read.stand(vorgang)?.revision ?? 0,
    antworten: gatherAnswers(ctx, queries, vorgang, { zentral: false }),
  };
}
