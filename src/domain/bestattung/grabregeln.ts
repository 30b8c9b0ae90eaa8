import { Temporal } from 'temporal-polyfill';
import { formatTag } from '../shared/dates.ts';
import type { Tag } from '../shared/vorgang.ts';
import { sperre, type Befund } from './befund.ts';
import {
  bestattungsartText,
  grabartText,
  type Bestattungsart,
  type Grabart,
  type Masse,
} from './begriffe.ts';
import type { Belegung, Grab, Nutzungsrecht } from './grab.ts';
import type { Friedhof } from './tabellen/orte.ts';
import type { GrabartRegel, Satzung } from './tabellen/regeln.ts';

export const plusJahre = (tag: Tag, years: number): Tag =>
  Temporal.PlainDate.from(tag).add({ years }).toString();

export function findGrabartRegel(satzung: Satzung, grabart: Grabart): GrabartRegel {
  const regel = satzung.grabarten.find((g) => g.grabart === grabart);
  if (!regel) throw new Error(`Statute has no rule for ${grabart}`);
  return regel;
}

const istUrne = (art: Bestattungsart): boolean => art === 'urne';

/** Rest period in years. The table is refused without one for every kind allowed; an older version of it has the longest. */
const ruhejahre = (regel: GrabartRegel, art: Bestattungsart): number =>
  regel.ruhefristJahre[art] ?? Math.max(0, ...Object.values(regel.ruhefristJahre));

/** Last day of the rest period of a burial on that day. Source: the statute. */
export const ruhefristBis = (regel: GrabartRegel, art: Bestattungsart, tag: Tag): Tag =>
  plusJahre(tag, ruhejahre(regel, art));

/** Is this kind of burial allowed in this kind of grave? */
export function pruefeGrabart(art: Bestattungsart, grabart: Grabart, satzung: Satzung): Befund | null {
  const regel = findGrabartRegel(satzung, grabart);
  if (regel.zulaessig.includes(art)) return null;
  const zulaessig = satzung.grabarten
    .filter((g) => g.zulaessig.includes(art))
    .map((g) => grabartText[g.grabart])
    .join(', ');
  const params = { art: bestattungsartText[art], grabart: grabartText[grabart], zulaessig };
  return sperre('bestattung.art-nicht-zulaessig', params, 'grabart', regel.norm);
}

/** A closed cemetery takes only burials on a running right of use. */
export function pruefeGeschlossen(
  friedhof: Friedhof,
  recht: Nutzungsrecht | null,
  tag: Tag,
  satzung: Satzung,
): Befund | null {
  if (friedhof.geschlossenAb === null || tag < friedhof.geschlossenAb) return null;
  if (recht !== null && recht.endetAm >= tag) return null;
  return sperre('bestattung.friedhof-geschlossen', {}, 'friedhof', satzung.geschlossenNorm);
}

/** Burials whose rest period still runs on that day, the one that ends first first. */
const laufende = (grab: Grab, tag: Tag, urne: boolean): readonly Belegung[] =>
  grab.belegungen
    .filter((b) => istUrne(b.bestattungsart) === urne && b.ruhefristBis >= tag)
    .sort((a, b) => (a.ruhefristBis < b.ruhefristBis ? -1 : 1));

/** Day of the first burial that still rests on that day: one whose rest is over began nothing that goes on. */
const ersteBelegung = (grab: Grab, tag: Tag): Tag | null =>
  grab.belegungen
    .filter((b) => b.ruhefristBis >= tag)
    .map((b) => b.beigesetztAm)
    .sort()[0] ?? null;

/** Does nobody rest there on that day? A grave that is given anew counts like one that was never used. */
export const ruhtNiemand = (grab: Grab, tag: Tag): boolean => ersteBelegung(grab, tag) === null;

/** Is there a place left, with all rest periods kept? */
export function pruefeKapazitaet(
  grab: Grab,
  art: Bestattungsart,
  tag: Tag,
  regel: GrabartRegel,
): Befund | null {
  const urne = istUrne(art);
  const plaetze = urne ? grab.kapazitaetUrne : grab.kapazitaetSarg;
  const belegt = laufende(grab, tag, urne);
  if (belegt.length >= plaetze) {
    const frei = belegt[belegt.length - plaetze];
    const params = { n: plaetze === 0 ? 1 : plaetze, d: frei ? formatTag(frei.ruhefristBis) : 'unbegrenzt' };
    return sperre('bestattung.grab-belegt', params, 'grab', regel.norm);
  }
  const erste = ersteBelegung(grab, tag);
  if (urne && erste !== null && regel.urneBisJahreNachErster !== null) {
    const bis = plusJahre(erste, regel.urneBisJahreNachErster);
    const params = { d: formatTag(bis), jahre: regel.urneBisJahreNachErster };
    if (tag > bis) return sperre('bestattung.urne-zu-spaet', params, 'grab', regel.norm);
  }
  return null;
}

