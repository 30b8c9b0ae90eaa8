import { assertNever } from '../shared/result.ts';
import type { SchrittGezeichnet, SchrittPlan, UmlaufEvent } from './schema.ts';
import type { Schritt, Umlauf, Zeichnung } from './state.ts';

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
