import { addMinutes, tagOf } from '../../shared/dates.ts';
import type { Zeitpunkt } from '../../shared/vorgang.ts';
import { berechneAblauf, berechneBelegungen, type PlanBelegung, type Terminplan } from '../belegung.ts';
import { findGrabartRegel, ruhefristBis } from '../grabregeln.ts';
import { stelleBelegung, waehleStelle } from '../stelle.ts';
import { findFriedhof, findHalle, findKolonne, type Regelwerk } from '../tabellen/index.ts';
import type { Einsatz } from './schema.ts';
import type { Vorhaben } from './vorhaben.ts';
import type { Umfeld } from './umfeld.ts';

/** A plan with all it holds, ready for an event. */
export interface Termin {
  readonly plan: Terminplan;
  readonly belegungen: PlanBelegung[];
  readonly einsatz: Einsatz;
  readonly regeln: Record<string, number>;
}

export function baueTermin(v: Vorhaben, u: Umfeld): Termin {
  const { r } = u;
  const friedhof = findFriedhof(r, v.plan.friedhof);
  const kolonne = findKolonne(r, v.plan.kolonne);
  if (!friedhof || !kolonne) throw new Error('A plan is built only after it was checked');
  const belegungen = [...berechneBelegungen(v.plan, v.angaben.art, v.grab, r)];
  const ablauf = berechneAblauf(v.plan, v.angaben.art, r);
  const tag = tagOf(v.plan.beginn);
  const stelle = u.grab ? (waehleStelle(u.grab, v.angaben.art, tag, u.belegung ?? [], u.vorgang) ?? 1) : 1;
  if (u.grab && v.grab !== null) {
    const bis = ruhefristBis(findGrabartRegel(r.satzung, u.grab.grabart), v.angaben.art, tag);
    const von = ablauf.aushubBeginn < v.plan.beginn ? ablauf.aushubBeginn : v.plan.beginn;
    belegungen.push(stelleBelegung(v.grab, v.angaben.art, stelle, von, bis));
  }
  return {
    plan: v.plan,
    belegungen,
    regeln: { ...r.fassungen },
    einsatz: {
      friedhof: friedhof.id,
      friedhofName: friedhof.name,
      adresse: friedhof.adresse,
      zufahrt: friedhof.zufahrt,
      halleName: v.plan.halle === null ? null : (findHalle(r, v.plan.halle)?.name ?? null),
      kolonne: kolonne.id,
      kolonneName: kolonne.name,
      kolonneTelefon: kolonne.telefon,
      kolonneEinheit: kolonne.einheit,
      baggerName: r.bagger.find((b) => b.id === v.plan.bagger)?.name ?? null,
      ablauf: { ...ablauf },
      grab: u.grab
        ? {
            schluessel: u.grab.schluessel,
            grabart: u.grab.grabart,
            masse: u.grab.masse,
            denkmal: u.grab.denkmal,
            lage: u.grab.lage,
            stelle,
          }
        : null,
    },
  };
}

/** Until when a hold is kept: so many hours, but no later than so long before the start, and at least two hours. */
export function vormerkungBis(plan: Terminplan, jetzt: Zeitpunkt, r: Regelwerk): Zeitpunkt {
  const lang = addMinutes(jetzt, r.zeiten.vormerkungStunden * 60);
  const vorStart = addMinutes(plan.beginn, -r.zeiten.vormerkungSpaetestensVorStartStunden * 60);
  const frist = lang < vorStart ? lang : vorStart;
  const mindestens = addMinutes(jetzt, 120);
  return frist > mindestens ? frist : mindestens;
}
