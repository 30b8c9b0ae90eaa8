import type { EventMeta, FactQuery, Kind, Projection, Reaktion, VorgangId } from '../../shared/vorgang.ts';
import { assertNever } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import { needsNummer } from '../../stammdaten/nummernkreise.ts';
import {
  aufgabenOf,
  evolveUmlauf,
  faelligOf,
  isUmlaufCommand,
  isUmlaufEvent,
  lesbarOf,
  needsUmlauf,
  umlaufMeldungen,
} from '../../umlauf/index.ts';
import { beratungQueries } from '../beratung/decide.ts';
import { merkmalQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { reaktion } from '../reaktion.ts';
import { BUERGERMEISTER, SITZUNGSDIENST, VERZEICHNIS } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import { plainText } from '../text/bloecke.ts';
import { decideVorlage, umlaufKontext } from './decide.ts';
import { zVorlageCommand, zVorlageEvent } from './schema.ts';
import type { VorlageCommand, VorlageEvent } from './schema.ts';
import type { Beratung, Vorlage, Vorlagenphase } from './state.ts';
import { aktuelleFassung } from './state.ts';

function needs(state: Vorlage | null, command: VorlageCommand): readonly FactQuery[] {
  const base = [VERZEICHNIS];
  if (command.type === 'createVorlage') return [...base, ...needsNummer('vorlage', command.jahr)];
  if (state && isUmlaufCommand(command)) return [...base, ...needsUmlauf(command, umlaufKontext(state))];
  switch (command.type) {
    case 'setBeratungsfolge':
      return [...base, ...command.stationen.map((s) => vorgangQuery(s.gremium))];
    case 'startMitzeichnung':
      return [...base, tabelleQuery(TABELLE.laufwege)];
    case 'registerNichtoeffentlicheAnlage':
      return [...base, vorgangQuery(command.anlage)];
    case 'assignNummer':
      return [
        ...base,
        ...needsNummer('vorlage', command.jahr),
        ...(command.vonHand === null ? [] : [merkmalQuery('vorlage', `nummer:${command.vonHand}`)]),
      ];
    default:
      return [...base, ...beratungQueries(command)];
  }
}

function evolve(state: Vorlage | null, event: VorlageEvent, meta: EventMeta): Vorlage {
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

/** Non-public annexes learn who may read; an Antrag that became this Vorlage learns of it. */
function react(event: VorlageEvent, state: Vorlage, vorgang: VorgangId): readonly Reaktion[] {
  if (event.type === 'EinsichtGewaehrt')
    return state.nichtoeffentlicheAnlagen.map((a) =>
      reaktion('anlage_nichtoeffentlich', a, { type: 'grantEinsicht', personen: event.personen }),
    );
  if (event.type === 'VorlageAngelegt' && event.antrag)
    return [reaktion('antrag', event.antrag, { type: 'linkVorlage', vorlage: vorgang })];
  return [];
}

const STATUS: Readonly<Record<Vorlagenphase, Projection['status']>> = {
  entwurf: { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' },
  mitzeichnung: { code: 'mitzeichnung', text: 'in Mitzeichnung', stufe: 'laeuft' },
  zurueckgegeben: { code: 'zurueckgegeben', text: 'zurückgegeben', stufe: 'warnung' },
  mitgezeichnet: { code: 'mitgezeichnet', text: 'mitgezeichnet, Freigabe offen', stufe: 'wartet' },
  freigegeben: { code: 'freigegeben', text: 'freigegeben', stufe: 'gut' },
  erledigt: { code: 'erledigt', text: 'erledigt', stufe: 'ruht' },
  zurueckgezogen: { code: 'zurueckgezogen', text: 'zurückgezogen', stufe: 'ruht' },
};

export function projectVorlage(v: Vorlage): Projection {
  const f = aktuelleFassung(v);
  const naechste = v.beratungsfolge.find((b) => b.sitzungstag !== null && b.ergebnis === null);
  const frei = v.phase === 'freigegeben' || v.phase === 'erledigt';
  const eigene: Projection['aufgaben'] = [
    ...(v.phase === 'zurueckgegeben' && v.umlauf?.status !== 'zurueckgegeben'
      ? [
          {
            id: 'ueberarbeiten',
            fuer: { person: v.verfasser },
            art: 'bearbeiten' as const,
            text: `Überarbeiten: ${v.rueckgaben.at(-1)?.grund ?? ''}`,
            faellig: null,
            seit: v.rueckgaben.at(-1)?.am ?? f.am,
          },
        ]
      : []),
    ...(v.phase === 'mitgezeichnet'
      ? [
          {
            id: 'freigabe',
            fuer: { rolle: SITZUNGSDIENST },
            art: 'entscheiden' as const,
            text: 'Vorlage freigeben',
            faellig: null,
            seit: v.umlauf?.beendet?.zeit ?? f.am,
          },
        ]
      : []),
  ];
  return {
    nummer: v.nummer,
    titel: f.inhalt.betreff,
    untertitel: v.beratungsfolge.map((b) => b.gremiumName).join(' → '),
    status: STATUS[v.phase],
    faellig: faelligOf(v.umlauf) ?? naechste?.sitzungstag ?? null,
    aufgaben: [
      ...(v.phase === 'mitzeichnung' || v.phase === 'zurueckgegeben' ? aufgabenOf(v.umlauf) : []),
      ...eigene,
    ],
    termine: [],
    suchtext: [
      f.inhalt.betreff,
      plainText(f.inhalt.beschlussvorschlag),
      plainText(f.inhalt.sachverhalt),
      ...f.inhalt.anlagen.map((a) => a.bezeichnung),
    ].join('\n'),
    lesbar:
      frei && v.oeffentlich
        ? ['alle']
        : [
            ...new Set([
              `person:${v.verfasser}`,
              `einheit:${v.einheit}`,
              `rolle:${SITZUNGSDIENST}`,
              `rolle:${BUERGERMEISTER}`,
              ...lesbarOf(v.umlauf),
              ...v.einsicht.map((p) => `person:${p}`),
            ]),
          ],
    abgeschlossen: v.phase === 'erledigt' || v.phase === 'zurueckgezogen',
    felder: {
      nummer: v.nummer,
      beratungsart: v.oeffentlich ? 'öffentlich' : 'nichtöffentlich',
      fassung: f.nummer,
      naechsteSitzung: naechste?.sitzungstag ?? null,
      gremien: v.beratungsfolge.map((b) => b.gremiumName).join(', '),
    },
    merkmale: [
      ...(v.nummer === null ? [] : [`nummer:${v.nummer}`]),
      ...v.beratungsfolge.filter((b) => b.sitzung === null).map((b) => `beratungsreif:${b.gremium}`),
      ...(v.antrag ? [`antrag:${v.antrag}`] : []),
    ],
  };
}

export const vorlageKind: Kind<Vorlage, VorlageCommand, VorlageEvent> = {
  art: 'vorlage',
  bezeichnung: 'Vorlage',
  stateVersion: 1,
  commandSchema: zVorlageCommand,
  eventSchema: zVorlageEvent,
  needs,
  decide: decideVorlage,
  evolve,
  react,
  project: projectVorlage,
  series: (event) =>
    (event.type === 'VorlageAngelegt' || event.type === 'NummerVergeben') && event.nummer !== null
      ? event.serie
      : null,
  erasedWith: (s) => s.nichtoeffentlicheAnlagen,
  documents: (v) => [...new Set(v.fassungen.flatMap((f) => f.inhalt.anlagen.map((a) => a.sha256)))],
  meldungen: umlaufMeldungen,
  // a version is always written on the one its author had open, never over somebody else's
  nurAufAktuellemStand: new Set(['saveFassung']),
};
