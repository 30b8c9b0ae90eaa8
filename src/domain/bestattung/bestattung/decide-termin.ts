import { tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Facts, Tag } from '../../shared/vorgang.ts';
import { ersteSperre } from '../befund.ts';
import type { Terminplan } from '../belegung.ts';
import { plusJahre } from '../grabregeln.ts';
import { regelwerkAus } from '../tabellen/index.ts';
import { baueTermin, vormerkungBis, type Termin } from './termin.ts';
import { leseUmfeld, type Umfeld } from './umfeld.ts';
import { pruefeVorhaben, type Pruefstufe } from './pruefung.ts';
import { vorhabenVon, type Vorhaben } from './vorhaben.ts';
import { istFreigegeben, type BestattungState } from './state.ts';
import type { Decided } from './zulaessig.ts';

/** Promises a date with all it needs until the hold runs out. */
export function hold(state: BestattungState, plan: Terminplan, facts: Facts): Decided {
  const geprueft = pruefe(vorhabenVon(state, plan), 'vormerken', facts);
  if (!geprueft.ok) return geprueft;
  const { termin, u } = geprueft.value;
  return ok([{ type: 'TerminVorgemerkt', ...termin, bis: vormerkungBis(plan, facts.jetzt, u.r) }]);
}

/** The hold ran out; asked too early it changes nothing. */
export function expire(state: BestattungState, facts: Facts): Decided {
  if (state.status !== 'vorgemerkt' || state.vormerkungBis === null || facts.jetzt < state.vormerkungBis)
    return ok([]);
  return ok([{ type: 'VormerkungVerfallen' }]);
}

/** Fixes the held date; what undertaker and crew are told becomes a version. */
export function release(state: BestattungState, facts: Facts): Decided {
  if (state.vormerkungBis !== null && facts.jetzt >= state.vormerkungBis)
    return reject('bestattung.vormerkung-abgelaufen');
  if (state.plan === null) return reject('bestattung.gibt-es-nicht');
  const geprueft = pruefe(vorhabenVon(state, state.plan), 'freigeben', facts);
  if (!geprueft.ok) return geprueft;
  return ok([{ type: 'TerminFreigegeben', ...geprueft.value.termin, fassung: state.fassung + 1 }]);
}

/** Moves at once to a new date with all its resources, or gives the old one up and leaves the new one open. */
export function move(state: BestattungState, plan: Terminplan | null, grund: string, facts: Facts): Decided {
  const warFreigegeben = istFreigegeben(state.status);
  const fassung = state.fassung + (warFreigegeben ? 1 : 0);
  if (plan === null) return ok([{ type: 'TerminVerlegt', grund, fassung, warFreigegeben, neu: null }]);
  const geprueft = pruefe(vorhabenVon(state, plan), warFreigegeben ? 'freigeben' : 'vormerken', facts);
  if (!geprueft.ok) return geprueft;
  const { termin, u } = geprueft.value;
  const bis = warFreigegeben ? null : vormerkungBis(plan, facts.jetzt, u.r);
  return ok([{ type: 'TerminVerlegt', grund, fassung, warFreigegeben, neu: { ...termin, bis } }]);
}

/** Checks a plan and, if every rule holds, resolves what it claims. */
function pruefe(
  v: Vorhaben,
  stufe: Pruefstufe,
  facts: Facts,
): Result<{ readonly termin: Termin; readonly u: Umfeld }, Rejection> {
  const umfeld = leseUmfeld(facts, tagOf(v.plan.beginn), v.angaben, v.plan, v.grab);
  if (!umfeld.ok) return umfeld;
  const nein = ersteSperre(pruefeVorhaben(v, umfeld.value, stufe));
  return nein ? { ok: false, error: nein } : ok({ termin: baueTermin(v, umfeld.value), u: umfeld.value });
}

/** Last day a case that came to no burial is kept; null: the city has not decided. */
export function aufbewahrenBis(facts: Facts): Tag | null {
  const heute = tagOf(facts.jetzt);
  const jahre = regelwerkAus(facts, heute)?.fristen.ohneBestattungJahre;
  return jahre === undefined ? null : plusJahre(heute, jahre);
}
