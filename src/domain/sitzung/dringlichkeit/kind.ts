import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Aufgabe, EventMeta, FactQuery, Facts, Kind, Projection } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { findPerson, hasRolle } from '../../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { needsNummer, nextNummer } from '../../stammdaten/nummernkreise.ts';
import {
  dokumentQuery,
  requireDokument,
  requireVorgang,
  tabelleAm,
  tabelleQuery,
  vorgangQuery,
} from '../fakten.ts';
import { findMitglied, unterschriftsregel } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import {
  erfuelltNiveau,
  judgeSignatur,
  recheckUnterschrift,
  signaturQueries,
} from '../niederschrift/unterschrift.ts';
import type { Unterschrift } from '../niederschrift/unterschrift.ts';
import { BUERGERMEISTER, SITZUNGSDIENST, VERZEICHNIS, nameOf, requireSitzungsdienst } from '../rollen.ts';
import { requirePdf } from '../sitzung/decide-ladung.ts';
import { TABELLE } from '../tabellen.ts';
import type { Unterschriftentabelle } from '../tabellen.ts';
import { isLeer, plainText } from '../text/bloecke.ts';
import { beratungEvent } from '../vorlage/decide.ts';
import { zDringlichkeitCommand, zDringlichkeitEvent } from './schema.ts';
import type { DringlichkeitCommand, DringlichkeitEvent } from './schema.ts';
import type { Dringlichkeitsentscheidung } from './state.ts';

type State = Dringlichkeitsentscheidung;
type Antwort = Result<readonly DringlichkeitEvent[], Rejection>;
type Befehl<T extends DringlichkeitCommand['type']> = Extract<DringlichkeitCommand, { type: T }>;
type Rolle = 'buergermeister' | 'mitglied';

const SERIE = 'dringlichkeitsentscheidung';

function needs(state: State | null, c: DringlichkeitCommand): readonly FactQuery[] {
  if (c.type === 'createDringlichkeitsentscheidung')
    return [VERZEICHNIS, vorgangQuery(c.gremium), ...needsNummer(SERIE, c.jahr)];
  if (!state) return [VERZEICHNIS];
  const base = [VERZEICHNIS, vorgangQuery(state.gremium)];
  switch (c.type) {
    case 'presentDringlichkeitsentscheidung':
      return [...base, dokumentQuery(c.dokument), tabelleQuery(TABELLE.unterschriften)];
    case 'signDringlichkeitsentscheidung':
      return [...base, ...signaturQueries(c.gezeigt, c.dokument)];
    case 'recordPapierunterschrift':
      return [...base, dokumentQuery(c.scan)];
    case 'recheckUnterschriften':
      return state.dokument ? [...base, dokumentQuery(state.dokument)] : base;
    default:
      return base;
  }
}

/** What § 60 GO NRW wants to be said before anybody signs. */
function fehlendeAngaben(s: Pick<State, 'beschluss' | 'dringlichkeit' | 'hauptausschussGrund' | 'anstelle'>) {
  return [
    isLeer(s.beschluss) ? 'Beschluss' : '',
    s.dringlichkeit === '' ? 'Grund der Dringlichkeit' : '',
    s.anstelle === 'rat' && s.hauptausschussGrund === ''
      ? 'Grund, warum der Hauptausschuss nicht rechtzeitig einberufen werden konnte'
      : '',
  ].filter(Boolean);
}

