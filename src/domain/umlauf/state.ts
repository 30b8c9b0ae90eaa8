import { assertNever } from '../shared/result.ts';
import type { Adressat, PersonId, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import type {
  Dokumentbezug,
  Laufwegbezug,
  SchrittGezeichnet,
  SchrittPlan,
  Signaturnachweis,
  UmlaufEvent,
  Zusatz,
} from './schema.ts';

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

/** Applies one event; null before the first. */
export function evolveUmlauf(u: Umlauf | null, event: UmlaufEvent): Umlauf {
  if (event.type === 'UmlaufBegonnen') {
    return {
      status: 'laeuft',
      initiator: event.initiator,
      begonnenAm: event.zeit,
      laufweg: event.laufweg,
      gruppen: event.gruppen,
      schritte: numbered(event.schritte.map(toSchritt)),
      erklaerungPflicht: event.erklaerungPflicht,
      erklaerungen: [],
      rueckfragen: [],
      rueckgaben: [],
      erinnerungen: [],
      angehaltenDurch: null,
      beendet: null,
    };
  }
  if (u === null) throw new Error(`${event.type} before UmlaufBegonnen`);
  switch (event.type) {
    case 'SchritteAktiviert':
      return mapSchritte(u, (s) => {
        const aktiviert = event.schritte.find((a) => a.id === s.id);
        return aktiviert ? { ...s, status: 'aktuell', seit: event.zeit, faellig: aktiviert.faellig } : s;
      });
    case 'SchrittGezeichnet':
      return mapSchritte(u, (s) =>
        s.id === event.schritt
          ? { ...s, status: 'erledigt', zeichnungen: [...s.zeichnungen, toZeichnung(event)] }
          : s,
      );
    case 'SchrittUebersprungen': {
      const { durch, zeit, grund } = event;
      return mapSchritte(u, (s) =>
        s.id === event.schritt ? { ...s, status: 'uebersprungen', uebersprungen: { durch, zeit, grund } } : s,
      );
    }
    case 'SchrittHinzugefuegt':
      return { ...u, schritte: numbered([...u.schritte, toSchritt(event.schritt)]) };
    case 'SchrittUmadressiert': {
      const { durch, zeit, grund } = event;
      return mapSchritte(u, (s) =>
        s.id === event.schritt
          ? {
              ...s,
              adressat: event.adressat,
              frueherAn: [...s.frueherAn, { adressat: s.adressat, durch, zeit, grund }],
            }
          : s,
      );
    }
    case 'SchrittErinnert': {
      const { type: _, ...erinnerung } = event;
      return { ...u, erinnerungen: [...u.erinnerungen, erinnerung] };
    }
    case 'ErklaerungAbgegeben': {
      const { type: _, ...erklaerung } = event;
      return { ...u, erklaerungen: [...u.erklaerungen, erklaerung] };
    }
    case 'RueckfrageGestellt': {
      const { type: _, ...frage } = event;
      return { ...u, rueckfragen: [...u.rueckfragen, { ...frage, antwort: null }] };
    }
    case 'RueckfrageBeantwortet': {
      const { von, text, zeit } = event;
      return {
        ...u,
        rueckfragen: u.rueckfragen.map((r) =>
          r.id === event.id ? { ...r, antwort: { von, text, zeit } } : r,
        ),
      };
    }
    case 'UmlaufAngehalten':
      return { ...u, status: 'angehalten', angehaltenDurch: event.schritt };
    case 'UmlaufZurueckgegeben':
      return returned(u, event);
    case 'UmlaufAbgeschlossen':
      return { ...u, status: 'abgeschlossen', beendet: { zeit: event.zeit, durch: null, grund: '' } };
    case 'UmlaufZurueckgezogen': {
      const { zeit, durch, grund } = event;
      return { ...u, status: 'zurueckgezogen', beendet: { zeit, durch, grund } };
    }
    default:
      return assertNever(event);
  }
}

function returned(u: Umlauf, event: Extract<UmlaufEvent, { type: 'UmlaufZurueckgegeben' }>): Umlauf {
  const { durch, name, ziel, grund, zeit } = event;
  const next = mapSchritte(u, (s) =>
    event.betroffen.includes(s.id)
      ? {
          ...s,
          status: 'zukuenftig',
          seit: null,
          faellig: null,
          uebersprungen: null,
          zeichnungen: s.zeichnungen.map((z) =>
            z.ersetzt === null ? { ...z, ersetzt: { zeit, durch, grund } } : z,
          ),
        }
      : s,
  );
  return {
    ...next,
    status: ziel === 'initiator' ? 'zurueckgegeben' : 'laeuft',
    angehaltenDurch: null,
    rueckgaben: [...u.rueckgaben, { durch, name, ziel, grund, zeit }],
  };
}

const mapSchritte = (u: Umlauf, map: (s: Schritt) => Schritt): Umlauf => ({
  ...u,
  schritte: u.schritte.map(map),
});

function toZeichnung(event: SchrittGezeichnet): Zeichnung {
  const { type: _, schritt: __, geschehenAm, ...rest } = event;
  return { ...rest, zeit: geschehenAm, ersetzt: null };
}

const toSchritt = (plan: SchrittPlan): Schritt => ({
  ...plan,
  nummer: 0,
  status: 'zukuenftig',
  seit: null,
  faellig: null,
  zeichnungen: [],
  uebersprungen: null,
  frueherAn: [],
});

/** In the order of the groups; within a group in the order they came. */
const numbered = (schritte: readonly Schritt[]): readonly Schritt[] =>
  schritte
    .map((s, i) => [s, i] as const)
    .sort(([a, i], [b, j]) => a.gruppe - b.gruppe || i - j)
    .map(([s], i) => ({ ...s, nummer: i + 1 }));
