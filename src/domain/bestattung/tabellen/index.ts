import type { TabellenDefinition } from '../../stammdaten/definition.ts';
import { fassungAm, type StammdatenTabelle } from '../../stammdaten/tabelle.ts';
import { ROLLE_VERWALTUNG } from '../begriffe.ts';
import { getFact, type Facts, type FactQuery, type Tag } from '../../shared/vorgang.ts';
import {
  zBaggerListe,
  zFriedhoefe,
  zHallen,
  zKolonnen,
  type Bagger,
  type Friedhof,
  type Halle,
  type Kolonne,
} from './orte.ts';
import { GRAEBER_TABELLE, zGraeberQuelle, type GraeberQuelle } from './graeber.ts';
import {
  zFeiertage,
  zFristen,
  zGebuehren,
  zSatzung,
  zSchliessungen,
  zUnterlagenRegel,
  zZeiten,
  type FeiertagsRegel,
  type FristenRegel,
  type GebuehrenRegel,
  type Satzung,
  type Schliessung,
  type UnterlagenRegel,
  type Zeiten,
} from './regeln.ts';

const pflege = [ROLLE_VERWALTUNG];

/** The tables that make up the Regelwerk. */
const regelTabellen: readonly TabellenDefinition[] = [
  { tabelle: 'friedhof.friedhoefe', bezeichnung: 'Friedhöfe und Grabfelder', schema: zFriedhoefe, pflege },
  { tabelle: 'friedhof.hallen', bezeichnung: 'Trauerhallen', schema: zHallen, pflege },
  { tabelle: 'friedhof.kolonnen', bezeichnung: 'Kolonnen', schema: zKolonnen, pflege },
  { tabelle: 'friedhof.bagger', bezeichnung: 'Bagger', schema: zBaggerListe, pflege },
  { tabelle: 'friedhof.zeiten', bezeichnung: 'Zeiten, Raster und Puffer', schema: zZeiten, pflege },
  { tabelle: 'friedhof.schliessungen', bezeichnung: 'Sperrzeiten', schema: zSchliessungen, pflege },
  { tabelle: 'friedhof.feiertage', bezeichnung: 'Feiertage und freie Tage', schema: zFeiertage, pflege },
  {
    tabelle: 'friedhof.satzung',
    bezeichnung: 'Friedhofssatzung: Grabarten und Ruhefristen',
    schema: zSatzung,
    pflege,
  },
  { tabelle: 'friedhof.fristen', bezeichnung: 'Bestattungsfristen', schema: zFristen, pflege },
  {
    tabelle: 'friedhof.unterlagen',
    bezeichnung: 'Unterlagen für die Freigabe',
    schema: zUnterlagenRegel,
    pflege,
  },
  { tabelle: 'friedhof.gebuehren', bezeichnung: 'Gebührensatzung', schema: zGebuehren, pflege },
];

/** The tables of this Fach, for the editor of Stammdaten and the check of the sample data. */
export const tabellen: readonly TabellenDefinition[] = [
  ...regelTabellen,
  {
    tabelle: GRAEBER_TABELLE,
    bezeichnung: 'Grabverzeichnis (Herkunft)',
    schema: zGraeberQuelle,
    pflege,
    // It names a file with everybody who lies there or pays: crews get the rows of their cemeteries instead.
    lesbar: ['systemverwaltung', ...pflege].map((rolle) => `rolle:${rolle}`),
    dokumente: (inhalt: GraeberQuelle) => (inhalt.art === 'csv' ? [inhalt.dokument] : []),
  },
];

/** All rules and places as they hold on one day, and which version of each table that is. */
export interface Regelwerk {
  readonly friedhoefe: readonly Friedhof[];
  readonly hallen: readonly Halle[];
  readonly kolonnen: readonly Kolonne[];
  readonly bagger: readonly Bagger[];
  readonly zeiten: Zeiten;
  readonly schliessungen: readonly Schliessung[];
  readonly feiertage: FeiertagsRegel;
  readonly satzung: Satzung;
  readonly fristen: FristenRegel;
  readonly unterlagen: UnterlagenRegel;
  readonly gebuehren: GebuehrenRegel;
  /** table -> number of the version applied; events carry it */
  readonly fassungen: Readonly<Record<string, number>>;
}

/** The questions that bring the whole Regelwerk. */
export const regelwerkFragen: readonly FactQuery[] = regelTabellen.map((t) => ({
  art: 'stammdaten',
  tabelle: t.tabelle,
}));

/** Picks the version of every table in force on `tag`; null when one has none. */
export function regelwerkAm(tabelle: (name: string) => StammdatenTabelle | null, tag: Tag): Regelwerk | null {
  const inhalt: Record<string, unknown> = {};
  const fassungen: Record<string, number> = {};
  for (const { tabelle: name } of regelTabellen) {
    const geladen = tabelle(name);
    const fassung = geladen === null ? null : fassungAm(geladen, tag);
    if (fassung === null) return null;
    inhalt[name.slice('friedhof.'.length)] = fassung.inhalt;
    fassungen[name] = fassung.nummer;
  }
  return { ...inhalt, fassungen } as unknown as Regelwerk;
}

/** The Regelwerk out of gathered facts; null when a table is not known here. */
export function regelwerkAus(facts: Facts, tag: Tag): Regelwerk | null {
  return regelwerkAm((tabelle) => {
    const fact = getFact<StammdatenTabelle | null>(facts, { art: 'stammdaten', tabelle });
    return fact.bekannt ? fact.wert : null;
  }, tag);
}

export const findFriedhof = (r: Pick<Regelwerk, 'friedhoefe'>, id: string): Friedhof | null =>
  r.friedhoefe.find((f) => f.id === id) ?? null;
export const findHalle = (r: Pick<Regelwerk, 'hallen'>, id: string): Halle | null =>
  r.hallen.find((h) => h.id === id) ?? null;
export const findKolonne = (r: Pick<Regelwerk, 'kolonnen'>, id: string): Kolonne | null =>
  r.kolonnen.find((k) => k.id === id) ?? null;

export { halleNutzbar } from './orte.ts';
