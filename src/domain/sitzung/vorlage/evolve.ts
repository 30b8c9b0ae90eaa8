import { assertNever } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import type { EventMeta } from '../../shared/vorgang.ts';
import { evolveUmlauf, isUmlaufEvent } from '../../umlauf/index.ts';
import type { VorlageEvent } from './schema.ts';
import type { Beratung, Vorlage, Vorlagenphase } from './state.ts';
import { aktuelleFassung } from './state.ts';

/** Applies one event; events carry every outcome, so nothing is looked up here. */
export function evolveVorlage(state: Vorlage | null, event: VorlageEvent, meta: EventMeta): Vorlage {
  if (event.type === 'VorlageAngelegt') {
    const { nummer, oeffentlich, einheit, antrag, inhalt, hash } = event;
    return {
      art: 'vorlage',
      nummer,
      phase: 'entwurf',
      oeffentlich,
      einheit,
      verfasser: meta.akteur,
      antrag,
      fassungen: [{ nummer: 1, inhalt, hash, von: meta.akteur, am: meta.zeit, anlass: 'Entwurf' }],
      beratungsfolge: [],
      umlauf: null,
      rueckgaben: [],
      freigabe: null,
      einsicht: [],
      nichtoeffentlicheAnlagen: [],
    };
  }
  if (!state) throw new Error(`${event.type} before VorlageAngelegt`);
  if (isUmlaufEvent(event)) {
    const umlauf = evolveUmlauf(state.umlauf, event);
    return { ...state, umlauf, phase: phaseNach(state.phase, umlauf.status) };
  }
  switch (event.type) {
    case 'FassungGespeichert': {
      const { inhalt, hash, anlass } = event;
      const nummer = state.fassungen.length + 1;
      const fassung = { nummer, inhalt, hash, von: meta.akteur, am: meta.zeit, anlass };
      return { ...state, fassungen: [...state.fassungen, fassung] };
    }
    case 'OeffentlichkeitGesetzt':
      return { ...state, oeffentlich: event.oeffentlich };
    case 'BeratungsfolgeGesetzt': {
      const alt = new Map(state.beratungsfolge.map((b) => [b.id, b]));
      const neu = { sitzung: null, sitzungstag: null, ergebnis: null };
      return {
        ...state,
        beratungsfolge: event.stationen.map((s): Beratung => ({ ...neu, ...alt.get(s.id), ...s })),
      };
    }
    case 'VorlageZurueckgegeben': {
      const fassung = aktuelleFassung(state).nummer;
      const rueckgabe = { grund: event.grund, von: meta.akteur, am: meta.zeit, fassung };
      return {
        ...state,
        phase: 'zurueckgegeben',
        freigabe: null,
        rueckgaben: [...state.rueckgaben, rueckgabe],
      };
    }
    case 'VorlageFreigegeben': {
      const { fassung, hash } = event;
      return { ...state, phase: 'freigegeben', freigabe: { fassung, hash, von: meta.akteur, am: meta.zeit } };
    }
    case 'VorlageZurueckgezogen':
      return { ...state, phase: 'zurueckgezogen' };
    case 'NummerVergeben':
      return { ...state, nummer: event.nummer };
    case 'NichtoeffentlicheAnlageVerzeichnet':
      return {
        ...state,
        nichtoeffentlicheAnlagen: union(state.nichtoeffentlicheAnlagen, [event.anlage]),
      };
    case 'BeratungTerminiert': {
      const { sitzung, sitzungstag } = event;
      return mapBeratung(
        state,
        (b) => b.id === event.beratung,
        (b) => ({ ...b, sitzung, sitzungstag, ergebnis: null }),
      );
    }
    case 'TerminierungZurueckgenommen':
      return mapBeratung(
        state,
        (b) => b.sitzung === event.sitzung && b.ergebnis === null,
        (b) => ({ ...b, sitzung: null, sitzungstag: null }),
      );
    case 'BeratungsergebnisErfasst':
      return mitErgebnis(state, event);
    case 'EinsichtGewaehrt':
      return { ...state, einsicht: union(state.einsicht, event.personen) };
    default:
      return assertNever(event);
  }
}

const phaseNach = (phase: Vorlagenphase, status: NonNullable<Vorlage['umlauf']>['status']): Vorlagenphase => {
  switch (status) {
    case 'laeuft':
    case 'angehalten':
      return 'mitzeichnung';
    case 'abgeschlossen':
      return 'mitgezeichnet';
    case 'zurueckgegeben':
      return 'zurueckgegeben';
    case 'zurueckgezogen':
      return phase === 'mitzeichnung' ? 'entwurf' : phase;
  }
};

const mapBeratung = (
  s: Vorlage,
  which: (b: Beratung) => boolean,
  map: (b: Beratung) => Beratung,
): Vorlage => ({
  ...s,
  beratungsfolge: s.beratungsfolge.map((b) => (which(b) ? map(b) : b)),
});

/** Adjourned or taken off: the stop is free again for the next session. Decided where it counts: done. */
function mitErgebnis(
  state: Vorlage,
  event: Extract<VorlageEvent, { type: 'BeratungsergebnisErfasst' }>,
): Vorlage {
  const { ausgang, text, am } = event;
  const wieder = ausgang === 'vertagt' || ausgang === 'abgesetzt';
  const next = mapBeratung(
    state,
    (b) => b.id === event.beratung,
    (b) => ({
      ...b,
      ...(wieder ? { sitzung: null, sitzungstag: null } : {}),
      ergebnis: wieder ? null : { ausgang, text, am },
    }),
  );
  const massgeblich = next.beratungsfolge.find((b) => b.massgeblich);
  const fertig = massgeblich?.ergebnis && massgeblich.ergebnis.ausgang !== 'offen';
  return fertig ? { ...next, phase: 'erledigt' } : next;
}
