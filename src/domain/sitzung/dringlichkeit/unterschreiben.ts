import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { mayActFor } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { requireVorgang } from '../fakten.ts';
import { findMitglied } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import { erfuelltNiveau } from '../niederschrift/unterschrift.ts';
import type { Unterschrift } from '../niederschrift/unterschrift.ts';
import { hasUebung, recheckAlle, signAufPapier, signElektronisch } from '../niederschrift/unterzeichnung.ts';
import { BUERGERMEISTER, VERZEICHNIS, nameOf } from '../rollen.ts';
import type { DringlichkeitCommand, DringlichkeitEvent } from './schema.ts';
import type { Dringlichkeitsentscheidung } from './state.ts';

type State = Dringlichkeitsentscheidung;
type Antwort = Result<readonly DringlichkeitEvent[], Rejection>;
type Befehl<T extends DringlichkeitCommand['type']> = Extract<DringlichkeitCommand, { type: T }>;
type Rolle = 'buergermeister' | 'mitglied';

/**
 * May the person sign in this capacity? The mayor or, while prevented, the deputy whom the directory names (§ 60
 * Abs. 1 GO NRW: the general deputy), and one councillor: of the council in its matters, of the committee (its chair
 * or another councillor) in its. The two must be different people.
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
    const darf =
      !verzeichnis.bekannt || mayActFor(verzeichnis.wert, person, { rolle: BUERGERMEISTER }, tag) !== null;
    return darf ? null : refused;
  }
  const mitglied = gremium.value ? findMitglied(gremium.value, person, tag) : null;
  const ratsmitglied = mitglied?.eigenschaft === 'ratsmitglied' && mitglied.funktion !== 'stellvertretung';
  return gremium.value && !ratsmitglied ? refused : null;
}

const ROLLENNAME: Readonly<Record<Rolle, string>> = {
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  mitglied: 'Ratsmitglied des Gremiums',
};

export function sign(state: State, command: Befehl<'signDringlichkeitsentscheidung'>, facts: Facts): Antwort {
  const platz = checkPlatz(state, command.rolle, facts.akteur, facts);
  if (platz) return platz;
  const unterschrift = signElektronisch(
    state,
    command,
    {
      datei: 'Dringlichkeitsentscheidung',
      regel: { niveau: state.niveau ?? 'qualifiziert', norm: state.norm },
    },
    facts,
  );
  return unterschrift.ok ? withAbschluss(state, unterschrift.value) : unterschrift;
}

export function recordPapier(
  state: State,
  command: Befehl<'recordPapierunterschrift'>,
  facts: Facts,
): Antwort {
  const platz = checkPlatz(state, command.rolle, command.person, facts);
  if (platz) return platz;
  if (!state.papierErlaubt || command.rolle !== 'mitglied')
    return reject('sitzung.papier-nicht-zugelassen', {
      person: nameOf(facts, command.person).name,
      norm: state.norm,
    });
  const unterschrift = signAufPapier(state, command, facts);
  return unterschrift.ok ? withAbschluss(state, unterschrift.value) : unterschrift;
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
  return wahr || hasUebung(alle) ? [{ type: 'DringlichkeitsentscheidungGetroffen', am, uebung: !wahr }] : [];
}

/** Asked for by hand; with one signature it is no decision (§ 60 Abs. 1 GO NRW). */
export function execute(state: State, facts: Facts): Antwort {
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

export function recheck(state: State, facts: Facts): Antwort {
  const unterschriften = recheckAlle(state, facts);
  if (!unterschriften.ok) return unterschriften;
  return ok([
    { type: 'UnterschriftenNachgeprueft', unterschriften: unterschriften.value },
    ...(state.phase === 'zurUnterschrift' ? abschluss(state, unterschriften.value, facts.jetzt) : []),
  ]);
}