function decide(state: State | null, command: DringlichkeitCommand, facts: Facts): Antwort {
  if (command.type === 'signDringlichkeitsentscheidung')
    return state
      ? sign(state, command, facts)
      : reject('sitzung.nicht-angelegt', { was: 'Dringlichkeitsentscheidung' });
  const rolle = requireSitzungsdienst(facts, 'Dringlichkeitsentscheidungen führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createDringlichkeitsentscheidung') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Dringlichkeitsentscheidung' });
    const gremium = requireVorgang<Gremium>(facts, command.gremium, 'gremium', 'Gremium');
    if (!gremium.ok) return gremium;
    const { type: _, jahr, ...angaben } = command;
    return ok([
      {
        ...angaben,
        type: 'DringlichkeitsentscheidungAngelegt',
        gremiumName: gremium.value?.name ?? command.gremium,
        ...nextNummer(facts, SERIE, jahr),
      },
    ]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Dringlichkeitsentscheidung' });
  const offen = state.phase === 'entwurf' || state.phase === 'zurUnterschrift';
  switch (command.type) {
    case 'changeDringlichkeitsentscheidung':
      if (state.phase !== 'entwurf')
        return reject('sitzung.dringlichkeit-vorgelegt', { betreff: state.betreff });
      return ok([{ ...command, type: 'DringlichkeitsentscheidungGeaendert' }]);
    case 'presentDringlichkeitsentscheidung':
      return present(state, command, facts);
    case 'recordPapierunterschrift':
      return recordPapier(state, command, facts);
    case 'executeDringlichkeitsentscheidung':
      return execute(state, facts);
    case 'discardDringlichkeitsentscheidung':
      if (!offen) return reject('sitzung.dringlichkeit-getroffen', { betreff: state.betreff });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Verwerfen' }, 'grund');
      return ok([{ ...command, type: 'DringlichkeitsentscheidungVerworfen' }]);
    case 'recheckUnterschriften':
      return recheck(state, facts);
    default:
      return ok([beratungEvent(command)]);
  }
}

function present(state: State, command: Befehl<'presentDringlichkeitsentscheidung'>, facts: Facts): Antwort {
  if (state.phase !== 'entwurf') return reject('sitzung.dringlichkeit-vorgelegt', { betreff: state.betreff });
  const fehlend = fehlendeAngaben(state);
  if (fehlend.length > 0) return reject('sitzung.dringlichkeit-angaben', { angaben: fehlend.join('; ') });
  const pdf = requirePdf(facts, command.dokument, 'Dringlichkeitsentscheidung');
  if (!pdf.ok) return pdf;
  const gremium = requireVorgang<Gremium>(facts, state.gremium, 'gremium', 'Gremium');
  if (!gremium.ok) return gremium;
  const tag = tagOf(facts.jetzt);
  const allgemein = tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, tag)?.inhalt.regeln ?? [];
  const regel = gremium.value ? unterschriftsregel(gremium.value, tag, SERIE, allgemein) : null;
  if (!regel && !facts.vorlaeufig) return reject('sitzung.unterschriftsregel-fehlt', { rolle: SERIE });
  return ok([
    {
      type: 'DringlichkeitsentscheidungVorgelegt',
      dokument: command.dokument,
      niveau: regel?.niveau ?? null,
      papier: regel?.papier ?? false,
      norm: regel?.norm ?? '',
    },
  ]);
}

/**
 * May the person sign in this capacity? The mayor, and one councillor: of the council in its matters, of
 * the committee (its chair or another councillor) in its. The two must be different people.
 */
function checkPlatz(state: State, rolle: Rolle, person: string, facts: Facts) {
  if (state.phase !== 'zurUnterschrift') return reject('sitzung.nicht-vorgelegt');
  const name = nameOf(facts, person).name;
  if (state.unterschriften.some((u) => u.person === person))
    return reject('sitzung.doppelte-unterschrift', { person: name });
  if (state.unterschriften.some((u) => u.rolle === rolle))
    return reject('sitzung.platz-besetzt', { rolle: ROLLENNAME[rolle] });
  const gremium = requireVorgang<Gremium>(facts, state.gremium, 'gremium', 'Gremium');
  if (!gremium.ok) return gremium;
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  const tag = tagOf(facts.geschehenAm);
  const refused = reject('sitzung.nicht-unterschriftsberechtigt', {
    person: name,
    berechtigt: ROLLENNAME[rolle],
  });
  if (rolle === 'buergermeister') {
    const p = verzeichnis.bekannt ? findPerson(verzeichnis.wert, person) : null;
    return verzeichnis.bekannt && !(p && hasRolle(p, BUERGERMEISTER, tag)) ? refused : null;
  }
  const mitglied = gremium.value ? findMitglied(gremium.value, person, tag) : null;
  const ratsmitglied = mitglied?.eigenschaft === 'ratsmitglied' && mitglied.funktion !== 'stellvertretung';
  return gremium.value && !ratsmitglied ? refused : null;
}

