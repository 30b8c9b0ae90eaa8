import type { Friedhof, Halle, Kolonne } from '../../domain/bestattung/tabellen/orte.ts';
import { fassungAm } from '../../domain/stammdaten/tabelle.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { useQuery } from '../shell/query.ts';

const inhalt = <T>(tabelle: ReturnType<typeof useQuery<'stammdaten.get'>>['data'], tag: Tag): readonly T[] =>
  tabelle === null ? [] : ((fassungAm(tabelle, tag)?.inhalt as readonly T[] | undefined) ?? []);

/** Cemeteries, halls and crews as they hold today; empty while on their way. */
export function useOrte(heute: Tag) {
  const friedhoefe = useQuery('stammdaten.get', { tabelle: 'friedhof.friedhoefe' }).data;
  const hallen = useQuery('stammdaten.get', { tabelle: 'friedhof.hallen' }).data;
  const kolonnen = useQuery('stammdaten.get', { tabelle: 'friedhof.kolonnen' }).data;
  return {
    friedhoefe: inhalt<Friedhof>(friedhoefe, heute),
    hallen: inhalt<Halle>(hallen, heute),
    kolonnen: inhalt<Kolonne>(kolonnen, heute),
  };
}
