import { z } from 'zod';
import {
  addMinutes,
  minutesBetween,
  tagOf,
  uhrzeitOf,
  daysBetween,
  formatZeitpunkt,
} from '../shared/dates.ts';
import type { BelegungFakt, Claim, VorgangId, Zeitpunkt } from '../shared/vorgang.ts';
import { sperre, type Befund } from './befund.ts';
import { bestattungsartText, zId, zZeitpunkt, type Bestattungsart } from './begriffe.ts';
import { formatGrab } from './grab.ts';
import { formatKurz, pruefeArbeit, pruefeSchliessung, pruefeStart } from './kalender.ts';
import { findFriedhof, findHalle, findKolonne, halleNutzbar, type Regelwerk } from './tabellen/index.ts';
import type { Schliessung } from './tabellen/regeln.ts';

/** Which means a burial uses, and when. All instants; durations in minutes. */
export const zTerminplan = z.object({
  friedhof: zId,
  /** null: no ceremony in a hall */
  halle: zId.nullable(),
  /** start of the ceremony; without one, start of the burial at the grave */
  beginn: zZeitpunkt,
  feierMin: z.number().int().nonnegative().max(240),
  kolonne: zId,
  bagger: zId.nullable(),
  /** start of digging */
  aushubBeginn: zZeitpunkt,
});
export type Terminplan = z.infer<typeof zTerminplan>;

/** A claim with what a person needs to read it: net span, buffers, purpose. */
export const zPlanBelegung = z.object({
  ressource: z.string(),
  von: zZeitpunkt,
  bis: zZeitpunkt,
  pufferVorMin: z.number().int(),
  pufferNachMin: z.number().int(),
  zweck: z.enum(['feier', 'aushub', 'beisetzung', 'verfuellen', 'grab']),
});
export type PlanBelegung = z.infer<typeof zPlanBelegung>;

export interface Ablauf {
  readonly aushubBeginn: Zeitpunkt;
  readonly aushubEnde: Zeitpunkt;
  readonly beisetzungBeginn: Zeitpunkt;
  readonly beisetzungEnde: Zeitpunkt;
  readonly ende: Zeitpunkt;
}

/** The times of a burial from digging to the closed grave. */
export function berechneAblauf(plan: Terminplan, art: Bestattungsart, r: Regelwerk): Ablauf {
  const { dauer, wegMin, wegAndererFriedhofMin } = r.zeiten;
  const d = dauer[art];
  const halle = plan.halle === null ? null : findHalle(r, plan.halle);
  const weg = plan.halle === null ? 0 : halle?.friedhof === plan.friedhof ? wegMin : wegAndererFriedhofMin;
  const beisetzungBeginn = addMinutes(plan.beginn, (plan.halle === null ? 0 : plan.feierMin) + weg);
  const beisetzungEnde = addMinutes(beisetzungBeginn, d.beisetzungMin);
  return {
    aushubBeginn: plan.aushubBeginn,
    aushubEnde: addMinutes(plan.aushubBeginn, d.aushubMin),
    beisetzungBeginn,
    beisetzungEnde,
    ende: addMinutes(beisetzungEnde, d.verfuellenMin),
  };
}