const ROLLENNAME: Readonly<Record<Rolle, string>> = {
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  mitglied: 'Ratsmitglied des Gremiums',
};

function sign(state: State, command: Befehl<'signDringlichkeitsentscheidung'>, facts: Facts): Antwort {
  const platz = checkPlatz(state, command.rolle, facts.akteur, facts);
  if (platz) return platz;
  if (state.dokument !== command.gezeigt)
    return reject('sitzung.dokument-geaendert', {
      gezeigt: command.gezeigt.slice(0, 12),
      vorgelegt: state.dokument?.slice(0, 12) ?? '',
    });
  const art = judgeSignatur(
    {
      datei: 'Dringlichkeitsentscheidung',
      vorgaenger: command.gezeigt,
      dokument: command.dokument,
      regel: { niveau: state.niveau ?? 'qualifiziert', norm: state.norm },
    },
    facts,
  );
  if (!art.ok) return art;
  return withAbschluss(state, {
    rolle: command.rolle,
    person: facts.akteur,
    ...nameOf(facts, facts.akteur),
    am: facts.geschehenAm,
    dokument: command.dokument,
    art: art.value,
  });
}

function recordPapier(state: State, command: Befehl<'recordPapierunterschrift'>, facts: Facts): Antwort {
  const platz = checkPlatz(state, command.rolle, command.person, facts);
  if (platz) return platz;
  const name = nameOf(facts, command.person);
  if (!state.papierErlaubt || command.rolle !== 'mitglied')
    return reject('sitzung.papier-nicht-zugelassen', { person: name.name, norm: state.norm });
  const scan = requireDokument(facts, command.scan);
  if (!scan.ok) return scan;
  if (command.am > facts.jetzt) return reject('sitzung.eingang-zukuenftig', {}, 'am');
  return withAbschluss(state, {
    rolle: command.rolle,
    person: command.person,
    ...name,
    am: command.am,
    dokument: state.dokument ?? command.scan,
    art: { weg: 'papier', scan: command.scan, erfasstVon: facts.akteur, vermerk: command.vermerk },
  });
}

const withAbschluss = (state: State, unterschrift: Unterschrift): Antwort =>
  ok([
    { type: 'UnterschriftGeleistet', unterschrift },
    ...abschluss(state, [...state.unterschriften, unterschrift], unterschrift.am),
  ]);

/** The decision exists from the moment the second true signature is there. */
function abschluss(state: State, alle: readonly Unterschrift[], am: string): readonly DringlichkeitEvent[] {
  if (alle.length < 2) return [];
  const niveau = state.niveau ?? 'qualifiziert';
  const wahr = alle.every((u) => erfuelltNiveau(u, niveau, state.papierErlaubt));
  const uebung = alle.some(
    (u) => u.art.weg === 'elektronisch' && u.art.geprueft && u.art.niveau === 'uebung',
  );
  return wahr || uebung ? [{ type: 'DringlichkeitsentscheidungGetroffen', am, uebung: !wahr }] : [];
}

