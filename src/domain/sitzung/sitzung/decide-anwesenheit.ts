import { formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { vorgangQuery } from '../fakten.ts';
import { darfVertreten, findMitglied } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { nameOf } from '../rollen.ts';
import type { Aufenthalt } from '../verlauf/anwesenheit.ts';
import { anwesendUm } from '../verlauf/anwesenheit.ts';
import { quorumWarnungen, recheckAbstimmungen } from '../verlauf/decide.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { punktlage, requireGremium, sitzungslage } from './lage.ts';
import type { SitzungCommand, SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';

type Antwort = Result<readonly SitzungEvent[], Rejection>;
type Befehl<T extends SitzungCommand['type']> = Extract<SitzungCommand, { type: T }>;

/** Votes on record that no longer fit once presence is as given: the first, of either part. */
function checkAbstimmungen(
  state: Sitzung,
  anwesenheit: readonly Aufenthalt[],
  /** votes before this are not touched by the change */
  ab: Zeitpunkt,
  gremium: Gremium,
  facts: Facts,
): Rejection | null {
  const neu = { ...state, anwesenheit };
  const fact = getFact<NichtoeffentlicheSitzung | null>(facts, vorgangQuery(state.nichtoeffentlicheSitzung));
  const noe = fact.bekannt ? fact.wert : null;
  for (const top of state.tagesordnung) {
    const teil = top.teil;
    const verlauf = teil === 'oeffentlich' ? state.verlauf : (noe?.verlauf ?? {});
    if (!verlaufOf(verlauf, top.id).abstimmungen.some((a) => a.um >= ab)) continue;
    const lage = punktlage(
      neu,
      gremium,
      top.id,
      { teil, verlauf, bezug: null, beratung: null, titel: null },
      facts,
    );
    const fehler = lage.ok ? recheckAbstimmungen(lage.value, ab) : lage.error;
    if (fehler) return fehler;
  }
  return null;
}

/** Coming and going. A deputy takes the seat of an absent member of the own Fraktion or as named. */
export function recordAnwesenheit(
  state: Sitzung,
  command: Befehl<'recordAnwesenheit'>,
  facts: Facts,
): Antwort {
  if (state.phase !== 'eingeladen' && state.phase !== 'laufend' && state.phase !== 'beendet')
    return reject('sitzung.nicht-geladen', { phase: state.phase });
  const um = command.um ?? facts.geschehenAm;
  if (um > facts.jetzt || (state.beendetUm !== null && um > state.beendetUm))
    return reject('sitzung.zeit-ausserhalb', {
      zeit: formatZeitpunkt(um),
      von: 'Ladung',
      bis: state.beendetUm ? formatZeitpunkt(state.beendetUm) : 'jetzt',
    });
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const person = nameOf(facts, command.person).name;
  const eigene = state.anwesenheit.filter((a) => a.person === command.person);
  const offen = eigene.find((a) => a.bis === null);
  let anwesenheit: readonly Aufenthalt[];
  if (command.richtung === 'kommt') {
    if (offen) return reject('sitzung.schon-anwesend', { person, seit: formatZeitpunkt(offen.von) });
    if (eigene.some((a) => a.bis !== null && um < a.bis))
      return reject('sitzung.anwesenheit-ueberschneidet', { person });
    const platz = checkVertretung(state, command, gremium.value, um, facts);
    if (platz) return platz;
    const { vertritt } = command;
    anwesenheit = [...state.anwesenheit, { person: command.person, von: um, bis: null, vertritt }];
  } else {
    if (!offen || um < offen.von) return reject('sitzung.nicht-anwesend', { person });
    anwesenheit = state.anwesenheit.map((a) => (a === offen ? { ...a, bis: um } : a));
  }
  if (!gremium.value) return ok([{ ...command, type: 'AnwesenheitErfasst', um, warnungen: [] }]);
  const widerspruch = checkAbstimmungen(state, anwesenheit, um, gremium.value, facts);
  if (widerspruch) return { ok: false, error: widerspruch };
  const warnungen =
    state.phase === 'laufend'
      ? quorumWarnungen(sitzungslage({ ...state, anwesenheit }, gremium.value), um)
      : [];
  return ok([{ ...command, type: 'AnwesenheitErfasst', um, warnungen }]);
}

function checkVertretung(
  state: Sitzung,
  command: { readonly person: PersonId; readonly vertritt: PersonId | null },
  gremium: Gremium | null,
  um: Zeitpunkt,
  facts: Facts,
) {
  if (!gremium) return null;
  const tag = tagOf(state.beginn);
  const mitglied = findMitglied(gremium, command.person, tag);
  const person = nameOf(facts, command.person).name;
  if (command.vertritt === null) {
    return mitglied?.funktion === 'stellvertretung' && mitglied.stimmrecht === 'stimmberechtigt'
      ? reject('sitzung.vertretung-ohne-mitglied', { person }, 'vertritt')
      : null;
  }
  const name = nameOf(facts, command.vertritt).name;
  const bestellung = checkBestellung(gremium, command.person, command.vertritt, tag, facts);
  if (bestellung) return bestellung;
  const da = anwesendUm(state.anwesenheit, um);
  if (da.some((a) => a.person === command.vertritt || a.vertritt === command.vertritt))
    return reject('sitzung.vertretener-anwesend', { person, mitglied: name }, 'vertritt');
  return null;
}

/** Is the person appointed to stand in for this member? */
function checkBestellung(
  gremium: Gremium,
  person: PersonId,
  vertritt: PersonId | null,
  tag: string,
  facts: Facts,
) {
  if (vertritt === null) return null;
  const vertretung = findMitglied(gremium, person, tag);
  const mitglied = findMitglied(gremium, vertritt, tag);
  if (vertretung && mitglied && darfVertreten(vertretung, mitglied)) return null;
  const params = { person: nameOf(facts, person).name, mitglied: nameOf(facts, vertritt).name };
  return reject('sitzung.vertretung-unzulaessig', params, 'vertritt');
}

/** Replaces all stays of one person, e.g. when an arrival was noted too late. */
export function correctAnwesenheit(
  state: Sitzung,
  command: Befehl<'correctAnwesenheit'>,
  facts: Facts,
): Antwort {
  if (state.phase !== 'laufend' && state.phase !== 'beendet') return reject('sitzung.nicht-eroeffnet');
  const person = nameOf(facts, command.person).name;
  if (command.grund === '')
    return reject('sitzung.grund-fehlt', { was: 'Berichtigung der Anwesenheit' }, 'grund');
  const sorted = command.aufenthalte.toSorted((a, b) => a.von.localeCompare(b.von));
  for (const [i, a] of sorted.entries()) {
    const naechster = sorted[i + 1];
    if ((a.bis !== null && a.bis < a.von) || (naechster && (a.bis === null || naechster.von < a.bis)))
      return reject('sitzung.anwesenheit-ueberschneidet', { person });
    if (a.von > facts.jetzt || (a.bis !== null && a.bis > facts.jetzt))
      return reject('sitzung.zeit-ausserhalb', { zeit: formatZeitpunkt(a.von), von: 'Ladung', bis: 'jetzt' });
  }
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (gremium.value) {
    for (const a of sorted) {
      const platz = checkBestellung(gremium.value, command.person, a.vertritt, tagOf(state.beginn), facts);
      if (platz) return platz;
    }
    const widerspruch = checkAbstimmungen(state, mitBerichtigung(state, command), '', gremium.value, facts);
    if (widerspruch) return { ok: false, error: widerspruch };
  }
  return ok([{ ...command, aufenthalte: sorted, type: 'AnwesenheitBerichtigt' }]);
}

export const mitBerichtigung = (
  state: Sitzung,
  b: { readonly person: PersonId; readonly aufenthalte: readonly Omit<Aufenthalt, 'person'>[] },
): readonly Aufenthalt[] => [
  ...state.anwesenheit.filter((a) => a.person !== b.person),
  ...b.aufenthalte.map((a) => ({ ...a, person: b.person })),
];
