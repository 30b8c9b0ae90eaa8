import type { Tag } from '../shared/vorgang.ts';
import { fassungAm, type Fassung, type StammdatenTabelle } from '../stammdaten/tabelle.ts';
import type { Massendaten } from '../stammdaten/massendaten.ts';
import { ROLLE_VERWALTUNG } from './begriffe.ts';
import { grabDatensatz, GRAB_TABELLE } from './grab.ts';
import { graeberAusQuelle } from './muster/quelle.ts';
import { GRAEBER_TABELLE, type GraeberQuelle } from './tabellen/graeber.ts';
import { regelwerkAm } from './tabellen/index.ts';

type Tabellen = (name: string) => StammdatenTabelle | null;

function quelleAm(tabellen: Tabellen, tag: Tag): Fassung<GraeberQuelle> | null {
  const tabelle = tabellen(GRAEBER_TABELLE);
  return tabelle === null ? null : (fassungAm(tabelle, tag) as Fassung<GraeberQuelle> | null);
}

/** The graves of a city: the office reads all, a crew those of the cemeteries it is responsible for or stands in on. */
export const graeberMassendaten: Massendaten = {
  tabelle: GRAB_TABELLE,
  herkunft: GRAEBER_TABELLE,
  stand: (tabellen, tag) => {
    const fassung = quelleAm(tabellen, tag);
    return fassung && JSON.stringify([fassung.nummer, fassung.inhalt]);
  },
  dokument: (tabellen, tag) => {
    const quelle = quelleAm(tabellen, tag)?.inhalt;
    return quelle?.art === 'csv' ? quelle.dokument : null;
  },
  zeilen: (tabellen, tag, text) => {
    const quelle = quelleAm(tabellen, tag)?.inhalt;
    const r = regelwerkAm(tabellen, tag);
    return quelle && r ? graeberAusQuelle(quelle, r, text).graeber.map(grabDatensatz) : [];
  },
  lesbar: (tabellen, tag, gruppe) => {
    const r = regelwerkAm(tabellen, tag);
    const friedhof = r?.friedhoefe.find((f) => f.id === gruppe);
    const kolonnen = r?.kolonnen.filter((k) => k.id === friedhof?.kolonne) ?? [];
    return [
      `rolle:${ROLLE_VERWALTUNG}`,
      `friedhof:${gruppe}`,
      ...kolonnen.flatMap((k) => [`kolonne:${k.id}`, `einheit:${k.einheit}`]),
    ];
  },
};
