import { assertNever } from '../../shared/result.ts';
import type { EventMeta } from '../../shared/vorgang.ts';
import { evolveVerlauf, isVerlaufEvent } from '../verlauf/state.ts';
import { mitBerichtigung } from './decide-anwesenheit.ts';
import type { SitzungEvent } from './schema.ts';
import type { Sitzung, Top } from './state.ts';
import { insertTop, moveTop, nummern } from './tagesordnung.ts';

const STANDARD = {
  teil: 'oeffentlich',
  topArt: 'standard',
  bezug: null,
  bezugNummer: null,
  beschlussvorschlag: [],
  beratung: null,
  beratungsrolle: null,
  nummer: null,
  nachtragGrund: null,
  erweiterung: null,
} as const;

function angelegt(event: Extract<SitzungEvent, { type: 'SitzungAngelegt' }>): Sitzung {
  return {
    art: 'sitzung',
    gremium: event.gremium,
    gremiumName: event.gremiumName,
    nichtoeffentlicheSitzung: event.nichtoeffentlicheSitzung,
    titel: event.titel,
    beginn: event.beginn,
    ort: event.ort,
    form: event.form,
    wiederholungVon: event.wiederholungVon,
    phase: 'planung',
    absagegrund: null,
    tagesordnung: event.standardTops.map((t) => ({ ...STANDARD, ...t })),
    letzterLadungstag: event.letzterLadungstag,
    einladung: null,
    zustellungen: [],
    nachtraege: [],
    nachtragOffen: false,
    bekanntmachung: null,
    oeffentlichesPaket: null,
    leitung: null,
    schriftfuehrung: null,
    eroeffnetUm: null,
    beendetUm: null,
    anwesenheit: [],
    feststellungen: [],
    abgelehnteErweiterungen: [],
    verlauf: {},
    warnungen: [],
  };
}

/** Applies one event; events carry every outcome, so nothing is looked up here. */
export function evolveSitzung(state: Sitzung | null, event: SitzungEvent, meta: EventMeta): Sitzung {
  if (event.type === 'SitzungAngelegt') return angelegt(event);
  if (!state) throw new Error(`${event.type} before SitzungAngelegt`);
  if (isVerlaufEvent(event)) return { ...state, verlauf: evolveVerlauf(state.verlauf, event, meta) };
  switch (event.type) {
    case 'SitzungGeaendert': {
      const { type: _, ...daten } = event;
      return { ...state, ...daten };
    }
    case 'SitzungAbgesagt':
      return { ...state, phase: 'abgesagt', absagegrund: event.grund };
    case 'TopHinzugefuegt': {
      const { type: _, vor, warnungen, ...top } = event;
      return {
        ...state,
        tagesordnung: insertTop(state.tagesordnung, top, vor),
        nachtragOffen: state.nachtragOffen || event.nachtragGrund !== null,
        warnungen: [...state.warnungen, ...warnungen],
      };
    }
    case 'ErweiterungAbgelehnt': {
      const { type: _, ...abgelehnt } = event;
      return { ...state, abgelehnteErweiterungen: [...state.abgelehnteErweiterungen, abgelehnt] };
    }
    case 'TopUmbenannt':
      return { ...state, tagesordnung: mapTop(state, event.top, (t) => ({ ...t, titel: event.titel })) };
    case 'TopVerschoben':
      return { ...state, tagesordnung: moveTop(state.tagesordnung, event.top, event.vor) };
    case 'TopEntfernt':
      return { ...state, tagesordnung: state.tagesordnung.filter((t) => t.id !== event.top) };
    case 'EinladungVersandt': {
      const gesetzt = nummern(state.tagesordnung);
      return {
        ...state,
        phase: 'eingeladen',
        tagesordnung: state.tagesordnung.map((t) => ({
          ...t,
          nummer: event.nummern[t.id] ?? gesetzt[t.id] ?? null,
        })),
        einladung: {
          dokument: event.dokument,
          versandtAm: meta.zeit,
          letzterTag: event.letzterTag,
          verkuerzungGrund: event.verkuerzungGrund,
          norm: event.norm,
        },
        zustellungen: event.versand.map((v) => ({ ...v, zugestellt: null })),
        warnungen: [...state.warnungen, ...event.warnungen],
      };
    }
    case 'ZustellungErfasst': {
      const { um, nachweis, dokument, weg } = event;
      return {
        ...state,
        zustellungen: state.zustellungen.map((z) =>
          z.person === event.person ? { ...z, weg, zugestellt: { um, nachweis, dokument } } : z,
        ),
      };
    }
    case 'NachtragVersandt':
      return {
        ...state,
        nachtragOffen: false,
        nachtraege: [...state.nachtraege, { dokument: event.dokument, versandtAm: meta.zeit }],
      };
    case 'BekanntmachungVeroeffentlicht':
      return {
        ...state,
        bekanntmachung: { dokument: event.dokument, wo: event.wo, am: meta.zeit },
        warnungen: [...state.warnungen, ...(event.warnungen ?? [])],
      };
    case 'PaketFreigegeben':
      return {
        ...state,
        oeffentlichesPaket: { dokument: event.dokument, seiten: event.seiten, am: meta.zeit },
      };
    case 'SitzungEroeffnet':
      return {
        ...state,
        phase: 'laufend',
        leitung: event.leitung,
        schriftfuehrung: event.schriftfuehrung,
        eroeffnetUm: event.um,
        warnungen: [...state.warnungen, ...event.warnungen],
      };
    case 'AnwesenheitErfasst':
      return { ...state, anwesenheit: nachAnwesenheit(state, event) };
    case 'AnwesenheitBerichtigt':
      return { ...state, anwesenheit: mitBerichtigung(state, event) };
    case 'BeschlussfaehigkeitFestgestellt': {
      const { um, ergebnis, grund } = event;
      const feststellungen = [...state.feststellungen, { um, ergebnis, grund }];
      return { ...state, feststellungen: feststellungen.sort((a, b) => a.um.localeCompare(b.um)) };
    }
    case 'SitzungBeendet':
      return { ...state, phase: 'beendet', beendetUm: event.um };
    case 'SitzungAbgeschlossen':
      return { ...state, phase: 'abgeschlossen' };
    default:
      return assertNever(event);
  }
}

const mapTop = (s: Sitzung, id: string, map: (t: Top) => Top): readonly Top[] =>
  s.tagesordnung.map((t) => (t.id === id ? map(t) : t));

function nachAnwesenheit(
  state: Sitzung,
  event: Extract<SitzungEvent, { type: 'AnwesenheitErfasst' }>,
): Sitzung['anwesenheit'] {
  if (event.richtung === 'kommt')
    return [
      ...state.anwesenheit,
      { person: event.person, von: event.um, bis: null, vertritt: event.vertritt },
    ];
  return state.anwesenheit.map((a) =>
    a.person === event.person && a.bis === null ? { ...a, bis: event.um } : a,
  );
}
