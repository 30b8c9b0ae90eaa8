import type { Bestattungsart } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import { berechneGebuehren } from '../gebuehren.ts';
import type { Grab } from '../grab.ts';
import type { Rechtsfolge } from '../grabregeln.ts';
import { findHalle, type Regelwerk } from '../tabellen/index.ts';
import type { GrabartRegel } from '../tabellen/regeln.ts';
import type { Gebuehr } from './schema.ts';

/** Basis of the fee of one burial: hall units begun, act at the grave, right of use. */
export function gebuehrenFuer(
  art: Bestattungsart,
  grab: Grab,
  regel: GrabartRegel,
  plan: Terminplan,
  recht: Rechtsfolge,
  r: Regelwerk,
): Gebuehr[] {
  const halle = plan.halle === null ? null : findHalle(r, plan.halle);
  const einheiten = halle ? Math.ceil(plan.feierMin / halle.einheitMin) : 0;
  const neuesReihengrab = regel.ersterwerbJahre === null && grab.belegungen.length === 0;
  return berechneGebuehren(art, regel, einheiten, recht, neuesReihengrab, r.gebuehren);
}
