import type { Adressat, PersonId, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import type { Dokumentbezug, Laufwegbezug, SchrittPlan, Signaturnachweis, Zusatz } from './schema.ts';

/**
 * A route on its way, part of the state of a Vorgang. The model follows xdomea: finished steps never change,
 * a route changes only by steps that are new or skipped, and what was signed stays even when superseded.
 */
export interface Umlauf {
  readonly status: Umlaufstatus;
  readonly initiator: PersonId;
  readonly begonnenAm: Zeitpunkt;
  readonly laufweg: Laufwegbezug;
  readonly gruppen: readonly {
    readonly gruppe: number;
    readonly bezeichnung: string;
    readonly quorum: number | null;
  }[];
  readonly schritte: readonly Schritt[];
  readonly erklaerungPflicht: boolean;
  readonly erklaerungen: readonly Erklaerung[];
  readonly rueckfragen: readonly Rueckfrage[];
  readonly rueckgaben: readonly Rueckgabe[];
  readonly erinnerungen: readonly Erinnerung[];
  /** step whose negative decision stopped the route */
  readonly angehaltenDurch: string | null;
  readonly beendet: {
    readonly zeit: Zeitpunkt;
    readonly durch: PersonId | null;
    readonly grund: string;
  } | null;
}

export type Umlaufstatus = 'laeuft' | 'angehalten' | 'abgeschlossen' | 'zurueckgegeben' | 'zurueckgezogen';
export type Schrittstatus = 'zukuenftig' | 'aktuell' | 'erledigt' | 'uebersprungen';

/** Codes of the xdomea list for the status of a Beteiligungsschritt. */
export const XDOMEA_STATUS: Readonly<Record<Schrittstatus, string>> = {
  zukuenftig: '001',
  aktuell: '002',
  erledigt: '003',
  uebersprungen: '004',
};

export interface Schritt extends SchrittPlan {
  /** consecutive, from 1, in the order of the route */
  readonly nummer: number;
  readonly status: Schrittstatus;
  readonly seit: Zeitpunkt | null;
  readonly faellig: Tag | null;
  /** all decisions ever made here, oldest first; at most the last one counts */
  readonly zeichnungen: readonly Zeichnung[];
  readonly uebersprungen: {
    readonly durch: PersonId | null;
    readonly zeit: Zeitpunkt;
    readonly grund: string;
  } | null;
  readonly frueherAn: readonly {
    readonly adressat: Adressat;
    readonly durch: PersonId;
    readonly zeit: Zeitpunkt;
    readonly grund: string;
  }[];
}

export interface Zeichnung {
  readonly person: PersonId;
  readonly name: string;
  readonly funktion: string;
  readonly einheit: string;
  readonly rolle: string;
  readonly wie: 'selbst' | 'i. V.' | 'i. A.';
  readonly fuer: PersonId;
  readonly fuerName: string;
  readonly entscheidung: string;
  readonly entscheidungText: string;
  readonly positiv: boolean;
  readonly bemerkung: string;
  readonly dokumente: readonly Dokumentbezug[];
  readonly nachweis: Signaturnachweis | null;
  readonly zusatz: Zusatz | null;
  readonly zeit: Zeitpunkt;
  /** by what it was superseded; the signature itself stays as it is */
  readonly ersetzt: {
    readonly zeit: Zeitpunkt;
    readonly durch: PersonId;
    readonly grund: string;
  } | null;
}

export interface Erklaerung {
  readonly person: PersonId;
  readonly name: string;
  readonly ergebnis: 'keine' | 'konflikt';
  readonly text: string;
  readonly zeit: Zeitpunkt;
}

export interface Rueckfrage {
  readonly id: string;
  readonly schritt: string;
  readonly von: PersonId;
  readonly an: Adressat;
  readonly text: string;
  readonly zeit: Zeitpunkt;
  readonly antwort: { readonly von: PersonId; readonly text: string; readonly zeit: Zeitpunkt } | null;
}

export interface Rueckgabe {
  readonly durch: PersonId;
  readonly name: string;
  readonly ziel: string;
  readonly grund: string;
  readonly zeit: Zeitpunkt;
}

export interface Erinnerung {
  readonly schritt: string;
  readonly durch: PersonId;
  readonly text: string;
  readonly zeit: Zeitpunkt;
}

export const findSchritt = (u: Umlauf, id: string): Schritt | null =>
  u.schritte.find((s) => s.id === id) ?? null;

/** The decision that counts at a step; null if there is none or it is superseded. */
export const gueltigeZeichnung = (s: Schritt): Zeichnung | null =>
  s.zeichnungen.findLast((z) => z.ersetzt === null) ?? null;

/** All decisions that count, with their steps, in the order of the route. */
export const gueltigeZeichnungen = (
  u: Umlauf,
): readonly { readonly schritt: Schritt; readonly zeichnung: Zeichnung }[] =>
  u.schritte.flatMap((schritt) => {
    const zeichnung = gueltigeZeichnung(schritt);
    return zeichnung ? [{ schritt, zeichnung }] : [];
  });

export const aktuelleSchritte = (u: Umlauf): readonly Schritt[] =>
  u.schritte.filter((s) => s.status === 'aktuell');

/** The last declaration of a person counts. */
export const erklaerungVon = (u: Umlauf, person: PersonId): Erklaerung | null =>
  u.erklaerungen.findLast((e) => e.person === person) ?? null;

export const isOffen = (u: Umlauf): boolean => u.status === 'laeuft' || u.status === 'angehalten';