/** All claims of a plan with their buffers. The grave is claimed from digging to the end, if it is known. */
export function berechneBelegungen(
  plan: Terminplan,
  art: Bestattungsart,
  grab: string | null,
  r: Regelwerk,
): readonly PlanBelegung[] {
  const a = berechneAblauf(plan, art, r);
  const p = r.zeiten.puffer;
  const d = r.zeiten.dauer[art];
  const liste: PlanBelegung[] = [];
  const add = (
    ressource: string,
    zweck: PlanBelegung['zweck'],
    von: Zeitpunkt,
    bis: Zeitpunkt,
    vor: number,
    nach: number,
  ): void => {
    liste.push({
      ressource,
      zweck,
      von: addMinutes(von, -vor),
      bis: addMinutes(bis, nach),
      pufferVorMin: vor,
      pufferNachMin: nach,
    });
  };
  if (plan.halle !== null) {
    const ende = addMinutes(plan.beginn, plan.feierMin);
    add(`halle:${plan.halle}`, 'feier', plan.beginn, ende, p.halleVorMin, p.halleNachMin);
  }
  if (d.aushubMin > 0)
    add(`kolonne:${plan.kolonne}`, 'aushub', a.aushubBeginn, a.aushubEnde, 0, p.kolonneMin);
  const vorOrt = addMinutes(a.beisetzungBeginn, -r.zeiten.vorOrtVorMin);
  add(`kolonne:${plan.kolonne}`, 'beisetzung', vorOrt, a.ende, 0, p.kolonneMin);
  if (plan.bagger !== null) {
    if (d.aushubMin > 0)
      add(`bagger:${plan.bagger}`, 'aushub', a.aushubBeginn, a.aushubEnde, p.baggerMin, p.baggerMin);
    if (d.verfuellenMin > 0)
      add(`bagger:${plan.bagger}`, 'verfuellen', a.beisetzungEnde, a.ende, p.baggerMin, p.baggerMin);
  }
  if (grab !== null) add(`grab:${grab}`, 'grab', a.aushubBeginn, a.ende, 0, 0);
  return liste;
}

/** Claims for the engine: spans of one resource that touch each other become one. */
export function toClaims(belegungen: readonly PlanBelegung[]): readonly Claim[] {
  const sortiert = [...belegungen].sort((a, b) =>
    a.ressource === b.ressource ? (a.von < b.von ? -1 : 1) : a.ressource < b.ressource ? -1 : 1,
  );
  const claims: Claim[] = [];
  for (const b of sortiert) {
    const letzter = claims.at(-1);
    if (letzter && letzter.ressource === b.ressource && b.von <= letzter.bis) {
      claims[claims.length - 1] = { ...letzter, bis: b.bis > letzter.bis ? b.bis : letzter.bis };
    } else claims.push({ ressource: b.ressource, von: b.von, bis: b.bis });
  }
  return claims;
}

/** „Trauerhalle Lindenberg“, „Kolonne 3 ...“: what a resource is called on the screen. */
export function formatRessource(ressource: string, r: Regelwerk): string {
  const [art = '', ...rest] = ressource.split(':');
  const id = rest.join(':');
  if (art === 'halle') return findHalle(r, id)?.name ?? id;
  if (art === 'kolonne') return findKolonne(r, id)?.name ?? id;
  if (art === 'bagger') return r.bagger.find((b) => b.id === id)?.name ?? id;
  return art === 'grab' ? `Grab ${formatGrab(id)}` : ressource;
}

/** Is the plan itself sound: known means, hall usable, within hours, no closure, digging before the burial? */
export function pruefePlan(plan: Terminplan, art: Bestattungsart, r: Regelwerk): readonly Befund[] {
  const friedhof = findFriedhof(r, plan.friedhof);
  const halle = plan.halle === null ? null : findHalle(r, plan.halle);
  const fehlt = (was: string, id: string, feld: string): Befund =>
    sperre('bestattung.mittel-unbekannt', { was, id }, feld);
  if (!friedhof) return [fehlt('Friedhof', plan.friedhof, 'friedhof')];
  if (plan.halle !== null && halle === null) return [fehlt('Halle', plan.halle, 'halle')];
  if (!findKolonne(r, plan.kolonne)) return [fehlt('Kolonne', plan.kolonne, 'kolonne')];
  if (plan.bagger !== null && !r.bagger.some((b) => b.id === plan.bagger))
    return [fehlt('Bagger', plan.bagger, 'bagger')];

  const a = berechneAblauf(plan, art, r);
  const befunde: (Befund | null)[] = [];
  if (halle && !halleNutzbar(halle, plan.friedhof))
    befunde.push(
      sperre('bestattung.halle-nicht-nutzbar', { halle: halle.name, friedhof: friedhof.name }, 'halle'),
    );
  if (r.zeiten.dauer[art].bagger && plan.bagger === null)
    befunde.push(sperre('bestattung.bagger-noetig', { art: bestattungsartText[art] }, 'bagger'));
  befunde.push(pruefeStart(r, plan.beginn, plan.halle !== null));
  if (a.aushubEnde > vorOrtAb(a, r) || daysBetween(tagOf(a.aushubBeginn), tagOf(plan.beginn)) > AUSHUB_TAGE)
    befunde.push(
      sperre(
        'bestattung.aushub-zeit',
        { ende: formatZeitpunkt(a.aushubEnde), beginn: formatZeitpunkt(a.beisetzungBeginn) },
        'aushubBeginn',
      ),
    );
  befunde.push(
    pruefeArbeit(r, vorOrtAb(a, r), a.ende, 'Arbeit der Kolonne'),
    pruefeArbeit(r, a.aushubBeginn, a.aushubEnde, 'Aushub'),
  );
  const geschlossen = (was: Schliessung['betrifft'], id: string, von: Zeitpunkt, bis: Zeitpunkt): void => {
    befunde.push(pruefeSchliessung(r, was, id, von, bis));
  };
  geschlossen('friedhof', plan.friedhof, plan.beginn, a.ende);
  if (plan.halle !== null)
    geschlossen('halle', plan.halle, plan.beginn, addMinutes(plan.beginn, plan.feierMin));
  geschlossen('kolonne', plan.kolonne, vorOrtAb(a, r), a.ende);
  geschlossen('kolonne', plan.kolonne, a.aushubBeginn, a.aushubEnde);
  if (plan.bagger !== null) {
    geschlossen('bagger', plan.bagger, a.aushubBeginn, a.aushubEnde);
    geschlossen('bagger', plan.bagger, a.beisetzungEnde, a.ende);
  }
  return befunde.filter((b) => b !== null);
}

