import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Anlage } from '../grundtypen.ts';
import type { Bloecke } from '../text/bloecke.ts';
import type { Umlauf } from '../../umlauf/state.ts';

/** One saved version of the text; never changed afterwards. */
export interface Fassung {
  readonly nummer: number;
  readonly inhalt: Vorlageninhalt;
  /** SHA-256 over the content: what a co-signature is bound to */
  readonly hash: string;
  readonly von: PersonId;
  readonly am: Zeitpunkt;
  readonly anlass: string;
}

export interface Vorlageninhalt {
  readonly betreff: string;
  readonly beschlussvorschlag: Bloecke;
  readonly sachverhalt: Bloecke;
  readonly finanzen: FinanzielleAuswirkungen;
  readonly anlagen: readonly Anlage[];
}

/** Amounts in cents; `keine` is a statement too and has to be made. */
export type FinanzielleAuswirkungen =
  | { readonly art: 'keine' }
  | {
      readonly art: 'ja';
      readonly aufwandCent: number;
      readonly investitionCent: number;
      readonly folgekostenCent: number;
      readonly produkt: string;
      readonly imHaushalt: boolean;
      readonly erlaeuterung: string;
    };

/** One stop of the Beratungsfolge: which body, in which role, and what came of it. */
export interface Beratung {
  readonly id: string;
  readonly gremium: VorgangId;
  readonly gremiumName: string;
  readonly rolle: 'vorberatung' | 'entscheidung' | 'kenntnisnahme' | 'anhoerung';
  /** the body whose decision counts (OParl `authoritative`) */
  readonly massgeblich: boolean;
  readonly sitzung: VorgangId | null;
  readonly sitzungstag: Tag | null;
  readonly ergebnis: Beratungsergebnis | null;
}

export interface Beratungsergebnis {
  readonly ausgang: 'angenommen' | 'abgelehnt' | 'vertagt' | 'abgesetzt' | 'zurKenntnis' | 'offen';
  readonly text: string;
  readonly am: Zeitpunkt;
}

export type Vorlagenphase =
  | 'entwurf'
  | 'mitzeichnung'
  | 'zurueckgegeben'
  | 'mitgezeichnet'
  | 'freigegeben'
  | 'erledigt'
  | 'zurueckgezogen';

export interface Vorlage {
  readonly art: 'vorlage';
  readonly nummer: string | null;
  readonly phase: Vorlagenphase;
  readonly oeffentlich: boolean;
  /** unit in the lead */
  readonly einheit: string;
  readonly verfasser: PersonId;
  /** the Antrag this Vorlage answers */
  readonly antrag: VorgangId | null;
  /** never empty; the last is the current one */
  readonly fassungen: readonly Fassung[];
  readonly beratungsfolge: readonly Beratung[];
  readonly umlauf: Umlauf | null;
  readonly rueckgaben: readonly {
    readonly grund: string;
    readonly von: PersonId;
    readonly am: Zeitpunkt;
    readonly fassung: number;
  }[];
  readonly freigabe: {
    readonly fassung: number;
    readonly hash: string;
    readonly von: PersonId;
    readonly am: Zeitpunkt;
  } | null;
  /** people who may read a non-public Vorlage because their body deals with it */
  readonly einsicht: readonly PersonId[];
  /** non-public annexes are Vorgaenge of their own; only how many is said here */
  readonly nichtoeffentlicheAnlagen: readonly VorgangId[];
}

export function aktuelleFassung(v: Vorlage): Fassung {
  const last = v.fassungen.at(-1);
  if (!last) throw new Error('a Vorlage has at least one version');
  return last;
}

/** The version the bodies deal with: the released one, else the current. */
export const geltendeFassung = (v: Vorlage): Fassung =>
  v.fassungen.find((f) => f.nummer === v.freigabe?.fassung) ?? aktuelleFassung(v);

/** Committees that were to advise before this stop and have not done so, by name. */
export function fehlendeVorberatung(v: Vorlage, beratung: string | null): readonly string[] {
  const index = v.beratungsfolge.findIndex((b) => b.id === beratung);
  const stop = v.beratungsfolge[index];
  if (!stop || stop.rolle !== 'entscheidung') return [];
  return v.beratungsfolge
    .slice(0, index)
    .filter((b) => b.rolle !== 'kenntnisnahme')
    .filter((b) => b.ergebnis === null || ['vertagt', 'abgesetzt', 'offen'].includes(b.ergebnis.ausgang))
    .map((b) => b.gremiumName);
}