/** Asked for by hand; with one signature it is no decision (§ 60 Abs. 1 GO NRW). */
function execute(state: State, facts: Facts): Antwort {
  if (state.phase === 'entwurf') return reject('sitzung.nicht-vorgelegt');
  if (state.phase !== 'zurUnterschrift')
    return reject('sitzung.dringlichkeit-getroffen', { betreff: state.betreff });
  const fehlt: Rolle[] = (['buergermeister', 'mitglied'] as const).filter(
    (r) => !state.unterschriften.some((u) => u.rolle === r),
  );
  if (fehlt.length > 0)
    return reject('sitzung.zweite-unterschrift-fehlt', {
      rolle: fehlt.map((r) => ROLLENNAME[r]).join(' und '),
    });
  const events = abschluss(state, state.unterschriften, facts.jetzt);
  return events.length > 0 ? ok(events) : reject('sitzung.signaturpruefung-offen');
}

function recheck(state: State, facts: Facts): Antwort {
  if (!state.dokument || state.unterschriften.every((u) => u.art.weg === 'papier' || u.art.geprueft))
    return reject('sitzung.nichts-nachzupruefen');
  const fakt = requireDokument(facts, state.dokument);
  if (!fakt.ok) return fakt;
  const unterschriften = state.unterschriften.map((u) => recheckUnterschrift(u, fakt.value));
  return ok([
    { type: 'UnterschriftenNachgeprueft', unterschriften },
    ...(state.phase === 'zurUnterschrift' ? abschluss(state, unterschriften, facts.jetzt) : []),
  ]);
}

function evolve(state: State | null, event: DringlichkeitEvent, meta: EventMeta): State {
  if (event.type === 'DringlichkeitsentscheidungAngelegt') {
    const { type: _, serie: __, ...angaben } = event;
    return {
      ...angaben,
      art: 'dringlichkeitsentscheidung',
      phase: 'entwurf',
      dokument: null,
      niveau: null,
      papierErlaubt: false,
      norm: '',
      unterschriften: [],
      entschiedenAm: null,
      angelegtAm: meta.zeit,
      uebung: false,
      sitzung: null,
      sitzungstag: null,
      ergebnis: null,
      einsicht: [],
    };
  }
  if (!state) throw new Error(`${event.type} before DringlichkeitsentscheidungAngelegt`);
  switch (event.type) {
    case 'DringlichkeitsentscheidungGeaendert': {
      const { type: _, ...inhalt } = event;
      return { ...state, ...inhalt };
    }
    case 'DringlichkeitsentscheidungVorgelegt': {
      const { dokument, niveau, papier, norm } = event;
      return { ...state, phase: 'zurUnterschrift', dokument, niveau, papierErlaubt: papier, norm };
    }
    case 'UnterschriftGeleistet':
      return {
        ...state,
        dokument:
          event.unterschrift.art.weg === 'elektronisch' ? event.unterschrift.dokument : state.dokument,
        unterschriften: [...state.unterschriften, event.unterschrift],
      };
    case 'UnterschriftenNachgeprueft':
      return { ...state, unterschriften: event.unterschriften };
    case 'DringlichkeitsentscheidungGetroffen':
      return { ...state, phase: 'entschieden', entschiedenAm: event.am, uebung: event.uebung };
    case 'DringlichkeitsentscheidungVerworfen':
      return { ...state, phase: 'verworfen' };
    case 'BeratungTerminiert':
      return { ...state, sitzung: event.sitzung, sitzungstag: event.sitzungstag };
    case 'TerminierungZurueckgenommen':
      return state.sitzung === event.sitzung ? { ...state, sitzung: null, sitzungstag: null } : state;
    case 'BeratungsergebnisErfasst':
      switch (event.ausgang) {
        case 'angenommen':
          return { ...state, phase: 'genehmigt', ergebnis: event.text };
        case 'abgelehnt':
          return { ...state, phase: 'aufgehoben', ergebnis: event.text };
        default:
          return { ...state, sitzung: null, sitzungstag: null };
      }
    case 'EinsichtGewaehrt':
      return { ...state, einsicht: [...new Set([...state.einsicht, ...event.personen])] };
    default:
      return assertNever(event);
  }
}

