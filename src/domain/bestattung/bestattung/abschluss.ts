import { formatTag, tagOf } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Facts, Tag } from '../../shared/vorgang.ts';
import type { Bestattungsart } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import { berechneGebuehren } from '../gebuehren.ts';
import type { Grab } from '../grab.ts';
import {
  berechneRechtsfolge,
  findGrabartRegel,
  ruhefristBis,
  ruhtNiemand,
  type Rechtsfolge,
} from '../grabregeln.ts';
import { findHalle, type Regelwerk } from '../tabellen/index.ts';
import type { GrabartRegel } from '../tabellen/regeln.ts';
import { leseUmfeld } from './umfeld.ts';
import type { BestattungCommand, Gebuehr } from './schema.ts';
import { nameVon, type BestattungState } from './state.ts';
import type { Decided } from './zulaessig.ts';

/** Ends a case: the entry for the grave register, the right that follows and the basis of the fees. */
export function close(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'closeBestattung' }>,
  facts: Facts,
): Decided {
  const fehlt = (was: string): Decided => reject('bestattung.bericht-unvollstaendig', { was });
  if (state.auftrag.klaerung.length > 0 && c.klaerung === null)
    return fehlt(state.auftrag.klaerung.join('; '));
  const stelle = state.einsatz?.grab?.stelle;
  if (state.grab === null || state.plan === null || stelle === undefined)
    return fehlt('kein Grab zugeordnet');
  if (c.beigesetztAm > tagOf(facts.jetzt))
    return fehlt(`Tag der Beisetzung ${formatTag(c.beigesetztAm)} liegt in der Zukunft`);
  if (c.beigesetztAm < state.angaben.verstorben.sterbezeit.tag)
    return fehlt('Tag der Beisetzung liegt vor dem Sterbetag');
  const umfeld = leseUmfeld(facts, c.beigesetztAm, state.angaben, state.plan, state.grab);
  if (!umfeld.ok) return umfeld;
  const { r, grab } = umfeld.value;
  if (grab === null) return reject('bestattung.nicht-pruefbar');
  const { angaben, plan } = state;
  const regel = findGrabartRegel(r.satzung, grab.grabart);
  const recht = berechneRechtsfolge(grab, angaben.art, c.beigesetztAm, regel, state.verlaengerungJahre);
  return ok([
    {
      type: 'BestattungAbgeschlossen',
      abschluss: {
        grab: state.grab,
        grabart: grab.grabart,
        friedhof: grab.friedhof,
        eintrag: {
          bestattung: facts.vorgang,
          nummer: state.nummer,
          name: nameVon(angaben),
          geburtsdatum: angaben.verstorben.geburtsdatum,
          sterbetag: angaben.verstorben.sterbezeit.tag,
          bestattungsart: angaben.art,
          beigesetztAm: c.beigesetztAm,
          stelle,
          ruhefristBis: ruhefristBis(regel, angaben.art, c.beigesetztAm),
          einaescherungsnummer: angaben.einaescherung?.nummer ?? null,
        },
        recht,
        inhaber:
          grab.recht?.inhaber ?? angaben.nutzungsberechtigt?.name ?? angaben.kostentraeger?.name ?? null,
        gebuehren: gebuehrenFuer(angaben.art, c.beigesetztAm, grab, regel, plan, recht, r),
        klaerung: c.klaerung,
      },
    },
  ]);
}

/** Basis of the fee of one burial: hall units begun, act at the grave, right of use. */
function gebuehrenFuer(
  art: Bestattungsart,
  tag: Tag,
  grab: Grab,
  regel: GrabartRegel,
  plan: Terminplan,
  recht: Rechtsfolge,
  r: Regelwerk,
): Gebuehr[] {
  const halle = plan.halle === null ? null : findHalle(r, plan.halle);
  const einheiten = halle ? Math.ceil(plan.feierMin / halle.einheitMin) : 0;
  const neuesReihengrab = regel.ersterwerbJahre === null && ruhtNiemand(grab, tag);
  return berechneGebuehren(art, regel, einheiten, recht, neuesReihengrab, r.gebuehren);
}
