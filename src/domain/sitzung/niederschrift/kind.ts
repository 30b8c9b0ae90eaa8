import { z } from 'zod';
import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Aufgabe, EventMeta, FactQuery, Facts, Kind, Projection, Sha256 } from '../../shared/vorgang.ts';
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
import { zUnterschriftsregel } from '../gremium/schema.ts';
import { zGrund, zId, zListe, zSha, zTag, zTeil, zZeile, zZeit } from '../grundtypen.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import {
  BUERGERMEISTER,
  SCHRIFTFUEHRUNG,
  SITZUNGSDIENST,
  VERZEICHNIS,
  nameOf,
  requireSitzungsdienst,
} from '../rollen.ts';
import { requirePdf } from '../sitzung/decide-ladung.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { TABELLE } from '../tabellen.ts';
import type { Unterschriftentabelle } from '../tabellen.ts';
import { plainText } from '../text/bloecke.ts';
import { beratungCommands, beratungEvents } from '../vorlage/schema.ts';
import { draftNiederschrift } from './entwurf.ts';
import type { Niederschrift } from './state.ts';
import { zInhaltNiederschrift } from './state.ts';
import type { Unterschrift, Unterschriftsrolle } from './unterschrift.ts';
import {
  erfuelltNiveau,
  judgeSignatur,
  recheckUnterschrift,
  niveauText,
  signaturQueries,
  zUnterschrift,
} from './unterschrift.ts';

const zRolle = z.enum(['vorsitz', 'schriftfuehrung']);

export const zNiederschriftCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createNiederschrift'),
    sitzung: zId,
    gremium: zId,
    teil: zTeil,
    /** the non-public part; required for its minutes */
    nichtoeffentlicheSitzung: zId.nullable(),
  }),
  z.object({
    type: z.literal('createAuszug'),
    niederschrift: zId,
    tops: zListe(zId),
    /** unit that gets it */
    empfaenger: zId,
  }),
  z.object({ type: z.literal('saveNiederschrift'), inhalt: zInhaltNiederschrift }),
  z.object({ type: z.literal('presentNiederschrift'), dokument: zSha }),
  z.object({ type: z.literal('reopenNiederschrift'), grund: zGrund }),
  z.object({
    type: z.literal('signNiederschrift'),
    rolle: zRolle,
    /** version that was shown */
    gezeigt: zSha,
    /** file with the new signature */
    dokument: zSha,
  }),
  z.object({
    type: z.literal('recordPapierunterschrift'),
    rolle: zRolle,
    person: zId,
    scan: zSha,
    vermerk: zZeile,
    am: zZeit,
  }),
  z.object({ type: z.literal('recheckUnterschriften') }),
  ...beratungCommands,
]);
export type NiederschriftCommand = z.infer<typeof zNiederschriftCommand>;

const angelegt = {
  form: z.enum(['niederschrift', 'auszug']),
  teil: zTeil,
  sitzung: zId,
  sitzungstag: zTag,
  gremium: zId,
  gremiumName: zZeile,
  leitung: zId,
  schriftfuehrung: zId,
  leitungEhrenamtlich: z.boolean(),
  regel: zUnterschriftsregel.nullable(),
  quelle: zId.nullable(),
  empfaenger: zId.nullable(),
  berechtigt: zListe(zId),
  inhalt: zInhaltNiederschrift,
};

export const zNiederschriftEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NiederschriftEntworfen'), ...angelegt }),
  z.object({ type: z.literal('NiederschriftGespeichert'), inhalt: zInhaltNiederschrift }),
  z.object({ type: z.literal('NiederschriftVorgelegt'), dokument: zSha }),
  z.object({ type: z.literal('NiederschriftWiederGeoeffnet'), grund: zGrund }),
  z.object({ type: z.literal('UnterschriftGeleistet'), unterschrift: zUnterschrift }),
  z.object({ type: z.literal('UnterschriftenNachgeprueft'), unterschriften: zListe(zUnterschrift) }),
  z.object({ type: z.literal('NiederschriftUnterzeichnet'), am: zZeit }),
  z.object({ type: z.literal('NiederschriftZurUebungUnterzeichnet'), am: zZeit }),
  ...beratungEvents,
]);
export type NiederschriftEvent = z.infer<typeof zNiederschriftEvent>;

