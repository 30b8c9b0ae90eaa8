import { tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import { getFact, type Facts, type MerkmalTreffer } from '../../shared/vorgang.ts';
import { checkNummernjahr, nextNummer } from '../../stammdaten/nummernkreise.ts';
import { ersteSperre } from '../befund.ts';
import { berechneFenster, pruefeSterbezeit, type Genehmigung } from '../fristen.ts';
import { auftragOf } from '../kennung.ts';
import { regelwerkAus } from '../tabellen/index.ts';
import { doppelfallFragen } from './needs.ts';
import { kolonnenInhalt } from './inhalt.ts';
import { baueTermin, type Termin } from './termin.ts';
import { leseUmfeld } from './umfeld.ts';
import { pruefeGrabOhneTermin, pruefeVorhaben } from './pruefung.ts';
import { vorhabenVon } from './vorhaben.ts';
import type { Angaben, BestattungCommand } from './schema.ts';
import { haeltRessourcen, istFreigegeben, type BestattungState } from './state.ts';
import { offen, type Decided } from './zulaessig.ts';

/** Starts a case, unless the person seems to be known already and nobody says that it is another. */
export function create(
  state: BestattungState | null,
  c: Extract<BestattungCommand, { type: 'createBestattung' }>,
  facts: Facts,
): Decided {
  if (state !== null) return reject('bestattung.besteht-schon');
  const jahr = checkNummernjahr(facts, c.jahr);
  if (jahr) return jahr;
  const sterbezeit = ersteSperre(pruefeSterbezeit(c.angaben.verstorben.sterbezeit, facts.jetzt, null));
  if (sterbezeit) return { ok: false, error: sterbezeit };
  const doppelt = c.keinDoppelfall === null ? findeDoppelfall(c.angaben, facts) : null;
  if (doppelt) return reject('bestattung.doppelfall', { nr: doppelt }, 'verstorben');
  const { nummer, serie } = nextNummer(facts, 'bestattung', c.jahr);
  return ok([
    {
      type: 'BestattungAngelegt',
      nummer,
      serie,
      auftrag: auftragOf(facts.vorgang),
      angaben: c.angaben,
      keinDoppelfall: c.keinDoppelfall,
      frist: fristVon(c.angaben, [], facts),
    },
  ]);
}

/** Number or name of another open case for what seems to be the same person; null: none known. */
function findeDoppelfall(a: Angaben, facts: Facts): string | null {
  for (const frage of doppelfallFragen(a)) {
    const fact = getFact<readonly MerkmalTreffer[]>(facts, frage);
    const treffer = fact.bekannt ? fact.wert.find((t) => t.vorgang !== facts.vorgang) : undefined;
    if (treffer) return treffer.nummer ?? treffer.titel;
  }
  return null;
}

/** The statutory window as far as the rules are known on this device. */
export function fristVon(a: Angaben, genehmigungen: readonly Genehmigung[], facts: Facts) {
  const r = regelwerkAus(facts, tagOf(facts.jetzt));
  if (r === null) return null;
  const f = berechneFenster(
    a.art,
    a.verstorben.sterbezeit,
    a.einaescherung?.tag ?? null,
    genehmigungen,
    r.fristen,
  );
  return { fruehestens: f.fruehestens, spaetestens: f.spaetestens };
}

/** Corrects what was entered; a held date is judged anew. */
export function updateAngaben(state: BestattungState, angaben: Angaben, facts: Facts): Decided {
  return offen(state, () => {
    const sterbezeit = ersteSperre(pruefeSterbezeit(angaben.verstorben.sterbezeit, facts.jetzt, null));
    if (sterbezeit) return { ok: false, error: sterbezeit };
    const neu: BestattungState = { ...state, angaben };
    const gerechnet = rechneNeu(state, neu, facts);
    if (!gerechnet.ok) return gerechnet;
    return ok([
      {
        type: 'AngabenGeaendert',
        angaben,
        frist: fristVon(angaben, state.genehmigungen, facts),
        ...gerechnet.value,
      },
    ]);
  });
}

/** Chooses the grave; a held date is judged anew, without one the grave as of today. */
export function assignGrab(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'assignGrab' }>,
  facts: Facts,
): Decided {
  return offen(state, () => {
    const neu: BestattungState = { ...state, grab: c.grab, verlaengerungJahre: c.verlaengerungJahre };
    const umfeld = leseUmfeld(facts, tagOf(facts.jetzt), state.angaben, state.plan, c.grab);
    if (!umfeld.ok) return umfeld;
    const { grab, r } = umfeld.value;
    const nein =
      grab === null || haeltRessourcen(state.status)
        ? null
        : ersteSperre(pruefeGrabOhneTermin(state.angaben, grab, tagOf(facts.jetzt), r));
    if (nein) return { ok: false, error: nein };
    const gerechnet = rechneNeu(state, neu, facts);
    if (!gerechnet.ok) return gerechnet;
    return ok([
      {
        type: 'GrabZugeordnet',
        grab: c.grab,
        grabart: umfeld.value.grab?.grabart ?? null,
        verlaengerungJahre: c.verlaengerungJahre,
        ...gerechnet.value,
      },
    ]);
  });
}

/**
 * After a change of the case while a date is held: every rule again, the claims anew, and a new version when what
 * the crew reads has changed. Nothing is held: nothing to do.
 */
function rechneNeu(
  alt: BestattungState,
  neu: BestattungState,
  facts: Facts,
): Result<{ readonly termin: Termin | null; readonly fassung: number | null }, Rejection> {
  if (neu.plan === null || !haeltRessourcen(neu.status)) return ok({ termin: null, fassung: null });
  if (neu.status === 'durchgefuehrt') return ok({ termin: null, fassung: null });
  const frei = istFreigegeben(neu.status);
  const vorhaben = vorhabenVon(neu, neu.plan);
  const umfeld = leseUmfeld(facts, tagOf(neu.plan.beginn), neu.angaben, neu.plan, neu.grab);
  if (!umfeld.ok) return umfeld;
  // Work may have begun: that the digging lies in the past does not forbid correcting a name.
  // A paper that was taken back after the release does not forbid it either, unless the change asks for another one.
  const ohneNeuePapiere = neu.grab === alt.grab && neu.angaben.art === alt.angaben.art;
  const befunde = pruefeVorhaben(vorhaben, umfeld.value, frei ? 'freigeben' : 'vormerken').filter(
    (b) =>
      b.code !== 'bestattung.termin-vergangen' &&
      !(ohneNeuePapiere && b.code === 'bestattung.unterlage-fehlt'),
  );
  const nein = ersteSperre(befunde);
  if (nein) return { ok: false, error: nein };
  const termin = baueTermin(vorhaben, umfeld.value);
  const vorher = JSON.stringify(kolonnenInhalt(alt));
  const nachher = JSON.stringify(kolonnenInhalt({ ...neu, einsatz: termin.einsatz }));
  return ok({ termin, fassung: frei && vorher !== nachher ? alt.fassung + 1 : null });
}
