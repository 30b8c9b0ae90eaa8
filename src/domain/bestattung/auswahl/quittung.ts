import { formatZeitpunkt } from '../../shared/dates.ts';
import type { PersonId } from '../../shared/vorgang.ts';
import { quittungsstand } from '../auftrag/auswertung.ts';
import { hinweis, type Befund } from '../befund.ts';
import type { BestattungState } from '../bestattung/state.ts';

export type Quittungsanzeige =
  | { readonly art: 'keine' }
  | { readonly art: 'quittiert' | 'angerufen'; readonly text: string }
  | { readonly art: 'anrufen'; readonly befund: Befund };

/** Crews that lost the order, have neither acknowledged that nor been told by phone. */
export const nichtInformiert = (
  s: Pick<BestattungState, 'auftrag' | 'anrufe' | 'fassung'>,
): readonly NonNullable<BestattungState['auftrag']['abgaben']>[number][] =>
  (s.auftrag.abgaben ?? []).filter(
    (x) => !s.anrufe.some((a) => a.kolonne === x.kolonne && a.fassung === s.fassung),
  );

/** What stands beside a released, moved or cancelled date: acknowledged by whom and when, or „bitte anrufen“. */
export function quittungsanzeige(s: BestattungState, nameVon: (p: PersonId) => string): Quittungsanzeige {
  const { quittung } = s.auftrag;
  const anruf = s.anrufe.findLast((a) => (a.kolonne ?? null) === null) ?? null;
  const stand = quittungsstand(s.fassung, quittung?.fassung ?? null, anruf?.fassung ?? null);
  if (stand === 'keine') return { art: 'keine' };
  if (quittung?.fassung === s.fassung)
    return {
      art: 'quittiert',
      text: `Fassung ${s.fassung} quittiert von ${nameVon(quittung.person)}, ${formatZeitpunkt(quittung.zeit)}`,
    };
  if (stand === 'quittiert' && anruf)
    return {
      art: 'angerufen',
      text: `Fassung ${s.fassung} telefonisch mitgeteilt: ${anruf.mit}, ${formatZeitpunkt(anruf.zeit)}`,
    };
  const params = {
    n: s.fassung,
    kolonne: s.einsatz?.kolonneName ?? 'der Kolonne',
    telefon: s.einsatz?.kolonneTelefon ?? '',
  };
  return { art: 'anrufen', befund: hinweis('bestattung.nicht-quittiert', params, 'quittung') };
}