/** How many whole years the right must be extended to cover the rest period; 0: none. */
export function verlaengerungJahre(recht: Nutzungsrecht, ruheEnde: Tag): number {
  let jahre = 0;
  while (plusJahre(recht.endetAm, jahre) < ruheEnde) jahre++;
  return jahre;
}

export interface Rechtsfolge {
  readonly art: 'keines' | 'besteht' | 'ersterwerb' | 'verlaengerung';
  /** years of the acquisition or extension, 0 if none */
  readonly jahre: number;
  readonly endetAm: Tag | null;
}

/**
 * What a burial does to the right of use: nothing, first acquisition, or an extension. It is extended by as many years
 * as the rest period needs, or as were agreed if that is more.
 */
export function berechneRechtsfolge(
  grab: Grab,
  art: Bestattungsart,
  tag: Tag,
  regel: GrabartRegel,
  vereinbartJahre = 0,
): Rechtsfolge {
  if (regel.ersterwerbJahre === null) return { art: 'keines', jahre: 0, endetAm: null };
  const ruheEnde = ruhefristBis(regel, art, tag);
  if (grab.recht === null || grab.recht.endetAm < tag) {
    const jahre = Math.max(regel.ersterwerbJahre, ruhejahre(regel, art));
    return { art: 'ersterwerb', jahre, endetAm: plusJahre(tag, jahre) };
  }
  const jahre = Math.max(verlaengerungJahre(grab.recht, ruheEnde), regel.verlaengerbar ? vereinbartJahre : 0);
  return jahre === 0
    ? { art: 'besteht', jahre: 0, endetAm: grab.recht.endetAm }
    : { art: 'verlaengerung', jahre, endetAm: plusJahre(grab.recht.endetAm, jahre) };
}

/** Does the right last as long as the rest period, with the extension agreed so far? */
export function pruefeRecht(
  grab: Grab,
  art: Bestattungsart,
  tag: Tag,
  regel: GrabartRegel,
  vereinbartJahre: number,
): Befund | null {
  const folge = berechneRechtsfolge(grab, art, tag, regel);
  if (folge.art !== 'verlaengerung' || grab.recht === null) return null;
  if (!regel.verlaengerbar)
    return sperre(
      'bestattung.recht-nicht-verlaengerbar',
      { grabart: grabartText[regel.grabart] },
      'grab',
      regel.norm,
    );
  if (vereinbartJahre >= folge.jahre) return null;
  const params = {
    d: formatTag(grab.recht.endetAm),
    e: formatTag(ruhefristBis(regel, art, tag)),
    n: folge.jahre,
  };
  return sperre('bestattung.recht-zu-kurz', params, 'verlaengerungJahre', regel.norm);
}

const formatMasse = (m: Masse): string => `${m.laengeCm}×${m.breiteCm} cm`;

/** Does the coffin fit one place of the grave? A wide grave is shared by its places. */
export function pruefeSarg(sarg: Masse | null, grab: Grab, regel: GrabartRegel): Befund | null {
  if (sarg === null || grab.kapazitaetSarg === 0) return null;
  const platz = {
    laengeCm: grab.masse.laengeCm,
    breiteCm: Math.floor(grab.masse.breiteCm / grab.kapazitaetSarg),
  };
  if (sarg.laengeCm <= platz.laengeCm && sarg.breiteCm <= platz.breiteCm) return null;
  const params = { sarg: formatMasse(sarg), grab: formatMasse(platz) };
  return sperre('bestattung.sarg-zu-gross', params, 'sarg', regel.norm);
}

export interface Grabwunsch {
  readonly art: Bestattungsart;
  readonly tag: Tag;
  readonly sarg: Masse | null;
  readonly verlaengerungJahre: number;
}

/** Every rule about one chosen grave, the gravest first. */
export function pruefeGrab(
  grab: Grab,
  wunsch: Grabwunsch,
  friedhof: Friedhof,
  satzung: Satzung,
): readonly Befund[] {
  const regel = findGrabartRegel(satzung, grab.grabart);
  const befunde = [
    grab.gesperrt === null
      ? null
      : sperre('bestattung.grab-gesperrt', { grab: grab.schluessel, grund: grab.gesperrt }, 'grab'),
    pruefeGrabart(wunsch.art, grab.grabart, satzung),
    pruefeGeschlossen(friedhof, grab.recht, wunsch.tag, satzung),
  ];
  if (regel.zulaessig.includes(wunsch.art)) {
    befunde.push(
      pruefeKapazitaet(grab, wunsch.art, wunsch.tag, regel),
      istUrne(wunsch.art) ? null : pruefeSarg(wunsch.sarg, grab, regel),
      pruefeRecht(grab, wunsch.art, wunsch.tag, regel, wunsch.verlaengerungJahre),
    );
  }
  return befunde.filter((b) => b !== null);
}