function aufgaben(s: State): readonly Aufgabe[] {
  const seit = s.entschiedenAm ?? s.angelegtAm;
  if (s.phase === 'zurUnterschrift' && !s.unterschriften.some((u) => u.rolle === 'buergermeister'))
    return [
      {
        id: 'unterschrift:buergermeister',
        fuer: { rolle: BUERGERMEISTER },
        art: 'zeichnen',
        text: 'Dringlichkeitsentscheidung unterschreiben',
        faellig: tagOf(seit),
        seit,
      },
    ];
  if (s.phase === 'entschieden' && s.sitzung === null)
    return [
      {
        id: 'genehmigung',
        fuer: { rolle: SITZUNGSDIENST },
        art: 'bearbeiten',
        text: 'Zur Genehmigung auf die nächste Tagesordnung setzen (§ 60 GO NRW)',
        faellig: null,
        seit,
      },
    ];
  return [];
}

const STATUS: Readonly<Record<State['phase'], Projection['status']>> = {
  entwurf: { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' },
  zurUnterschrift: { code: 'zurUnterschrift', text: 'zur Unterschrift', stufe: 'wartet' },
  entschieden: { code: 'entschieden', text: 'entschieden, Genehmigung offen', stufe: 'warnung' },
  genehmigt: { code: 'genehmigt', text: 'genehmigt', stufe: 'gut' },
  aufgehoben: { code: 'aufgehoben', text: 'aufgehoben', stufe: 'ruht' },
  verworfen: { code: 'verworfen', text: 'verworfen', stufe: 'ruht' },
};

function project(s: State): Projection {
  const fertig = s.phase === 'genehmigt' || s.phase === 'aufgehoben' || s.phase === 'verworfen';
  const status = STATUS[s.phase];
  return {
    nummer: s.nummer,
    titel: s.betreff,
    untertitel: `Dringlichkeitsentscheidung anstelle: ${s.gremiumName}`,
    status: s.uebung ? { ...status, text: `${status.text} (Übung)` } : status,
    faellig: s.sitzungstag,
    aufgaben: aufgaben(s),
    termine: [],
    suchtext: `${s.betreff}\n${plainText(s.beschluss)}\n${s.dringlichkeit}`,
    lesbar:
      s.oeffentlich && (s.phase === 'entschieden' || s.phase === 'genehmigt' || s.phase === 'aufgehoben')
        ? ['alle']
        : [
            `rolle:${SITZUNGSDIENST}`,
            `rolle:${BUERGERMEISTER}`,
            ...[...s.einsicht, ...s.unterschriften.map((u) => u.person)].map((p) => `person:${p}`),
          ],
    abgeschlossen: fertig,
    felder: {
      nummer: s.nummer,
      gremium: s.gremiumName,
      sitzung: s.sitzungstag ? formatTag(s.sitzungstag) : null,
    },
    merkmale: [
      ...(s.nummer === null ? [] : [`nummer:${s.nummer}`]),
      ...(s.phase === 'entschieden' && s.sitzung === null ? [`beratungsreif:${s.gremium}`] : []),
    ],
  };
}

export const dringlichkeitKind: Kind<State, DringlichkeitCommand, DringlichkeitEvent> = {
  art: SERIE,
  bezeichnung: 'Dringlichkeitsentscheidung',
  stateVersion: 1,
  commandSchema: zDringlichkeitCommand,
  eventSchema: zDringlichkeitEvent,
  needs,
  decide,
  evolve,
  project,
  series: (event) =>
    event.type === 'DringlichkeitsentscheidungAngelegt' && event.nummer !== null ? event.serie : null,
  documents: (s) => [
    ...new Set([
      ...(s.dokument ? [s.dokument] : []),
      ...s.unterschriften.flatMap((u) => [u.dokument, ...(u.art.weg === 'papier' ? [u.art.scan] : [])]),
    ]),
  ],
  meldungen: new Set(['signDringlichkeitsentscheidung']),
};
