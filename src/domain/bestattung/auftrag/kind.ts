import { formatTag, tagOf, uhrzeitOf } from '../../shared/dates.ts';
import { assertNever } from '../../shared/result.ts';
import type { Aufgabe, EventMeta, Kind, Projection, Reaktion } from '../../shared/vorgang.ts';
import { bestattungsartText, ROLLE_VERWALTUNG } from '../begriffe.ts';
import { formatGrab } from '../grab.ts';
import { werteAus } from './auswertung.ts';
import { istQuittiert, letzteQuittung, neueAbgaben, offeneAbgaben } from './kolonnen.ts';
import { decideAuftrag, needsAuftrag } from './decide.ts';
import {
  auftragCommandSchema,
  auftragEventSchema,
  type AuftragCommand,
  type AuftragEvent,
} from './schema.ts';
import { mitMeldung, mitQuittung, type AuftragState } from './state.ts';

export function evolveAuftrag(state: AuftragState | null, e: AuftragEvent, meta: EventMeta): AuftragState {
  if (e.type === 'AuftragErteilt') {
    return {
      bestattung: e.bestattung,
      nummer: e.nummer,
      fassung: e.fassung,
      fassungAm: meta.zeit,
      inhalt: e.inhalt,
      zurueckgezogen: null,
      abgeschlossen: false,
      meldungen: state?.meldungen ?? [],
      quittungen: state?.quittungen ?? [],
      aufgehoben: state?.aufgehoben ?? [],
      geklaert: state?.geklaert ?? [],
      ...(state ? { abgegeben: neueAbgaben(state, e, meta.zeit) } : {}),
    };
  }
  if (state === null) throw new Error(`${e.type} before AuftragErteilt`);
  switch (e.type) {
    case 'AuftragZurueckgezogen':
      return {
        ...state,
        fassung: e.fassung,
        fassungAm: meta.zeit,
        zurueckgezogen: { anlass: e.anlass, grund: e.grund, zeit: meta.zeit },
        aufbewahrenBis: e.aufbewahrenBis,
      };
    case 'AuftragAbgeschlossen':
      return { ...state, abgeschlossen: true, aufbewahrenBis: e.aufbewahrenBis };
    case 'AuftragQuittiert':
      return {
        ...state,
        quittungen: mitQuittung(state.quittungen, {
          fassung: e.fassung,
          person: e.person,
          zeit: e.geschehenAm,
          kolonne: e.kolonne,
        }),
      };
    case 'SchrittGemeldet':
    case 'GrabpruefungGemeldet':
    case 'AbweichungGemeldet':
    case 'NichtDurchfuehrungGemeldet':
      return { ...state, meldungen: mitMeldung(state.meldungen, e) };
    case 'StoppAufgehoben':
      return { ...state, aufgehoben: vereinige(state.aufgehoben, e.meldungen) };
    case 'KlaerungErledigt':
      return { ...state, geklaert: vereinige(state.geklaert, e.schluessel) };
    default:
      return assertNever(e);
  }
}

const vereinige = (a: readonly string[], b: readonly string[]): readonly string[] =>
  [...new Set([...a, ...b])].sort();

/** The office sees progress without looking into the order. */
function react(e: AuftragEvent, state: AuftragState): readonly Reaktion[] {
  if (e.type === 'AuftragZurueckgezogen' || e.type === 'AuftragAbgeschlossen') return [];
  // The office learns by itself of every version it made; only of a crew that lost the order it must be told.
  if (e.type === 'AuftragErteilt' && offeneAbgaben(state).length === 0) return [];
  return [{ art: 'bestattung', vorgang: state.bestattung, command: { type: 'applyAuftragsstand' } }];
}

function projectAuftrag(state: AuftragState): Projection {
  const { inhalt } = state;
  const { einsatz } = inhalt;
  const a = werteAus(state);
  const grab = einsatz.grab?.schluessel ?? '';
  return {
    nummer: state.nummer,
    titel: `${inhalt.name}, Grab ${grab}`,
    untertitel: `${bestattungsartText[inhalt.bestattungsart]}, ${einsatz.friedhofName}, Fassung ${state.fassung}`,
    status: statusText(state, a),
    faellig: tagOf(inhalt.beginn),
    aufgaben: aufgaben(state, a),
    termine: [
      {
        beginn: inhalt.beginn,
        ende: einsatz.ablauf.ende,
        text: `${bestattungsartText[inhalt.bestattungsart]} ${inhalt.name}`,
        ort: `${einsatz.friedhofName}, ${formatGrab(grab)}`,
        status: statusText(state, a),
        fuer: [{ einheit: einsatz.kolonneEinheit }],
      },
    ],
    suchtext: [
      state.nummer ?? '',
      inhalt.name,
      grab,
      einsatz.friedhofName,
      einsatz.kolonneName,
      inhalt.bestatter.name,
    ].join(' '),
    // A crew that lost the order sees it until it has acknowledged that.
    lesbar: [
      `rolle:${ROLLE_VERWALTUNG}`,
      `kolonne:${einsatz.kolonne}`,
      `einheit:${einsatz.kolonneEinheit}`,
      ...offeneAbgaben(state).flatMap((x) => [`kolonne:${x.kolonne}`, `einheit:${x.einheit}`]),
    ],
    abgeschlossen: state.abgeschlossen || istErledigt(state, a),
    felder: {
      name: inhalt.name,
      bestattungsart: bestattungsartText[inhalt.bestattungsart],
      friedhof: einsatz.friedhofName,
      grab,
      halle: einsatz.halleName,
      kolonne: einsatz.kolonneName,
      bagger: einsatz.baggerName,
      beginn: inhalt.beginn,
      ende: einsatz.ablauf.ende,
      aushubBeginn: einsatz.ablauf.aushubBeginn,
      stand: a.stand,
      fassung: state.fassung,
      quittiert: letzteQuittung(state)?.fassung ?? null,
    },
    merkmale: [
      `bestattung:${state.bestattung}`,
      `kolonne:${einsatz.kolonne}`,
      `kolonne:${einsatz.kolonne}:${tagOf(inhalt.beginn)}`,
    ],
  };
}

