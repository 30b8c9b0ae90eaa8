import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { requireVorgang, tabelleAm } from '../fakten.ts';
import type { Gremium } from '../gremium/schema.ts';
import { isAktiv } from '../gremium/kind.ts';
import { letzterLadungstag } from '../gremium/ladungsfrist.ts';
import { regelnAm } from '../gremium/mitglieder.ts';
import type { Teil } from '../grundtypen.ts';
import { TABELLE } from '../tabellen.ts';
import type { Hybridregel } from '../tabellen.ts';
import { ERWEITERUNG, judgeAbstimmung } from '../verlauf/abstimmung.ts';
import { ereigniszeit } from '../verlauf/decide.ts';
import type { Rechnung } from '../verlauf/schema.ts';
import { readBezug } from './bezug.ts';
import { requireGremium, sitzungslage } from './lage.ts';
import type { SitzungCommand, SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';
import { findTop, spaeteNummer } from './tagesordnung.ts';

type Antwort = Result<readonly SitzungEvent[], Rejection>;
type Befehl<T extends SitzungCommand['type']> = Extract<SitzungCommand, { type: T }>;

/**
 * § 58a GO NRW: some bodies may only meet in presence; the council in exceptional cases otherwise (§ 47a), which a version
 * of the table for those days says.
 */
function checkForm(gremium: Gremium | null, form: Sitzung['form'], beginn: string, facts: Facts) {
  const regel = tabelleAm<Hybridregel>(facts, TABELLE.hybrid, tagOf(beginn))?.inhalt;
  if (form === 'praesenz' || !gremium || !regel) return null;
  if (gremium.gremiumArt === 'rat' && regel.ratNurAusnahme)
    return reject('sitzung.hybrid-rat', { gremium: gremium.name, norm: regel.norm }, 'form');
  return regel.ausgeschlossen.includes(gremium.gremiumArt)
    ? reject('sitzung.hybrid-ausgeschlossen', { gremium: gremium.name, norm: regel.norm }, 'form')
    : null;
}

const ladungstag = (g: Gremium | null, beginn: string): string | null =>
  g ? letzterLadungstag(beginn, regelnAm(g, tagOf(beginn)).ladung).letzterTag : null;

/**
 * § 49 Abs. 2 GO NRW: a second meeting needs no number of members, so there must have been a first one of the
 * same body that was established as unable to resolve.
 */
function checkWiederholung(command: Befehl<'createSitzung'>, facts: Facts) {
  if (command.wiederholungVon === null) return null;
  const erste = requireVorgang<Sitzung>(facts, command.wiederholungVon, 'sitzung', 'Erste Sitzung');
  if (!erste.ok) return erste;
  if (!erste.value) return null;
  const { titel, gremium, feststellungen } = erste.value;
  const unfaehig = feststellungen.some((f) => f.ergebnis === 'beschlussunfaehig');
  return gremium === command.gremium && unfaehig ? null : reject('sitzung.keine-wiederholung', { titel });
}

export function createSitzung(command: Befehl<'createSitzung'>, facts: Facts): Antwort {
  const gremium = requireGremium(facts, command.gremium);
  if (!gremium.ok) return gremium;
  if (gremium.value && !isAktiv(gremium.value, command.beginn))
    return reject('sitzung.gremium-aufgeloest', { name: gremium.value.name });
  const { type: _, ...angaben } = command;
  return (
    checkWiederholung(command, facts) ??
    checkForm(gremium.value, command.form, command.beginn, facts) ??
    ok([
      {
        ...angaben,
        type: 'SitzungAngelegt',
        gremiumName: gremium.value?.name ?? command.gremium,
        letzterLadungstag: ladungstag(gremium.value, command.beginn),
      },
    ])
  );
}

export function changeSitzung(state: Sitzung, command: Befehl<'changeSitzung'>, facts: Facts): Antwort {
  if (state.phase !== 'planung') return reject('sitzung.nach-ladung', { was: 'Termin und Ort' });
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (gremium.value && !isAktiv(gremium.value, command.beginn))
    return reject('sitzung.gremium-aufgeloest', { name: gremium.value.name });
  return (
    checkForm(gremium.value, command.form, command.beginn, facts) ??
    ok([
      {
        ...command,
        type: 'SitzungGeaendert',
        letzterLadungstag: ladungstag(gremium.value, command.beginn),
      },
    ])
  );
}

export function addTop(state: Sitzung, command: Befehl<'addTop'>, facts: Facts): Antwort {
  if (command.bezug !== null && state.tagesordnung.some((t) => t.bezug === command.bezug))
    return reject('sitzung.top-doppelt', { titel: command.titel });
  const bezug = readBezug(state, 'oeffentlich', command, facts);
  if (!bezug.ok) return bezug;
  return insert(state, command, 'oeffentlich', facts, {
    topArt: command.topArt,
    titel: command.titel,
    bezug: command.bezug,
    ...bezug.value,
  });
}

/** The shell of a non-public item; the non-public part has checked what is behind it. */
export function addTopHuelle(state: Sitzung, command: Befehl<'addTopHuelle'>, facts: Facts): Antwort {
  return insert(state, command, 'nichtoeffentlich', facts, {
    topArt: 'frei',
    titel: command.titel,
    bezug: null,
    beratung: null,
    bezugNummer: null,
    beschlussvorschlag: [],
    beratungsrolle: null,
    warnungen: [],
  });
}

type NeuerTop = Omit<
  Extract<SitzungEvent, { type: 'TopHinzugefuegt' }>,
  'type' | 'id' | 'teil' | 'vor' | 'nummer' | 'nachtragGrund' | 'erweiterung'
>;

/**
 * Where an item may come from depends on the phase: while planning freely, after the invitation with a
 * supplementary one and a reason, in the session by resolution in cases of urgency (§ 48 Abs. 1 GO NRW).
 */
function insert(
  state: Sitzung,
  command: Befehl<'addTop'> | Befehl<'addTopHuelle'>,
  teil: Teil,
  facts: Facts,
  top: NeuerTop,
): Antwort {
  if (findTop(state.tagesordnung, command.id)) return reject('sitzung.top-doppelt', { titel: top.titel });
  const basis = { ...top, type: 'TopHinzugefuegt' as const, id: command.id, teil, vor: command.vor };
  switch (state.phase) {
    case 'planung':
      return ok([{ ...basis, nummer: null, nachtragGrund: null, erweiterung: null }]);
    case 'eingeladen':
      if (!command.nachtragGrund) return reject('sitzung.nachtrag-ohne-grund', { titel: top.titel });
      return ok([
        {
          ...basis,
          nummer: spaeteNummer(state.tagesordnung, teil, command.vor),
          nachtragGrund: command.nachtragGrund,
          erweiterung: null,
        },
      ]);
    case 'laufend': {
      const erweiterung = judgeErweiterung(state, command, top.titel, facts);
      if (!erweiterung.ok) return erweiterung;
      const { grund, stimmen, um, rechnung } = erweiterung.value;
      if (!rechnung.angenommen)
        return ok([{ type: 'ErweiterungAbgelehnt', titel: top.titel, grund, rechnung, um }]);
      const nummer = spaeteNummer(state.tagesordnung, teil, command.vor);
      return ok([{ ...basis, nummer, nachtragGrund: null, erweiterung: { grund, stimmen, um, rechnung } }]);
    }
    default:
      return reject('sitzung.tagesordnung-geschlossen', { phase: state.phase });
  }
}

/** The vote on the extension: reason of urgency, arithmetic, without the mayor in the council. */
function judgeErweiterung(
  state: Sitzung,
  command: Befehl<'addTop'> | Befehl<'addTopHuelle'>,
  titel: string,
  facts: Facts,
): Result<
  {
    grund: string;
    stimmen: NonNullable<Befehl<'addTop'>['erweiterung']>['stimmen'];
    um: string;
    rechnung: Rechnung;
  },
  Rejection
> {
  const e = command.erweiterung;
  if (!e || e.grund === '') return reject('sitzung.erweiterung-ohne-dringlichkeit', { titel });
  const zeit = ereigniszeit(e.um, facts, state.eroeffnetUm, state.beendetUm);
  if (!zeit.ok) return zeit;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (!gremium.value) return reject('sitzung.angabe-unbekannt', { angabe: 'Gremium' });
  const urteil = judgeAbstimmung(
    {
      sitzung: sitzungslage(state, gremium.value),
      befangen: [],
      ohneBuergermeister: [ERWEITERUNG],
      top: titel,
      nameOf: (p) => p,
    },
    {
      id: command.id,
      gegenstand: 'geschaeftsordnung',
      worueber: e.grund,
      form: 'offen',
      mehrheit: 'einfach',
      rechtsgrundlage: ERWEITERUNG,
      stimmen: e.stimmen,
      einzelstimmen: [],
      erlaeuterung: '',
    },
    zeit.value,
  );
  if (!urteil.ok) return urteil;
  return ok({ grund: e.grund, stimmen: e.stimmen, um: zeit.value, rechnung: urteil.value });
}

/** A neutral title is changed where its secret is known: in the non-public part. */
function checkHuelle(state: Sitzung, command: { readonly type: string; readonly top: string }) {
  const top = findTop(state.tagesordnung, command.top);
  if (!top) return reject('sitzung.top-unbekannt', { top: command.top });
  const huelle = command.type === 'renameTopHuelle' || command.type === 'removeTopHuelle';
  return (top.teil === 'nichtoeffentlich') === huelle
    ? null
    : reject('sitzung.im-anderen-teil', { titel: top.titel });
}

export function renameTop(state: Sitzung, command: Befehl<'renameTop' | 'renameTopHuelle'>): Antwort {
  const huelle = checkHuelle(state, command);
  if (huelle) return huelle;
  if (findTop(state.tagesordnung, command.top)?.titel === command.titel) return ok([]);
  if (state.phase !== 'planung') return reject('sitzung.nach-ladung', { was: 'Titel' });
  return ok([{ ...command, type: 'TopUmbenannt' }]);
}

/** While planning and in the session the order is free; an agenda that is out stays as it was published. */
export function moveTop(state: Sitzung, command: Befehl<'moveTop'>): Antwort {
  const top = findTop(state.tagesordnung, command.top);
  if (!top) return reject('sitzung.top-unbekannt', { top: command.top });
  const ziel = command.vor === null ? null : findTop(state.tagesordnung, command.vor);
  if (command.vor !== null && ziel?.teil !== top.teil)
    return reject('sitzung.falscher-teil', { titel: top.titel });
  if (state.phase !== 'planung' && state.phase !== 'laufend')
    return reject('sitzung.nach-ladung', { was: 'Reihenfolge' });
  return ok([{ ...command, type: 'TopVerschoben' }]);
}

export function removeTop(state: Sitzung, command: Befehl<'removeTop' | 'removeTopHuelle'>): Antwort {
  const huelle = checkHuelle(state, command);
  if (huelle) return huelle;
  const top = findTop(state.tagesordnung, command.top);
  if (!top) return reject('sitzung.top-unbekannt', { top: command.top });
  if (state.phase !== 'planung') return reject('sitzung.nur-absetzen', { titel: top.titel });
  const { bezug, topArt, beratung } = top;
  return ok([{ ...command, type: 'TopEntfernt', bezug, topArt, beratung }]);
}