type Antwort = Result<readonly NiederschriftEvent[], Rejection>;
type Befehl<T extends NiederschriftCommand['type']> = Extract<NiederschriftCommand, { type: T }>;

function needs(state: Niederschrift | null, c: NiederschriftCommand): readonly FactQuery[] {
  switch (c.type) {
    case 'createNiederschrift':
      return [
        VERZEICHNIS,
        vorgangQuery(c.sitzung),
        vorgangQuery(c.gremium),
        tabelleQuery(TABELLE.unterschriften),
        ...(c.nichtoeffentlicheSitzung ? [vorgangQuery(c.nichtoeffentlicheSitzung)] : []),
      ];
    case 'createAuszug':
      return [VERZEICHNIS, vorgangQuery(c.niederschrift), tabelleQuery(TABELLE.unterschriften)];
    case 'presentNiederschrift':
      return [VERZEICHNIS, dokumentQuery(c.dokument)];
    case 'signNiederschrift':
      return [VERZEICHNIS, ...signaturQueries(c.gezeigt, c.dokument)];
    case 'recordPapierunterschrift':
      return [VERZEICHNIS, dokumentQuery(c.scan)];
    case 'recheckUnterschriften':
      return state?.dokument ? [VERZEICHNIS, dokumentQuery(state.dokument)] : [VERZEICHNIS];
    default:
      return [VERZEICHNIS];
  }
}

function decide(state: Niederschrift | null, command: NiederschriftCommand, facts: Facts): Antwort {
  if (command.type === 'createNiederschrift')
    return state ? reject('sitzung.schon-angelegt', { was: 'Niederschrift' }) : create(command, facts);
  if (command.type === 'createAuszug')
    return state ? reject('sitzung.schon-angelegt', { was: 'Auszug' }) : createAuszug(command, facts);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Niederschrift' });
  switch (command.type) {
    case 'saveNiederschrift':
      return (
        requireUnveraendert(state) ??
        requireSchriftfuehrer(state, facts) ??
        ok([{ ...command, type: 'NiederschriftGespeichert' }])
      );
    case 'presentNiederschrift': {
      const hindernis = requireUnveraendert(state) ?? requireSchriftfuehrer(state, facts);
      if (hindernis) return hindernis;
      const pdf = requirePdf(facts, command.dokument, 'Niederschrift');
      return pdf.ok ? ok([{ ...command, type: 'NiederschriftVorgelegt' }]) : pdf;
    }
    case 'reopenNiederschrift':
      if (state.phase === 'unterzeichnet') return rejectUnterzeichnet(state);
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Wiedereröffnung' }, 'grund');
      return (
        requireSchriftfuehrer(state, facts) ?? ok([{ ...command, type: 'NiederschriftWiederGeoeffnet' }])
      );
    case 'signNiederschrift':
      return sign(state, command, facts);
    case 'recordPapierunterschrift':
      return recordPapier(state, command, facts);
    case 'recheckUnterschriften':
      return recheck(state, facts);
    case 'recordTerminierung':
      return ok([{ ...command, type: 'BeratungTerminiert' }]);
    case 'withdrawTerminierung':
      return ok([{ ...command, type: 'TerminierungZurueckgenommen' }]);
    case 'grantEinsicht':
    case 'recordBeratungsergebnis': {
      const rolle = requireSitzungsdienst(facts, 'Berichtigungen erfassen');
      if (!rolle.ok) return rolle;
      return ok([
        command.type === 'grantEinsicht'
          ? { ...command, type: 'EinsichtGewaehrt' }
          : { ...command, type: 'BeratungsergebnisErfasst' },
      ]);
    }
    default:
      return assertNever(command);
  }
}

