import { addDays, addMinutes, formatTag, formatZeitpunkt, instantOf, tagOf } from '../../shared/dates.ts';
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
import { hinweis, sperre, type Befund } from '../befund.ts';
import type { Unterlage } from '../begriffe.ts';
import {
  berechneAblauf,
  berechneBelegungen,
  pruefeBelegung,
  pruefePlan,
  type PlanBelegung,
  type Terminplan,
} from '../belegung.ts';
import { berechneFenster, pruefeFenster, pruefeSterbezeit, type Genehmigung } from '../fristen.ts';
import { GRAB_TABELLE, grabFrage, grabMitAkte, type Grab, type GrabNachtrag } from '../grab.ts';
import { findGrabartRegel, pruefeGrab, pruefeGrabart, ruhefristBis } from '../grabregeln.ts';
import { grabakteOf } from '../kennung.ts';
import { alleStellen, stelleBelegung, waehleStelle } from '../stelle.ts';
import {
  findFriedhof,
  findHalle,
  findKolonne,
  regelwerkAus,
  regelwerkFragen,
  type Regelwerk,
} from '../tabellen/index.ts';
import { pruefeUnterlagen } from '../unterlagen.ts';
import type { Angaben, Einsatz } from './schema.ts';

/** What is wanted, whether it comes from a form being typed or from a command. */
export interface Vorhaben {
  readonly angaben: Angaben;
  readonly plan: Terminplan;
  /** key of the grave; null: still open */
  readonly grab: string | null;
  readonly verlaengerungJahre: number;
  readonly genehmigungen: readonly Genehmigung[];
  readonly unterlagen: readonly Unterlage[];
}

/** What the checks need of the world. `null` in `grab`/`belegung`: not known on this device. */
export interface Umfeld {
  readonly r: Regelwerk;
  readonly jetzt: Zeitpunkt;
  readonly vorgang: VorgangId;
  readonly grab: Grab | null;
  readonly belegung: readonly BelegungFakt[] | null;
}

export type Pruefstufe = 'vormerken' | 'freigeben';

/** Everything the rules have to say about a plan. The same for the live hints of the form and for the decision. */
export function pruefeVorhaben(v: Vorhaben, u: Umfeld, stufe: Pruefstufe): readonly Befund[] {
  const { r } = u;
  const { angaben, plan } = v;
  const tag = tagOf(plan.beginn);
  const tod = angaben.verstorben.sterbezeit;
  const fenster = berechneFenster(
    angaben.art,
    tod,
    angaben.einaescherung?.tag ?? null,
    v.genehmigungen,
    r.fristen,
  );
  const befunde: Befund[] = [
    ...pruefeSterbezeit(tod, u.jetzt, plan.beginn),
    ...pruefeVergangen(plan, u.jetzt),
    ...pruefeFenster(angaben.art, fenster, plan.beginn, r.fristen),
    ...pruefePlan(plan, angaben.art, r),
  ];
  if (angaben.art === 'urne' && fenster.spaetestens === null) {
    const melde = stufe === 'freigeben' ? sperre : hinweis;
    befunde.push(
      melde(
        'bestattung.einaescherung-unbekannt',
        { n: r.fristen.urneWochen },
        'einaescherung',
        r.fristen.urneNorm,
      ),
    );
  }
  befunde.push(...pruefeOrt(v, u, stufe, tag));
  if (befunde.every((b) => b.code !== 'bestattung.mittel-unbekannt') && u.belegung !== null) {
    const wunsch = berechneBelegungen(plan, angaben.art, v.grab, r);
    befunde.push(...pruefeBelegung(wunsch, u.belegung, u.vorgang, r));
  }
  if (stufe === 'freigeben') {
    const regel = u.grab ? findGrabartRegel(r.satzung, u.grab.grabart) : null;
    const mitRecht = regel !== null && regel.ersterwerbJahre !== null;
    befunde.push(...pruefeUnterlagen(angaben.art, new Set(v.unterlagen), mitRecht, r.unterlagen));
  }
  return befunde;
}

function pruefeVergangen(plan: Terminplan, jetzt: Zeitpunkt): readonly Befund[] {
  const frueheste = plan.aushubBeginn < plan.beginn ? plan.aushubBeginn : plan.beginn;
  return frueheste > jetzt
    ? []
    : [sperre('bestattung.termin-vergangen', { t: formatZeitpunkt(frueheste) }, 'termin')];
}

/** Grave and cemetery: the chosen grave, or at least the wanted kind of grave while it is still open. */
function pruefeOrt(v: Vorhaben, u: Umfeld, stufe: Pruefstufe, tag: Tag): readonly Befund[] {
  const { r } = u;
  const friedhof = findFriedhof(r, v.plan.friedhof);
  if (!friedhof) return [];
  if (v.grab === null) {
    const befunde: Befund[] = [];
    if (v.angaben.grabart !== null) {
      const b = pruefeGrabart(v.angaben.art, v.angaben.grabart, r.satzung);
      if (b) befunde.push(b);
    }
    // Without a grave nobody can show an existing right: a closed cemetery is refused at once.
    if (friedhof.geschlossenAb !== null && friedhof.geschlossenAb <= tag)
      befunde.push(sperre('bestattung.friedhof-geschlossen', {}, 'friedhof', r.satzung.geschlossenNorm));
    if (stufe === 'freigeben') befunde.push(sperre('bestattung.grab-offen', {}, 'grab'));
    return befunde;
  }
  if (u.grab === null) return [];
  if (u.grab.friedhof !== friedhof.id) {
    const params = { grab: v.grab, friedhof: friedhof.name };
    return [sperre('bestattung.grab-anderer-friedhof', params, 'grab')];
  }
  const wunsch = { art: v.angaben.art, tag, sarg: v.angaben.sarg, verlaengerungJahre: v.verlaengerungJahre };
  // A date may be held while the extension is still being agreed; the release needs it.
  const befunde = pruefeGrab(u.grab, wunsch, friedhof, r.satzung).map((b): Befund =>
    stufe === 'vormerken' && b.code === 'bestattung.recht-zu-kurz' ? { ...b, stufe: 'hinweis' } : b,
  );
  if (befunde.some((b) => b.code === 'bestattung.grab-belegt' || b.code === 'bestattung.art-nicht-zulaessig'))
    return befunde;
  if (u.belegung === null || waehleStelle(u.grab, v.angaben.art, tag, u.belegung, u.vorgang) !== null)
    return befunde;
  const letzte = u.belegung.filter((b) => b.ressource.startsWith(`stelle:${v.grab}:`)).at(-1);
  const params = {
    n: letzte?.ressource.split(':').at(-1) ?? 1,
    d: letzte ? formatTag(tagOf(letzte.bis)) : '–',
  };
  return [...befunde, sperre('bestattung.grab-belegt', params, 'grab')];
}

/** A grave chosen before there is a date: judged as of today; how long a right must last is not known yet. */
export function pruefeGrabOhneTermin(
  angaben: Angaben,
  grab: Grab,
  heute: Tag,
  r: Regelwerk,
): readonly Befund[] {
  const friedhof = findFriedhof(r, grab.friedhof);
  if (!friedhof) return [];
  const wunsch = { art: angaben.art, tag: heute, sarg: angaben.sarg, verlaengerungJahre: 60 };
  return pruefeGrab(grab, wunsch, friedhof, r.satzung);
}

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
