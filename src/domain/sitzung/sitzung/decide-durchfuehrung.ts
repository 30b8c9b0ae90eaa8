import { formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, Zeitpunkt } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { vorgangQuery } from '../fakten.ts';
import { findMitglied } from '../gremium/mitglieder.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { nameOf } from '../rollen.ts';
import { beschlussfaehigkeitUm } from '../verlauf/anwesenheit.ts';
import { ereigniszeit, quorumWarnungen } from '../verlauf/decide.ts';
import type { Warnung } from '../verlauf/schema.ts';
import { requireGremium, sitzungslage } from './lage.ts';
import type { SitzungCommand, SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';

type Antwort = Result<readonly SitzungEvent[], Rejection>;
type Befehl<T extends SitzungCommand['type']> = Extract<SitzungCommand, { type: T }>;

/** The session itself: opened, able to resolve or not, ended. */
export function startSitzung(state: Sitzung, command: Befehl<'startSitzung'>, facts: Facts): Antwort {
  if (state.phase !== 'eingeladen') return reject('sitzung.nicht-geladen', { phase: state.phase });
  const um = command.um ?? facts.geschehenAm;
  if (um > facts.jetzt)
    return reject('sitzung.zeit-ausserhalb', { zeit: formatZeitpunkt(um), von: 'Ladung', bis: 'jetzt' });
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (gremium.value && !findMitglied(gremium.value, command.leitung, tagOf(state.beginn)))
    return reject('sitzung.kein-mitglied', {
      person: nameOf(facts, command.leitung).name,
      gremium: gremium.value.name,
    });
  if (command.leitung === command.schriftfuehrung)
    return reject('sitzung.gleiche-person', { rollen: 'Sitzungsleitung und Schriftführung' });
  const warnungen: Warnung[] = gremium.value ? quorumWarnungen(sitzungslage(state, gremium.value), um) : [];
  if (state.bekanntmachung === null) warnungen.push({ code: 'sitzung.bekanntmachung-fehlt', params: {} });
  return ok([{ ...command, type: 'SitzungEroeffnet', um, warnungen }]);
}

export function recordFeststellung(
  state: Sitzung,
  command: Befehl<'recordFeststellung'>,
  facts: Facts,
): Antwort {
  const zeit = ereigniszeit(command.um, facts, state.eroeffnetUm, state.beendetUm);
  if (!zeit.ok) return zeit;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const b = gremium.value ? beschlussfaehigkeitUm(sitzungslage(state, gremium.value), zeit.value) : null;
  return ok([
    {
      ...command,
      type: 'BeschlussfaehigkeitFestgestellt',
      um: zeit.value,
      anwesend: b?.anwesend ?? 0,
      erforderlich: b?.erforderlich ?? 0,
    },
  ]);
}

/** Last time something is on record of, in either part: a vote, an item called, somebody who came or left. */
function letzteHandlung(state: Sitzung, facts: Facts): Zeitpunkt {
  const fact = getFact<NichtoeffentlicheSitzung | null>(facts, vorgangQuery(state.nichtoeffentlicheSitzung));
  const noe = fact.bekannt ? (fact.wert?.verlauf ?? {}) : {};
  const punkte = [...Object.values(state.verlauf), ...Object.values(noe)];
  const zeiten = [
    ...punkte.flatMap((p) => [p.aufgerufenUm, p.geschlossenUm, ...p.abstimmungen.map((a) => a.um)]),
    ...state.anwesenheit.flatMap((a) => [a.von, a.bis]),
    ...state.feststellungen.map((f) => f.um),
  ];
  return zeiten.reduce<Zeitpunkt>((max, z) => (z !== null && z > max ? z : max), state.eroeffnetUm ?? '');
}

/** No session ends before what is on record of it. */
export function endSitzung(state: Sitzung, command: Befehl<'endSitzung'>, facts: Facts): Antwort {
  if (state.phase !== 'laufend') return reject('sitzung.nicht-eroeffnet');
  const zeit = ereigniszeit(command.um, facts, state.eroeffnetUm, null);
  if (!zeit.ok) return zeit;
  const letzte = letzteHandlung(state, facts);
  if (letzte > zeit.value)
    return reject('sitzung.zeit-ausserhalb', {
      zeit: formatZeitpunkt(zeit.value),
      von: formatZeitpunkt(letzte),
      bis: 'jetzt',
    });
  return ok([{ type: 'SitzungBeendet', um: zeit.value }]);
}