const rejectUnterzeichnet = (s: Niederschrift) =>
  reject('sitzung.niederschrift-unterzeichnet', {
    tag: formatTag(s.sitzungstag),
    am: s.unterzeichnetAm ? formatTag(tagOf(s.unterzeichnetAm)) : '',
  });

/** Changing the text is only possible as a draft; once signed never again. */
function requireUnveraendert(s: Niederschrift) {
  if (s.phase === 'unterzeichnet') return rejectUnterzeichnet(s);
  if (s.phase !== 'entwurf')
    return reject('sitzung.niederschrift-zur-unterschrift', { anzahl: s.unterschriften.length });
  return null;
}

/** § 52 Abs. 1 GO NRW: the Schriftführer writes the minutes, nobody else. */
const requireSchriftfuehrer = (s: Niederschrift, facts: Facts) =>
  facts.akteur === s.schriftfuehrung
    ? null
    : reject('sitzung.nur-schriftfuehrung', { person: nameOf(facts, s.schriftfuehrung).name });

function create(command: Befehl<'createNiederschrift'>, facts: Facts): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Niederschriften anlegen');
  if (!rolle.ok) return rolle;
  const sitzung = requireVorgang<Sitzung>(facts, command.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  const gremium = requireVorgang<Gremium>(facts, command.gremium, 'gremium', 'Gremium');
  if (!gremium.ok) return gremium;
  const s = sitzung.value;
  const g = gremium.value;
  if (!s || !g) return reject('sitzung.angabe-unbekannt', { angabe: 'Sitzung und Gremium' });
  if (!s.leitung || !s.schriftfuehrung || (s.phase !== 'beendet' && s.phase !== 'abgeschlossen'))
    return reject('sitzung.nicht-beendet');
  let noe: NichtoeffentlicheSitzung | null = null;
  if (command.teil === 'nichtoeffentlich') {
    const fact = requireVorgang<NichtoeffentlicheSitzung>(
      facts,
      command.nichtoeffentlicheSitzung ?? s.nichtoeffentlicheSitzung,
      'sitzung_nichtoeffentlich',
      'Nichtöffentlicher Teil',
    );
    if (!fact.ok) return fact;
    if (!fact.value) return reject('sitzung.angabe-unbekannt', { angabe: 'Nichtöffentlicher Teil' });
    noe = fact.value;
  }
  const tag = tagOf(s.beginn);
  const leitung = findMitglied(g, s.leitung, tag);
  const allgemein = tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, tag)?.inhalt.regeln ?? [];
  return ok([
    {
      type: 'NiederschriftEntworfen',
      form: 'niederschrift',
      teil: command.teil,
      sitzung: command.sitzung,
      sitzungstag: tag,
      gremium: command.gremium,
      gremiumName: s.gremiumName,
      leitung: s.leitung,
      schriftfuehrung: s.schriftfuehrung,
      leitungEhrenamtlich:
        leitung !== null && !['buergermeister', 'verwaltung'].includes(leitung.eigenschaft),
      regel: unterschriftsregel(g, tag, 'niederschrift', allgemein),
      quelle: null,
      empfaenger: null,
      berechtigt: noe?.berechtigt ?? [],
      inhalt: draftNiederschrift({
        sitzung: s,
        gremium: g,
        nichtoeffentlich: noe,
        nameOf: (p) => nameOf(facts, p).name,
      }),
    },
  ]);
}

