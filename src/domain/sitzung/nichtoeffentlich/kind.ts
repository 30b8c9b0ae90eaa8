import { formatTag, tagOf } from '../../shared/dates.ts';
import { assertNever } from '../../shared/result.ts';
import type {
  EventMeta,
  FactQuery,
  Kind,
  Projection,
  Reaktion,
  Sha256,
  VorgangId,
} from '../../shared/vorgang.ts';
import { dokumentQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { reaktion } from '../reaktion.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST, VERZEICHNIS } from '../rollen.ts';
import { artOf } from '../sitzung/kind.ts';
import { TABELLE } from '../tabellen.ts';
import { VERLAUF_MELDUNGEN } from '../verlauf/schema.ts';
import { evolveVerlauf, isVerlaufEvent } from '../verlauf/state.ts';
import { decideNichtoeffentlich } from './decide.ts';
import { zNichtoeffentlichCommand, zNichtoeffentlichEvent } from './schema.ts';
import type { NichtoeffentlichCommand, NichtoeffentlichEvent } from './schema.ts';
import type { NichtoeffentlicheSitzung } from './state.ts';
import { offeneTreffer } from './state.ts';

type Noe = NichtoeffentlicheSitzung;

/** What changes the agenda is tried on the session first, so that the reaction cannot fail. */
const FUEHREN: ReadonlySet<string> = new Set([
  'addNichtoeffentlichenTop',
  'changeNichtoeffentlichenTop',
  'removeNichtoeffentlichenTop',
]);

function needs(state: Noe | null, command: NichtoeffentlichCommand): readonly FactQuery[] {
  const out: FactQuery[] = [VERZEICHNIS];
  if ('dokument' in command && typeof command.dokument === 'string')
    out.push(dokumentQuery(command.dokument));
  if (command.type === 'addNichtoeffentlichenTop' && command.bezug) out.push(vorgangQuery(command.bezug));
  if (state && FUEHREN.has(command.type)) out.push(vorgangQuery(state.sitzung), vorgangQuery(state.gremium));
  if (state && 'top' in command) {
    out.push(vorgangQuery(state.sitzung), vorgangQuery(state.gremium), tabelleQuery(TABELLE.stimmrecht));
    const bezug = state.punkte.find((p) => p.id === command.top)?.bezug;
    if (bezug) out.push(vorgangQuery(bezug));
  }
  return out;
}

function evolve(state: Noe | null, event: NichtoeffentlichEvent, meta: EventMeta): Noe {
  if (event.type === 'NichtoeffentlicheSitzungAngelegt') {
    const { type: _, ...angaben } = event;
    return {
      art: 'sitzung_nichtoeffentlich',
      ...angaben,
      abgeschlossen: false,
      punkte: [],
      berechtigt: [],
      verlauf: {},
      leckpruefung: null,
      freigegebenesPaket: null,
      vollstaendigesPaket: null,
    };
  }
  if (!state) throw new Error(`${event.type} before NichtoeffentlicheSitzungAngelegt`);
  if (isVerlaufEvent(event)) return { ...state, verlauf: evolveVerlauf(state.verlauf, event, meta) };
  switch (event.type) {
    case 'BeginnGeaendert':
      return { ...state, beginn: event.beginn };
    case 'NichtoeffentlicheSitzungAbgesagt':
    case 'NichtoeffentlicheSitzungAbgeschlossen':
      return { ...state, abgeschlossen: true };
    case 'EinsichtGewaehrt':
      return { ...state, berechtigt: [...new Set([...state.berechtigt, ...event.personen])] };
    case 'NichtoeffentlicherTopHinzugefuegt': {
      const {
        id,
        topArt,
        titel,
        neutralerTitel,
        bezug,
        beratung,
        bezugNummer,
        beschlussvorschlag,
        begriffe,
      } = event;
      const punkt = {
        id,
        topArt,
        titel,
        neutralerTitel,
        bezug,
        beratung,
        bezugNummer,
        beschlussvorschlag,
        begriffe,
      };
      // what was checked before knows nothing of this item
      return { ...state, punkte: [...state.punkte, punkt], freigegebenesPaket: null };
    }
    case 'NichtoeffentlicherTopGeaendert':
      return {
        ...state,
        punkte: state.punkte.map((p) =>
          p.id === event.id
            ? { ...p, titel: event.titel, neutralerTitel: event.neutralerTitel, begriffe: event.begriffe }
            : p,
        ),
        leckpruefung: null,
        freigegebenesPaket: null,
      };
    case 'NichtoeffentlicherTopEntfernt':
      return { ...state, punkte: state.punkte.filter((p) => p.id !== event.id) };
    case 'LeckpruefungErfasst': {
      const { type: _, treffer, ...angaben } = event;
      return {
        ...state,
        leckpruefung: {
          ...angaben,
          am: meta.zeit,
          von: meta.akteur,
          treffer: treffer.map((t) => ({ ...t, aufhebungen: [] })),
        },
        freigegebenesPaket: null,
      };
    }
    case 'TrefferAufgehoben': {
      if (!state.leckpruefung) return state;
      const aufhebung = { von: meta.akteur, grund: event.grund, am: meta.zeit };
      const treffer = state.leckpruefung.treffer.map((t) =>
        t.id === event.treffer ? { ...t, aufhebungen: [...t.aufhebungen, aufhebung] } : t,
      );
      return { ...state, leckpruefung: { ...state.leckpruefung, treffer } };
    }
    case 'OeffentlichesPaketFreigegeben':
      return { ...state, freigegebenesPaket: event.dokument };
    case 'VollstaendigesPaketErfasst':
      return { ...state, vollstaendigesPaket: { dokument: event.dokument, am: meta.zeit } };
    default:
      return assertNever(event);
  }
}

function react(event: NichtoeffentlichEvent, state: Noe): readonly Reaktion[] {
  const sitzung = (command: Reaktion['command'] & Readonly<Record<string, unknown>>) =>
    reaktion('sitzung', state.sitzung, command);
  const paper = (
    topArt: Noe['punkte'][number]['topArt'],
    bezug: VorgangId | null,
    command: Reaktion['command'] & Readonly<Record<string, unknown>>,
  ) => {
    const art = artOf(topArt);
    return art === null || bezug === null ? [] : [reaktion(art, bezug, command)];
  };
  switch (event.type) {
    case 'NichtoeffentlicherTopHinzugefuegt': {
      const { id, neutralerTitel: titel, vor, nachtragGrund, erweiterung } = event;
      return [
        sitzung({ type: 'addTopHuelle', id, titel, vor, nachtragGrund, erweiterung }),
        ...paper(event.topArt, event.bezug, {
          type: 'recordTerminierung',
          beratung: event.beratung,
          sitzung: state.sitzung,
          sitzungstag: event.sitzungstag,
        }),
      ];
    }
    case 'BeginnGeaendert':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, {
          type: 'recordTerminierung',
          beratung: p.beratung,
          sitzung: state.sitzung,
          sitzungstag: tagOf(event.beginn),
        }),
      );
    case 'NichtoeffentlicherTopGeaendert':
      return [sitzung({ type: 'renameTopHuelle', top: event.id, titel: event.neutralerTitel })];
    case 'NichtoeffentlicherTopEntfernt':
      return [
        // the reason may tell what the neutral title hides
        sitzung({ type: 'removeTopHuelle', top: event.id, grund: '' }),
        ...paper(event.topArt, event.bezug, { type: 'withdrawTerminierung', sitzung: state.sitzung }),
      ];
    case 'NichtoeffentlicheSitzungAbgesagt':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, { type: 'withdrawTerminierung', sitzung: state.sitzung }),
      );
    case 'EinsichtGewaehrt':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, { type: 'grantEinsicht', personen: event.personen }),
      );
    case 'OeffentlichesPaketFreigegeben':
      return [sitzung({ type: 'recordPaketfreigabe', dokument: event.dokument, seiten: event.seiten })];
    case 'NichtoeffentlicheSitzungAbgeschlossen':
      return event.ergebnisse.flatMap((e) =>
        paper(e.bezugArt, e.bezug, {
          type: 'recordBeratungsergebnis',
          sitzung: state.sitzung,
          beratung: e.beratung,
          ausgang: e.ausgang,
          text: e.text,
          am: event.am ?? state.beginn,
        }),
      );
    default:
      return [];
  }
}