/** A withdrawn order stays on the crew's list until the crew has acknowledged that it is off. */
const istErledigt = (state: AuftragState, a: ReturnType<typeof werteAus>): boolean =>
  state.zurueckgezogen !== null &&
  a.klaerung.length === 0 &&
  istQuittiert(state) &&
  offeneAbgaben(state).length === 0;

function statusText(state: AuftragState, a: ReturnType<typeof werteAus>): Projection['status'] {
  if (state.zurueckgezogen)
    return state.zurueckgezogen.anlass === 'storniert'
      ? { code: 'storniert', text: 'Storniert', stufe: 'ruht' }
      : { code: 'verlegt', text: 'Verlegt, Termin offen', stufe: 'warnung' };
  if (state.abgeschlossen) return { code: 'abgeschlossen', text: 'Abgeschlossen', stufe: 'ruht' };
  if (a.stopps.length > 0) return { code: 'gestoppt', text: 'Arbeit gestoppt', stufe: 'fehler' };
  switch (a.stand) {
    case 'offen':
      return { code: 'offen', text: 'Freigegeben', stufe: 'laeuft' };
    case 'vorbereitet':
      return { code: 'vorbereitet', text: 'Vorbereitet', stufe: 'laeuft' };
    case 'geprueft':
      return { code: 'geprueft', text: 'Grab geprüft', stufe: 'laeuft' };
    case 'durchgefuehrt':
      return { code: 'durchgefuehrt', text: 'Durchgeführt', stufe: 'gut' };
    default:
      return assertNever(a.stand);
  }
}

function aufgaben(state: AuftragState, a: ReturnType<typeof werteAus>): readonly Aufgabe[] {
  if (state.abgeschlossen) return [];
  const { inhalt } = state;
  const fuer = { einheit: inhalt.einsatz.kolonneEinheit };
  const liste: Aufgabe[] = [];
  for (const x of offeneAbgaben(state))
    liste.push({
      id: `abgabe-${x.kolonne}-${x.fassung}`,
      fuer: { einheit: x.einheit },
      art: 'kenntnis',
      text: `${inhalt.name}: jetzt bei ${inhalt.einsatz.kolonneName}, nicht ausführen, bitte quittieren`,
      faellig: tagOf(x.seit),
      seit: x.seit,
    });
  if (!istQuittiert(state))
    liste.push({
      id: `quittieren-${state.fassung}`,
      fuer,
      art: 'kenntnis',
      text: state.zurueckgezogen
        ? `${inhalt.name}: Auftrag ${state.zurueckgezogen.anlass}, bitte quittieren`
        : `${inhalt.name}: Fassung ${state.fassung} quittieren`,
      faellig: tagOf(state.fassungAm),
      seit: state.fassungAm,
    });
  if (state.zurueckgezogen) return liste;
  if (a.stand === 'offen')
    liste.push({
      id: 'vorbereiten',
      fuer,
      art: 'melden',
      text: `Grab ${inhalt.einsatz.grab?.schluessel ?? ''} vorbereiten: ${inhalt.name}`,
      faellig: tagOf(inhalt.einsatz.ablauf.aushubBeginn),
      uhrzeit: uhrzeitOf(inhalt.einsatz.ablauf.aushubBeginn),
      seit: state.fassungAm,
    });
  else if (a.stand !== 'durchgefuehrt')
    liste.push({
      id: 'beisetzen',
      fuer,
      art: 'melden',
      text: `${bestattungsartText[inhalt.bestattungsart]} ${inhalt.name}, ${inhalt.einsatz.friedhofName} am ${formatTag(tagOf(inhalt.beginn))}`,
      faellig: tagOf(inhalt.beginn),
      uhrzeit: uhrzeitOf(inhalt.beginn),
      seit: state.fassungAm,
    });
  return liste;
}

export const auftragKind: Kind<AuftragState, AuftragCommand, AuftragEvent> = {
  art: 'arbeitsauftrag',
  bezeichnung: 'Arbeitsauftrag',
  stateVersion: 1,
  commandSchema: auftragCommandSchema,
  eventSchema: auftragEventSchema,
  needs: needsAuftrag,
  decide: decideAuftrag,
  evolve: evolveAuftrag,
  react: (event, state) => react(event, state),
  project: (state) => projectAuftrag(state),
  retention: (state) =>
    state.aufbewahrenBis
      ? {
          bis: state.aufbewahrenBis,
          grund: 'Nachweis der Grabprüfungen, so lange wie die Bestattung (Muster, nicht geprüft)',
        }
      : null,
  documents: (state) => [...new Set(state.meldungen.flatMap((m) => (m.foto === null ? [] : [m.foto])))],
  meldungen: new Set([
    'acknowledgeAuftrag',
    'reportSchritt',
    'reportGrabpruefung',
    'reportAbweichung',
    'reportNichtDurchgefuehrt',
  ]),
};
