import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { nameOf, requireSitzungsdienst } from '../rollen.ts';
import type { Niederschrift } from './state.ts';
import type { Unterschrift, Unterschriftsrolle } from './unterschrift.ts';
import { erfuelltNiveau } from './unterschrift.ts';
import { hasUebung, recheckAlle, signAufPapier, signElektronisch } from './unterzeichnung.ts';
import type { NiederschriftCommand, NiederschriftEvent } from './schema.ts';

type Antwort = Result<readonly NiederschriftEvent[], Rejection>;
type Befehl<T extends NiederschriftCommand['type']> = Extract<NiederschriftCommand, { type: T }>;

export const rejectUnterzeichnet = (s: Niederschrift) =>
  reject('sitzung.niederschrift-unterzeichnet', {
    tag: formatTag(s.sitzungstag),
    am: s.unterzeichnetAm ? formatTag(tagOf(s.unterzeichnetAm)) : '',
  });

/** Changing the text is only possible as a draft; once signed never again. */
export function requireUnveraendert(s: Niederschrift) {
  if (s.phase === 'unterzeichnet') return rejectUnterzeichnet(s);
  if (s.phase !== 'entwurf')
    return reject('sitzung.niederschrift-zur-unterschrift', { anzahl: s.unterschriften.length });
  return null;
}

/** § 52 Abs. 1 GO NRW: the Schriftführer writes the minutes, nobody else. */
export const requireSchriftfuehrer = (s: Niederschrift, facts: Facts) =>
  facts.akteur === s.schriftfuehrung
    ? null
    : reject('sitzung.nur-schriftfuehrung', { person: nameOf(facts, s.schriftfuehrung).name });

/** Who signs in which capacity: the one who led the session, and its Schriftführer. */
export const personFor = (s: Niederschrift, rolle: Unterschriftsrolle) =>
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

export function sign(state: Niederschrift, command: Befehl<'signNiederschrift'>, facts: Facts): Antwort {
  const platz = checkPlatz(state, command.rolle, facts.akteur, facts);
  if (platz) return platz;
  const { regel } = state;
  if (!regel) return reject('sitzung.unterschriftsregel-fehlt', { rolle: command.rolle });
  const datei = state.form === 'auszug' ? 'Auszug' : 'Niederschrift';
  const unterschrift = signElektronisch(state, command, { datei, regel }, facts);
  return unterschrift.ok ? withAbschluss(state, unterschrift.value) : unterschrift;
}

/** Honorary signers without a card sign on paper; the office records it with the scan. */
export function recordPapier(
  state: Niederschrift,
  command: Befehl<'recordPapierunterschrift'>,
  facts: Facts,
): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Papierunterschriften erfassen');
  if (!rolle.ok) return rolle;
  const platz = checkPlatz(state, command.rolle, command.person, facts);
  if (platz) return platz;
  if (!state.regel?.papier || command.rolle !== 'vorsitz' || !state.leitungEhrenamtlich)
    return reject('sitzung.papier-nicht-zugelassen', {
      person: nameOf(facts, command.person).name,
      norm: state.regel?.norm ?? '',
    });
  const unterschrift = signAufPapier(state, command, facts);
  return unterschrift.ok ? withAbschluss(state, unterschrift.value) : unterschrift;
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
  return hasUebung(alle) ? [{ type: 'NiederschriftZurUebungUnterzeichnet', am }] : [];
}

/** Signatures whose check was open (no network, status unknown) are looked at again. */
export function recheck(state: Niederschrift, facts: Facts): Antwort {
  const unterschriften = recheckAlle(state, facts);
  if (!unterschriften.ok) return unterschriften;
  return ok([
    { type: 'UnterschriftenNachgeprueft', unterschriften: unterschriften.value },
    ...abschluss(state, unterschriften.value, facts.jetzt),
  ]);
}