/** Readable for the council office, the mayor and, once invited, the members of the body: nobody else. */
function project(s: Noe): Projection {
  const offen = s.leckpruefung ? offeneTreffer(s.leckpruefung).length : 0;
  const tag = tagOf(s.beginn);
  return {
    nummer: null,
    titel: `${s.gremiumName}, ${formatTag(tag)}, nichtöffentlicher Teil`,
    untertitel: `${s.punkte.length} Punkte`,
    status: s.abgeschlossen
      ? { code: 'abgeschlossen', text: 'abgeschlossen', stufe: 'gut' }
      : offen > 0
        ? { code: 'leck', text: 'Treffer im öffentlichen Paket', stufe: 'fehler' }
        : { code: 'offen', text: 'nichtöffentlich', stufe: 'laeuft' },
    faellig: null,
    aufgaben:
      offen > 0
        ? [
            {
              id: 'leck',
              fuer: { rolle: SITZUNGSDIENST },
              art: 'pruefen',
              text: `Treffer im öffentlichen Paket prüfen (${offen})`,
              faellig: tag,
              seit: s.leckpruefung?.am ?? s.beginn,
            },
          ]
        : [],
    termine: [],
    suchtext: s.punkte.map((p) => `${p.titel} ${p.bezugNummer ?? ''}`).join(' '),
    lesbar: [
      `rolle:${SITZUNGSDIENST}`,
      `rolle:${SCHRIFTFUEHRUNG}`,
      `rolle:${BUERGERMEISTER}`,
      ...s.berechtigt.map((p) => `person:${p}`),
    ],
    abgeschlossen: s.abgeschlossen,
    felder: { gremium: s.gremiumName, datum: tag, punkte: s.punkte.length },
    merkmale: [`sitzung:${s.sitzung}`],
  };
}

const documents = (s: Noe): readonly Sha256[] =>
  [
    s.leckpruefung?.dokument,
    s.vollstaendigesPaket?.dokument,
    ...Object.values(s.verlauf).flatMap((v) => v.tischvorlagen.map((t) => t.sha256)),
  ].filter((d): d is Sha256 => typeof d === 'string');

export const nichtoeffentlichKind: Kind<Noe, NichtoeffentlichCommand, NichtoeffentlichEvent> = {
  art: 'sitzung_nichtoeffentlich',
  bezeichnung: 'Nichtöffentlicher Teil einer Sitzung',
  stateVersion: 1,
  commandSchema: zNichtoeffentlichCommand,
  eventSchema: zNichtoeffentlichEvent,
  needs,
  decide: decideNichtoeffentlich,
  evolve,
  react,
  project,
  documents,
  meldungen: new Set<string>(VERLAUF_MELDUNGEN),
};