/** An extract takes over items of the minutes as they were signed, word for word. */
function createAuszug(command: Befehl<'createAuszug'>, facts: Facts): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Auszüge anlegen');
  if (!rolle.ok) return rolle;
  const fact = requireVorgang<Niederschrift>(facts, command.niederschrift, 'niederschrift', 'Niederschrift');
  if (!fact.ok) return fact;
  const n = fact.value;
  if (!n) return reject('sitzung.angabe-unbekannt', { angabe: 'Niederschrift' });
  if (n.phase !== 'unterzeichnet' && n.phase !== 'uebung')
    return reject('sitzung.niederschrift-offen', { tag: formatTag(n.sitzungstag) });
  const punkte = n.inhalt.punkte.filter((p) => command.tops.includes(p.top));
  if (punkte.length === 0) return reject('sitzung.auszug-leer');
  const allgemein =
    tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, n.sitzungstag)?.inhalt.regeln ?? [];
  return ok([
    {
      type: 'NiederschriftEntworfen',
      form: 'auszug',
      teil: n.teil,
      sitzung: n.sitzung,
      sitzungstag: n.sitzungstag,
      gremium: n.gremium,
      gremiumName: n.gremiumName,
      leitung: n.leitung,
      schriftfuehrung: n.schriftfuehrung,
      leitungEhrenamtlich: n.leitungEhrenamtlich,
      regel: allgemein.find((r) => r.dokument === 'auszug') ?? n.regel,
      quelle: command.niederschrift,
      empfaenger: command.empfaenger,
      berechtigt: n.berechtigt,
      inhalt: { ...n.inhalt, punkte },
    },
  ]);
}

/** Who signs in which capacity: the one who led the session, and its Schriftführer. */
const personFor = (s: Niederschrift, rolle: Unterschriftsrolle) =>
  rolle === 'schriftfuehrung' ? s.schriftfuehrung : s.leitung;

function checkPlatz(s: Niederschrift, rolle: Unterschriftsrolle, person: string, facts: Facts) {
  if (s.phase === 'unterzeichnet') return rejectUnterzeichnet(s);
  if (!s.regel || !s.regel.rollen.includes(rolle))
    return reject('sitzung.unterschriftsregel-fehlt', { rolle });
  if (s.phase !== 'zurUnterschrift') return reject('sitzung.nicht-vorgelegt');
  const name = nameOf(facts, person).name;
  if (s.unterschriften.some((u) => u.person === person))
    return reject('sitzung.doppelte-unterschrift', { person: name });
  if (personFor(s, rolle) !== person)
    return reject('sitzung.nicht-unterschriftsberechtigt', {
      person: name,
      berechtigt: nameOf(facts, personFor(s, rolle)).name,
    });
  return null;
}

