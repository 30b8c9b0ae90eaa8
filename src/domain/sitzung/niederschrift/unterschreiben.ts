import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { requireDokument } from '../fakten.ts';
import { nameOf, requireSitzungsdienst } from '../rollen.ts';
import type { Niederschrift } from './state.ts';
import type { Unterschrift, Unterschriftsrolle } from './unterschrift.ts';
import { erfuelltNiveau, judgeSignatur, recheckUnterschrift } from './unterschrift.ts';
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
export function recordPapier(
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
export function recheck(state: Niederschrift, facts: Facts): Antwort {
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
