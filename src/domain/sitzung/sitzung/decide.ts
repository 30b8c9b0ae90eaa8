import { tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import { mayActFor } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { getFact, type Facts } from '../../shared/vorgang.ts';
import { requireVorgang } from '../fakten.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { requireSitzungsdienst, VERZEICHNIS } from '../rollen.ts';
import { decideVerlauf } from '../verlauf/decide.ts';
import type { VerlaufCommand } from '../verlauf/schema.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { closeSitzung } from './decide-abschluss.ts';
import * as anwesenheit from './decide-anwesenheit.ts';
import * as durchfuehrung from './decide-durchfuehrung.ts';
import * as ladung from './decide-ladung.ts';
import * as planung from './decide-planung.ts';
import { punktlage, requireGremium } from './lage.ts';
import type { SitzungCommand, SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';
import { findTop } from './tagesordnung.ts';

/** What a command to a session leads to: who may, in which phase, and then the one that decides it. */
export function decideSitzung(
  state: Sitzung | null,
  command: SitzungCommand,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  if (state && command.type === 'reportUmsetzung' && fuehrtAus(state, command.top, facts))
    return decideTop(state, command, facts);
  const rolle = requireSitzungsdienst(facts, 'Sitzungen vorbereiten und führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createSitzung')
    return state
      ? reject('sitzung.schon-angelegt', { was: 'Sitzung' })
      : planung.createSitzung(command, facts);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Sitzung' });
  if (state.phase === 'abgesagt') return reject('sitzung.abgesagt');
  switch (command.type) {
    case 'changeSitzung':
      return planung.changeSitzung(state, command, facts);
    case 'cancelSitzung':
      if (state.phase !== 'planung' && state.phase !== 'eingeladen') return reject('sitzung.schon-eroeffnet');
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Absage' }, 'grund');
      return ok([{ type: 'SitzungAbgesagt', grund: command.grund }]);
    case 'addTop':
      return planung.addTop(state, command, facts);
    case 'addTopHuelle':
    case 'renameTopHuelle':
    case 'removeTopHuelle':
    case 'recordPaketfreigabe': {
      const herkunft = checkHerkunft(state, command, facts);
      return herkunft ?? decideReaktion(state, command, facts);
    }
    case 'renameTop':
      return planung.renameTop(state, command);
    case 'moveTop':
      return planung.moveTop(state, command);
    case 'removeTop':
      return planung.removeTop(state, command);
    case 'sendEinladung':
      return ladung.sendEinladung(state, command, facts);
    case 'recordZustellung':
      return ladung.recordZustellung(state, command, facts);
    case 'sendNachtrag':
      return ladung.sendNachtrag(state, command, facts);
    case 'publishBekanntmachung':
      return ladung.publishBekanntmachung(state, command, facts);
    case 'startSitzung':
      return durchfuehrung.startSitzung(state, command, facts);
    case 'recordAnwesenheit':
      return anwesenheit.recordAnwesenheit(state, command, facts);
    case 'correctAnwesenheit':
      return anwesenheit.correctAnwesenheit(state, command, facts);
    case 'recordFeststellung':
      return durchfuehrung.recordFeststellung(state, command, facts);
    case 'endSitzung':
      return durchfuehrung.endSitzung(state, command, facts);
    case 'closeSitzung':
      return closeSitzung(state, facts);
    default:
      return decideTop(state, command, facts);
  }
}

/** The unit that carries out a resolution reports on it itself. */
function fuehrtAus(state: Sitzung, top: string, facts: Facts): boolean {
  const einheit = verlaufOf(state.verlauf, top).umsetzung?.einheit;
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  if (!einheit || !verzeichnis.bekannt) return false;
  return mayActFor(verzeichnis.wert, facts.akteur, { einheit }, tagOf(facts.jetzt)) !== null;
}

type Teilbefehl = Extract<
  SitzungCommand,
  { type: 'addTopHuelle' | 'renameTopHuelle' | 'removeTopHuelle' | 'recordPaketfreigabe' }
>;

/**
 * These come from the non-public part alone, which has checked titles and package. Sent by hand they would
 * go past that check, so they must agree with what stands there.
 */
function checkHerkunft(state: Sitzung, command: Teilbefehl, facts: Facts) {
  const fact = requireVorgang<NichtoeffentlicheSitzung>(
    facts,
    state.nichtoeffentlicheSitzung,
    'sitzung_nichtoeffentlich',
    'Nichtöffentlicher Teil',
  );
  if (!fact.ok) return fact;
  const noe = fact.value;
  if (!noe) return null;
  if (command.type === 'recordPaketfreigabe')
    return noe.freigegebenesPaket === command.dokument ? null : reject('sitzung.leckpruefung-fehlt');
  const id = command.type === 'addTopHuelle' ? command.id : command.top;
  const punkt = noe.punkte.find((p) => p.id === id);
  const passt = command.type === 'removeTopHuelle' ? !punkt : punkt?.neutralerTitel === command.titel;
  return passt ? null : reject('sitzung.im-anderen-teil', { titel: id });
}

function decideReaktion(
  state: Sitzung,
  command: Teilbefehl,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  switch (command.type) {
    case 'addTopHuelle':
      return planung.addTopHuelle(state, command, facts);
    case 'renameTopHuelle':
      return planung.renameTop(state, command);
    case 'removeTopHuelle':
      return planung.removeTop(state, command);
    case 'recordPaketfreigabe':
      return ladung.recordPaketfreigabe(state, command, facts);
  }
}

function decideTop(
  state: Sitzung,
  command: VerlaufCommand,
  facts: Facts,
): Result<readonly SitzungEvent[], Rejection> {
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const top = findTop(state.tagesordnung, command.top);
  const lage = punktlage(
    state,
    gremium.value,
    command.top,
    {
      teil: 'oeffentlich',
      verlauf: state.verlauf,
      bezug: top?.bezug ?? null,
      beratung: top?.beratung ?? null,
      titel: null,
    },
    facts,
  );
  return lage.ok ? decideVerlauf(lage.value, command, facts) : lage;
}