function sign(state: Niederschrift, command: Befehl<'signNiederschrift'>, facts: Facts): Antwort {
  const platz = checkPlatz(state, command.rolle, facts.akteur, facts);
  if (platz) return platz;
  if (!state.regel || state.dokument !== command.gezeigt)
    return reject('sitzung.dokument-geaendert', {
      gezeigt: command.gezeigt.slice(0, 12),
      vorgelegt: state.dokument?.slice(0, 12) ?? '',
    });
  const art = judgeSignatur(
    {
      datei: state.form === 'auszug' ? 'Auszug' : 'Niederschrift',
      vorgaenger: command.gezeigt,
      dokument: command.dokument,
      regel: state.regel,
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

/** Honorary signers without a card sign on paper; the office records it with the scan. */
function recordPapier(
  state: Niederschrift,
  command: Befehl<'recordPapierunterschrift'>,
  facts: Facts,
): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Papierunterschriften erfassen');
  if (!rolle.ok) return rolle;
  const platz = checkPlatz(state, command.rolle, command.person, facts);
  if (platz) return platz;
  const name = nameOf(facts, command.person);
  if (!state.regel?.papier || command.rolle !== 'vorsitz' || !state.leitungEhrenamtlich)
    return reject('sitzung.papier-nicht-zugelassen', {
      person: name.name,
      norm: state.regel?.norm ?? '',
    });
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

function withAbschluss(state: Niederschrift, unterschrift: Unterschrift): Antwort {
  const alle = [...state.unterschriften, unterschrift];
  return ok([{ type: 'UnterschriftGeleistet', unterschrift }, ...abschluss(state, alle, unterschrift.am)]);
}

/** The closing event, if everybody has signed: as a deed, or as practice. */
function abschluss(
  state: Niederschrift,
  alle: readonly Unterschrift[],
  am: string,
): readonly NiederschriftEvent[] {
  const regel = state.regel;
  if (!regel || !regel.rollen.every((r) => alle.some((u) => u.rolle === r))) return [];
  if (alle.every((u) => erfuelltNiveau(u, regel.niveau, regel.papier)))
    return [{ type: 'NiederschriftUnterzeichnet', am }];
  const uebung = alle.some(
    (u) => u.art.weg === 'elektronisch' && u.art.geprueft && u.art.niveau === 'uebung',
  );
  return uebung ? [{ type: 'NiederschriftZurUebungUnterzeichnet', am }] : [];
}

/** Signatures whose check was open (no network, status unknown) are looked at again. */
function recheck(state: Niederschrift, facts: Facts): Antwort {
  if (!state.dokument || state.unterschriften.every((u) => u.art.weg === 'papier' || u.art.geprueft))
    return reject('sitzung.nichts-nachzupruefen');
  const fakt = requireDokument(facts, state.dokument);
  if (!fakt.ok) return fakt;
  const unterschriften = state.unterschriften.map((u) => recheckUnterschrift(u, fakt.value));
  return ok([
    { type: 'UnterschriftenNachgeprueft', unterschriften },
    ...abschluss(state, unterschriften, facts.jetzt),
  ]);
}

function evolve(state: Niederschrift | null, event: NiederschriftEvent, meta: EventMeta): Niederschrift {
  if (event.type === 'NiederschriftEntworfen') {
    const { type: _, ...rest } = event;
    return {
      ...rest,
      art: 'niederschrift',
      phase: 'entwurf',
      dokument: null,
      unterschriften: [],
      verworfen: [],
      unterzeichnetAm: null,
      berichtigungen: [],
    };
  }
  if (!state) throw new Error(`${event.type} before NiederschriftEntworfen`);
  switch (event.type) {
    case 'NiederschriftGespeichert':
      return { ...state, inhalt: event.inhalt };
    case 'NiederschriftVorgelegt':
      return { ...state, phase: 'zurUnterschrift', dokument: event.dokument };
    case 'NiederschriftWiederGeoeffnet':
      return {
        ...state,
        phase: 'entwurf',
        dokument: null,
        unterschriften: [],
        verworfen: [...state.verworfen, ...state.unterschriften.map((u) => ({ ...u, grund: event.grund }))],
      };
    case 'UnterschriftGeleistet':
      return {
        ...state,
        dokument:
          event.unterschrift.art.weg === 'elektronisch' ? event.unterschrift.dokument : state.dokument,
        unterschriften: [...state.unterschriften, event.unterschrift],
      };
    case 'UnterschriftenNachgeprueft':
      return { ...state, unterschriften: event.unterschriften };
    case 'NiederschriftUnterzeichnet':
      return { ...state, phase: 'unterzeichnet', unterzeichnetAm: event.am };
    case 'NiederschriftZurUebungUnterzeichnet':
      return { ...state, phase: 'uebung', unterzeichnetAm: event.am };
    case 'BeratungsergebnisErfasst':
      if (event.ausgang !== 'angenommen') return state;
      return {
        ...state,
        berichtigungen: [...state.berichtigungen, { sitzung: event.sitzung, text: event.text, am: event.am }],
      };
    case 'EinsichtGewaehrt':
      return state.teil === 'nichtoeffentlich'
        ? { ...state, berechtigt: [...new Set([...state.berechtigt, ...event.personen])] }
        : state;
    case 'BeratungTerminiert':
    case 'TerminierungZurueckgenommen':
      void meta;
      return state;
    default:
      return assertNever(event);
  }
}

/** Signatures that are still to come, in the order of the rule. */
export const offeneUnterschriften = (s: Niederschrift): readonly Unterschriftsrolle[] =>
  (s.regel?.rollen ?? []).filter((r) => !s.unterschriften.some((u) => u.rolle === r));

function aufgaben(s: Niederschrift): readonly Aufgabe[] {
  const seit = s.unterschriften.at(-1)?.am ?? `${s.sitzungstag}T12:00:00.000Z`;
  const was = s.form === 'auszug' ? 'Auszug' : 'Niederschrift';
  if (s.phase === 'entwurf')
    return [
      {
        id: 'schreiben',
        fuer: { person: s.schriftfuehrung },
        art: 'bearbeiten',
        text: `${was} fertigstellen`,
        faellig: null,
        seit,
      },
    ];
  if (s.phase !== 'zurUnterschrift') return [];
  return offeneUnterschriften(s).map((rolle) => ({
    id: `unterschrift:${rolle}`,
    fuer: { person: personFor(s, rolle) },
    art: 'zeichnen',
    text: `${was} unterschreiben`,
    faellig: null,
    seit,
  }));
}

function statusOf(s: Niederschrift): Projection['status'] {
  switch (s.phase) {
    case 'entwurf':
      return { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' };
    case 'zurUnterschrift': {
      const offen = offeneUnterschriften(s).length;
      return offen > 0
        ? { code: 'zurUnterschrift', text: `zur Unterschrift (${offen} offen)`, stufe: 'wartet' }
        : { code: 'zurUnterschrift', text: 'Signaturprüfung offen', stufe: 'warnung' };
    }
    case 'uebung':
      return { code: 'uebung', text: 'zur Übung unterzeichnet, keine Urkunde', stufe: 'warnung' };
    case 'unterzeichnet':
      return { code: 'unterzeichnet', text: 'unterzeichnet', stufe: 'gut' };
  }
}

function project(s: Niederschrift): Projection {
  const was = s.form === 'auszug' ? 'Auszug aus der Niederschrift' : 'Niederschrift';
  const intern = [
    `rolle:${SITZUNGSDIENST}`,
    `rolle:${SCHRIFTFUEHRUNG}`,
    `rolle:${BUERGERMEISTER}`,
    `person:${s.leitung}`,
    `person:${s.schriftfuehrung}`,
  ];
  const fertig = s.phase === 'unterzeichnet' || s.phase === 'uebung';
  const empfaenger = s.empfaenger && fertig ? [`einheit:${s.empfaenger}`] : [];
  return {
    nummer: null,
    titel: `${was} ${s.gremiumName}, ${formatTag(s.sitzungstag)}`,
    untertitel: s.teil === 'oeffentlich' ? 'öffentlicher Teil' : 'nichtöffentlicher Teil',
    status: statusOf(s),
    faellig: null,
    aufgaben: aufgaben(s),
    termine: [],
    suchtext: s.inhalt.punkte
      .map((p) => `${p.titel}\n${plainText(p.protokoll)}\n${plainText(p.beschluss)}`)
      .join('\n'),
    lesbar:
      s.teil === 'oeffentlich' && s.phase === 'unterzeichnet'
        ? ['alle']
        : [
            ...intern,
            ...empfaenger,
            ...(s.teil === 'nichtoeffentlich' && fertig ? s.berechtigt.map((p) => `person:${p}`) : []),
          ],
    abgeschlossen: fertig,
    felder: {
      gremium: s.gremiumName,
      datum: s.sitzungstag,
      teil: s.teil,
      form: s.form,
      niveau: s.regel ? niveauText(s.regel.niveau) : null,
    },
    merkmale: [`sitzung:${s.sitzung}`],
  };
}

const documents = (s: Niederschrift): readonly Sha256[] => [
  ...new Set([
    ...(s.dokument ? [s.dokument] : []),
    ...[...s.unterschriften, ...s.verworfen].flatMap((u) => [
      u.dokument,
      ...(u.art.weg === 'papier' ? [u.art.scan] : []),
    ]),
  ]),
];

export const niederschriftKind: Kind<Niederschrift, NiederschriftCommand, NiederschriftEvent> = {
  art: 'niederschrift',
  bezeichnung: 'Niederschrift',
  stateVersion: 1,
  commandSchema: zNiederschriftCommand,
  eventSchema: zNiederschriftEvent,
  needs,
  decide,
  evolve,
  project,
  documents,
  meldungen: new Set(['signNiederschrift']),
  nurAufAktuellemStand: new Set(['saveNiederschrift']),
};
