import type { PersonId, Sha256, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { BestattungStatus, Unterlage } from '../begriffe.ts';
import type { PlanBelegung, Terminplan } from '../belegung.ts';
import type { Genehmigung } from '../fristen.ts';
import type { Abschluss, Angaben, blaetter, Einsatz, auftragsstaende } from './schema.ts';

export interface BestattungState {
  readonly nummer: string | null;
  readonly status: BestattungStatus;
  readonly angaben: Angaben;
  /** id of the work order that belongs to it */
  readonly auftragId: VorgangId;
  readonly keinDoppelfall: string | null;
  readonly frist: { readonly fruehestens: Zeitpunkt | null; readonly spaetestens: Tag | null } | null;
  readonly unterlagen: readonly UnterlageStand[];
  readonly genehmigungen: readonly (Genehmigung & { readonly dokument: Sha256 | null })[];
  readonly grab: string | null;
  readonly verlaengerungJahre: number;
  readonly plan: Terminplan | null;
  /** kept after the burial for the history of the calendar; claimed only as long as `haeltRessourcen` */
  readonly belegungen: readonly PlanBelegung[];
  readonly einsatz: Einsatz | null;
  /** until when the hold is kept; null: none, or released */
  readonly vormerkungBis: Zeitpunkt | null;
  /** version of what undertaker and crew were told; 0: nothing yet */
  readonly fassung: number;
  readonly fassungen: readonly FassungStand[];
  readonly auftrag: AuftragSicht;
  readonly anrufe: readonly {
    readonly fassung: number;
    readonly mit: string;
    /** a former crew that was told; null or absent: the one ordered */
    readonly kolonne?: string | null;
    readonly zeit: Zeitpunkt;
    readonly person: PersonId;
  }[];
  readonly regeln: Readonly<Record<string, number>>;
  readonly verlauf: readonly Verlaufseintrag[];
  readonly abschluss: Abschluss | null;
  readonly angelegtAm: Zeitpunkt;
  readonly angelegtVon: PersonId;
  readonly seit: Zeitpunkt;
  /** last day a case without a burial is kept; null or absent: not known */
  readonly aufbewahrenBis?: Tag | null;
}

export interface UnterlageStand {
  readonly unterlage: Unterlage;
  readonly am: Tag;
  readonly dokument: Sha256 | null;
}

/** One version handed out: every print names it and the one it replaces. */
export interface FassungStand {
  readonly nummer: number;
  readonly anlass: 'Freigabe' | 'Verlegung' | 'Stornierung' | 'Änderung';
  readonly grund: string | null;
  readonly zeit: Zeitpunkt;
  readonly person: PersonId;
  /** the sheets as they went out with this version */
  readonly blaetter?: readonly BlattStand[];
}

export interface BlattStand {
  readonly blatt: (typeof blaetter)[number];
  readonly dokument: Sha256;
}

/** What the office sees of the crew's work order. */
export interface AuftragSicht {
  readonly stand: (typeof auftragsstaende)[number];
  readonly quittung: { readonly fassung: number; readonly person: PersonId; readonly zeit: Zeitpunkt } | null;
  /** contradictions in the reports that the office must settle */
  readonly klaerung: readonly string[];
  readonly gestoppt: boolean;
  /** crews that lost the order and have not acknowledged that */
  readonly abgaben?: readonly { readonly kolonne: string; readonly name: string; readonly telefon: string }[];
}

export interface Verlaufseintrag {
  readonly zeit: Zeitpunkt;
  readonly person: PersonId;
  readonly text: string;
  readonly grund: string | null;
}

/** Dates that undertaker and crew count on: changes to them make a new version. */
export const istFreigegeben = (status: BestattungStatus): boolean =>
  status === 'freigegeben' || status === 'vorbereitet' || status === 'geprueft';

export const istBeendet = (status: BestattungStatus): boolean =>
  status === 'abgeschlossen' || status === 'abgelehnt' || status === 'storniert';

/** Does it hold its resources? After the burial the grave stays claimed until the Grabakte has taken it over. */
export const haeltRessourcen = (status: BestattungStatus): boolean =>
  status === 'vorgemerkt' || istFreigegeben(status) || status === 'durchgefuehrt';

export const nameVon = (a: Angaben): string =>
  [a.verstorben.vorname, a.verstorben.nachname].filter(Boolean).join(' ');
