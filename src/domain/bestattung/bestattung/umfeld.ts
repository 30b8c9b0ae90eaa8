import { addDays, formatTag, instantOf, tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  getFact,
  type BelegungFakt,
  type FactQuery,
  type Facts,
  type Tag,
  type VorgangId,
  type Zeitpunkt,
} from '../../shared/vorgang.ts';
import type { Terminplan } from '../belegung.ts';
import { GRAB_TABELLE, grabFrage, grabMitAkte, type Grab, type GrabNachtrag } from '../grab.ts';
import { grabakteOf } from '../kennung.ts';
import { alleStellen } from '../stelle.ts';
import { regelwerkAus, regelwerkFragen, type Regelwerk } from '../tabellen/index.ts';
import type { Angaben } from './schema.ts';

/** What the checks need of the world. `null` in `grab`/`belegung`: not known on this device. */
export interface Umfeld {
  readonly r: Regelwerk;
  readonly jetzt: Zeitpunkt;
  readonly vorgang: VorgangId;
  readonly grab: Grab | null;
  readonly belegung: readonly BelegungFakt[] | null;
}

/** Days over which other bookings are looked at: before the digging, and after for the nearest alternatives. */
const TAGE_VOR = 1;
const TAGE_NACH = 15;

export const belegungsFrage = (plan: Terminplan, grab: string | null): FactQuery => ({
  art: 'belegung',
  ressourcen: [
    ...(plan.halle === null ? [] : [`halle:${plan.halle}`]),
    `kolonne:${plan.kolonne}`,
    ...(plan.bagger === null ? [] : [`bagger:${plan.bagger}`]),
    ...(grab === null ? [] : [`grab:${grab}`]),
  ],
  von: tagBeginn(addDays(tagOf(plan.aushubBeginn), -TAGE_VOR)),
  bis: tagBeginn(addDays(tagOf(plan.beginn), TAGE_NACH)),
});

/** Places of the grave are promised for decades: far enough ahead that no promise is missed. */
export const stellenFrage = (angaben: Angaben, plan: Terminplan, grab: string): FactQuery => ({
  art: 'belegung',
  ressourcen: alleStellen(grab, angaben.art),
  von: plan.aushubBeginn,
  bis: `${Number(plan.beginn.slice(0, 4)) + 60}-01-01T00:00:00.000Z`,
});

const tagBeginn = (tag: Tag): Zeitpunkt => instantOf(tag, '00:00') ?? `${tag}T00:00:00.000Z`;

/** The questions whose answers `leseUmfeld` reads. */
export const umfeldFragen = (
  angaben: Angaben,
  plan: Terminplan | null,
  grab: string | null,
): readonly FactQuery[] => [
  ...regelwerkFragen,
  ...(plan === null ? [] : [belegungsFrage(plan, grab)]),
  ...(plan === null || grab === null ? [] : [stellenFrage(angaben, plan, grab)]),
  ...(grab === null ? [] : [grabFrage(grab), { art: 'vorgang', id: grabakteOf(grab) } as const]),
];

/** Reads the world out of the facts; the centre refuses what it does not know, a laptop goes on provisionally. */
export function leseUmfeld(
  facts: Facts,
  tag: Tag,
  angaben: Angaben,
  plan: Terminplan | null,
  grab: string | null,
): Result<Umfeld, Rejection> {
  const r = regelwerkAus(facts, tag);
  if (r === null) return reject('bestattung.regelwerk-unbekannt', { tag: formatTag(tag) });
  const geladen = grab === null ? ok(null) : leseGrab(facts, grab);
  if (!geladen.ok) return geladen;
  const belegung: BelegungFakt[] = [];
  let bekannt = true;
  for (const frage of plan === null
    ? []
    : [belegungsFrage(plan, grab), ...(grab === null ? [] : [stellenFrage(angaben, plan, grab)])]) {
    const fact = getFact<readonly BelegungFakt[]>(facts, frage);
    if (fact.bekannt) belegung.push(...fact.wert);
    else if (!facts.vorlaeufig) return reject('bestattung.nicht-pruefbar');
    else bekannt = false;
  }
  return ok({
    r,
    jetzt: facts.jetzt,
    vorgang: facts.vorgang,
    grab: geladen.value,
    belegung: bekannt ? belegung : null,
  });
}

/** The grave as imported plus its Grabakte; null: not known on this laptop. */
export function leseGrab(facts: Facts, schluessel: string): Result<Grab | null, Rejection> {
  const fact = getFact<Readonly<Record<string, unknown>>>(facts, grabFrage(schluessel));
  const grab = fact.bekannt ? (fact.wert[schluessel] as Grab | undefined) : undefined;
  if (grab === undefined)
    return facts.vorlaeufig
      ? ok(null)
      : reject('bestattung.grab-unbekannt', { grab: schluessel, tabelle: GRAB_TABELLE }, 'grab');
  const akte = getFact<GrabNachtrag | null>(facts, { art: 'vorgang', id: grabakteOf(schluessel) });
  return ok(grabMitAkte(grab, akte.bekannt ? akte.wert : null));
}
