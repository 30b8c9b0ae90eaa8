import { useMemo } from 'react';
import {
  LAUFWEGE,
  tabelleQuery,
  VERGABEARTEN,
  WERTGRENZEN,
  tabelleAm,
  type Vergabearten,
  type Wertgrenzen,
} from '../../domain/beschaffung/tabellen.ts';
import type { Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { factKey, type Facts, type PersonId, type Tag } from '../../domain/shared/vorgang.ts';
import type { StammdatenTabelle } from '../../domain/stammdaten/tabelle.ts';
import type { Fassung } from '../../domain/stammdaten/tabelle.ts';
import { probeFacts } from '../../domain/umlauf/index.ts';
import { useQuery } from '../shell/query.ts';

/** What the rules of procurement look at, as far as the window may know it; for early answers only. */
export interface Fakten {
  readonly facts: Facts;
  readonly verzeichnis: Verzeichnis;
  readonly arten: Fassung<Vergabearten> | null;
  readonly grenzen: Fassung<Wertgrenzen> | null;
}

/** null while the tables are on their way. */
export function useFakten(person: PersonId, heute: Tag, vorgang: string): Fakten | null {
  const verzeichnis = useQuery('verzeichnis.get', null).data;
  const wertgrenzen = useQuery('stammdaten.get', { tabelle: WERTGRENZEN });
  const vergabearten = useQuery('stammdaten.get', { tabelle: VERGABEARTEN });
  const laufwege = useQuery('stammdaten.get', { tabelle: LAUFWEGE });
  const laedt = wertgrenzen.loading || vergabearten.loading || laufwege.loading;
  return useMemo(() => {
    if (!verzeichnis || laedt) return null;
    const probe = probeFacts(person, verzeichnis, heute, vorgang);
    const antworten = new Map(probe.antworten);
    const put = (tabelle: string, wert: StammdatenTabelle | null) =>
      antworten.set(factKey(tabelleQuery(tabelle)), wert);
    put(WERTGRENZEN, wertgrenzen.data);
    put(VERGABEARTEN, vergabearten.data);
    put(LAUFWEGE, laufwege.data);
    const facts = { ...probe, antworten };
    return {
      facts,
      verzeichnis,
      arten: tabelleAm<Vergabearten>(facts, VERGABEARTEN, heute),
      grenzen: tabelleAm<Wertgrenzen>(facts, WERTGRENZEN, heute),
    };
  }, [verzeichnis, laedt, person, heute, vorgang, wertgrenzen.data, vergabearten.data, laufwege.data]);
}
