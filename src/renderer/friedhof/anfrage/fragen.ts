import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { useQuery } from '../../shell/query.ts';
import { useLetzte, useVerzoegert } from '../teile.tsx';
import type { angabenAus } from './entwurf.ts';

type Angabeneingabe = ReturnType<typeof angabenAus>;

/** What the rules say to the case as it stands in the form; asked again shortly after one stops typing. */
export function usePruefung(
  view: VorgangView | null,
  angaben: Angabeneingabe,
  grab: string | null,
  papiere: readonly Unterlage[],
  plan: Terminplan | null,
) {
  const s = view ? (view.state as BestattungState) : null;
  const frage = useVerzoegert(
    angaben && {
      vorgang: view?.id ?? null,
      angaben,
      grab,
      verlaengerungJahre: s?.verlaengerungJahre ?? 0,
      genehmigungen: s?.genehmigungen.map(({ dokument: _, ...g }) => g) ?? [],
      unterlagen: [...papiere],
      plan: plan ?? s?.plan ?? null,
    },
    250,
  );
  const pruefung = useQuery('friedhof.pruefen', frage ?? undefined);
  return { p: useLetzte(pruefung.data), problem: pruefung.problem, aktuell: frage !== null };
}

/** The best dates for a new case; names are left out, no search needs them. */
export function useTerminsuche(
  angaben: Angabeneingabe,
  grab: string | null,
  friedhof: string,
  feierMin: number,
  heute: Tag,
) {
  const suchfrage = useVerzoegert(
    angaben
      ? {
          vorgang: null,
          angaben: { ...angaben, verstorben: { ...angaben.verstorben, vorname: '', nachname: '' } },
          grab,
          verlaengerungJahre: 0,
          genehmigungen: [],
          unterlagen: [],
          feierMin,
          friedhoefe: friedhof && grab === null ? [friedhof] : null,
          abTag: heute,
          tage: 42,
          wunsch: null,
          hoechstens: 8,
        }
      : null,
    250,
  );
  const suche = useQuery('friedhof.besteTermine', suchfrage ?? undefined);
  return { beste: useLetzte(suche.data), problem: suche.problem, busy: suche.loading };
}