/** Digging longer ahead leaves an open grave over a weekend and more: days. */
const AUSHUB_TAGE = 5;
const vorOrtAb = (a: Ablauf, r: Regelwerk): Zeitpunkt =>
  addMinutes(a.beisetzungBeginn, -r.zeiten.vorOrtVorMin);

/**
 * Which of the wanted spans are taken by others. Names the resource, the taken span with its buffer and the next
 * free times of the same resource.
 */
export function pruefeBelegung(
  wunsch: readonly PlanBelegung[],
  andere: readonly BelegungFakt[],
  eigener: VorgangId,
  r: Regelwerk,
): readonly Befund[] {
  const fremd = andere.filter((b) => b.vorgang !== eigener);
  const befunde: Befund[] = [];
  for (const w of wunsch) {
    const im = fremd.find((b) => b.ressource === w.ressource && b.von < w.bis && w.von < b.bis);
    if (!im) continue;
    befunde.push(
      sperre(
        'bestattung.belegt',
        {
          ressource: formatRessource(w.ressource, r),
          von: tagOf(im.von) === tagOf(w.von) ? uhrzeitOf(im.von) : formatKurz(im.von),
          bis: uhrzeitOf(im.bis),
          n: Math.max(w.pufferVorMin, w.pufferNachMin),
          naechste: naechsteFreie(w, fremd, r).map(formatKurz).join('; ') || 'keine in den nächsten 14 Tagen',
        },
        w.ressource.split(':')[0] ?? 'termin',
      ),
    );
  }
  return befunde;
}

/** Up to three next starts at which this resource alone is free for the same length, within its hours. */
function naechsteFreie(w: PlanBelegung, fremd: readonly BelegungFakt[], r: Regelwerk): readonly Zeitpunkt[] {
  const eigene = fremd.filter((b) => b.ressource === w.ressource);
  const laenge = minutesBetween(w.von, w.bis);
  const gefunden: Zeitpunkt[] = [];
  const schritte = (14 * 24 * 60) / r.zeiten.rasterMin;
  for (let i = 1; i <= schritte && gefunden.length < 3; i++) {
    const von = addMinutes(w.von, i * r.zeiten.rasterMin);
    const bis = addMinutes(von, laenge);
    const netto = addMinutes(von, w.pufferVorMin);
    const frei = !eigene.some((b) => b.von < bis && von < b.bis);
    const offen =
      w.zweck === 'feier'
        ? pruefeStart(r, netto, true) === null
        : pruefeArbeit(r, netto, addMinutes(bis, -w.pufferNachMin), '') === null;
    if (frei && offen) gefunden.push(netto);
  }
  return gefunden;
}
