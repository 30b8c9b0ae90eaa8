import { addDays, formatTag, tagOf } from '../../shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Bestattungsart, Grabart } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import { errors, type BestattungCode } from '../errors.ts';
import { berechneFenster, type Genehmigung, type Sterbezeit } from '../fristen.ts';
import { findGrabartRegel } from '../grabregeln.ts';
import { formatKurz, formatWochentag } from '../kalender.ts';
import { findFriedhof, findHalle, findKolonne, halleNutzbar, type Regelwerk } from '../tabellen/index.ts';
import type { Friedhof } from '../tabellen/orte.ts';
import type { Belegungsindex } from './belegungsindex.ts';
import {
  EINHEIT_MS,
  fensterTage,
  plusTage,
  sperrenVon,
  suchtag,
  tagesraster,
  type Suchtag,
  type Tagesraster,
} from './raster.ts';

export interface Suchanfrage {
  readonly art: Bestattungsart;
  readonly sterbezeit: Sterbezeit;
  readonly einaescherung: Tag | null;
  readonly genehmigungen: readonly Genehmigung[];
  /** cemeteries to look at; null: all that have a fitting field */
  readonly friedhoefe: readonly string[] | null;
  /** wanted kind of grave; null: any that is allowed */
  readonly grabart: Grabart | null;
  /** key of a chosen grave; its cemetery is the only one then, closed or not (its right is checked elsewhere) */
  readonly grab: string | null;
  /** minutes of ceremony in a hall; 0: none */
  readonly feierMin: number;
  readonly jetzt: Zeitpunkt;
  /** first day looked at, and how many */
  readonly abTag: Tag;
  readonly tage: number;
  /** the time the family would like; null: as soon as it is lawful */
  readonly wunsch: Zeitpunkt | null;
  readonly hoechstens: number;
}

export interface Terminvorschlag {
  readonly plan: Terminplan;
  readonly beginn: Zeitpunkt;
  readonly friedhofName: string;
  readonly halleName: string | null;
  /** why it is proposed, each with the rule or fact behind it */
  readonly gruende: readonly string[];
  /** lower is better */
  readonly punkte: number;
}

/** Which rule kept which starts out. */
export interface Ausschluss {
  readonly code: BestattungCode;
  readonly heading: string;
  readonly text: string;
  /** how many starts it blocked */
  readonly anzahl: number;
}

export interface Suchergebnis {
  readonly vorschlaege: readonly Terminvorschlag[];
  readonly ausschluesse: readonly Ausschluss[];
  /** starts looked at */
  readonly geprueft: number;
}

interface Kandidat {
  readonly punkte: number;
  readonly tag: Suchtag;
  readonly start: number;
  readonly friedhof: Friedhof;
  readonly halle: string | null;
  readonly kolonne: string;
  readonly bagger: string | null;
  readonly aushubTag: Suchtag;
  readonly aushub: number;
}

/**
 * The best lawful dates over all cemeteries, halls, crews and machines of a window, each with its reasons.
 *
 * No solver: every start of the grid is tried against sorted intervals, resource by resource, in the order in which
 * one would explain a refusal. The result is what `pruefeVorhaben` accepts; the centre's decision has the last word.
 */
export function findBesteTermine(anfrage: Suchanfrage, index: Belegungsindex, r: Regelwerk): Suchergebnis {
  const z = r.zeiten;
  const dauer = z.dauer[anfrage.art];
  const u = (min: number): number => Math.ceil((min * 60_000) / EINHEIT_MS);
  const raster = u(z.rasterMin);
  const feier = u(anfrage.feierMin);
  const [beisetzung, verfuellen, aushubLaenge] = [
    u(dauer.beisetzungMin),
    u(dauer.verfuellenMin),
    u(dauer.aushubMin),
  ];
  const [vorOrt, pKolonne, pBagger] = [u(z.vorOrtVorMin), u(z.puffer.kolonneMin), u(z.puffer.baggerMin)];
  const [pVor, pNach] = [u(z.puffer.halleVorMin), u(z.puffer.halleNachMin)];

  const zaehler = createZaehler();
  const fenster = berechneFenster(
    anfrage.art,
    anfrage.sterbezeit,
    anfrage.einaescherung,
    anfrage.genehmigungen,
    r.fristen,
  );
  const knappAb = fenster.spaetestens === null ? null : addDays(fenster.spaetestens, -1);
  const fruehestensMs = Math.max(
    Date.parse(anfrage.jetzt),
    fenster.fruehestens ? Date.parse(fenster.fruehestens) : 0,
  );
  const wunschMs = anfrage.wunsch === null ? null : Date.parse(anfrage.wunsch);
  const jetztMs = Date.parse(anfrage.jetzt);
  const letzterTag = addDays(anfrage.abTag, anfrage.tage - 1);
  const orte = waehleFriedhoefe(anfrage, r, zaehler);
  const welt = createWelt(index, r, addDays(anfrage.abTag, -7), letzterTag);
  const beste = createBestenliste(anfrage.hoechstens, orte.length > 1 ? 2 : anfrage.hoechstens);
  let geprueft = 0;

  for (const tagName of fensterTage(anfrage.abTag, anfrage.tage)) {
    const tag = suchtag(r, tagName);
    if (tag.grund !== null) {
      zaehler.add('bestattung.ausserhalb-zeiten', tag.grund, orte.length);
      continue;
    }
    if (fenster.spaetestens !== null && tagName > fenster.spaetestens) {
      zaehler.add(
        'bestattung.frist-abgelaufen',
        `Frist endet ${formatTag(fenster.spaetestens)}`,
        orte.length,
      );
      continue;
    }
    const startBis = anfrage.feierMin > 0 ? tag.startBisMitFeier : tag.startBisOhneFeier;
    for (const ort of orte) {
      const friedhofRaster = welt.raster('friedhof', ort.friedhof.id, tag);
      for (const halle of ort.hallen) {
        const weg = halle.id === null ? 0 : u(halle.fremd ? z.wegAndererFriedhofMin : z.wegMin);
        const halleRaster = halle.id === null ? null : welt.raster('halle', halle.id, tag);
        for (let start = tag.startVon; start <= startBis; start += raster) {
          geprueft++;
          const beginnMs = tag.beginnMs + start * EINHEIT_MS;
          if (beginnMs < fruehestensMs) {
            if (beginnMs < jetztMs) zaehler.add('bestattung.termin-vergangen', 'schon vorbei', 1);
            else zaehler.add('bestattung.frueher-als-24h', '24 h nach Tod', 1);
            continue;
          }
          const amGrab = start + feier + weg;
          const grabEnde = amGrab + beisetzung;
          const ende = grabEnde + verfuellen;
          if (halleRaster && !frei(halleRaster, start - pVor, start + feier + pNach)) {
            zaehler.add(
              halleRaster.gesperrt ? 'bestattung.ausserhalb-zeiten' : 'bestattung.belegt',
              'Halle',
              1,
            );
            continue;
          }
          if (!frei(friedhofRaster, start, ende)) {
            zaehler.add('bestattung.ausserhalb-zeiten', 'Friedhof gesperrt', 1);
            continue;
          }
          if (ende > tag.arbeitBis || amGrab - vorOrt < tag.arbeitVon) {
            zaehler.add('bestattung.ausserhalb-zeiten', 'Arbeitszeit der Kolonne', 1);
            continue;
          }
          if (anfrage.grab !== null && !frei(welt.raster('grab', anfrage.grab, tag), start, ende)) {
            zaehler.add('bestattung.belegt', 'Grab', 1);
            continue;
          }
          const mittel = waehleMittel(tag, amGrab - vorOrt, grabEnde, ende, ort);
          if (mittel === null) {
            zaehler.add('bestattung.belegt', 'Kolonne oder Bagger', 1);
            continue;
          }
          const punkte = bewerte(beginnMs, tag, start, halle.malus, mittel, ort);
          if (punkte < beste.grenze())
            beste.add({ punkte, tag, start, friedhof: ort.friedhof, halle: halle.id, ...mittel });
        }
      }
    }
  }
  return {
    vorschlaege: beste.liste().map(toVorschlag),
    ausschluesse: zaehler.liste(),
    geprueft,
  };

  /** Crew (the responsible one first) and machine that are free for the burial, and the latest time to dig before. */
  function waehleMittel(
    tag: Suchtag,
    vonOrt: number,
    grabEnde: number,
    ende: number,
    ort: Ort,
  ): Pick<Kandidat, 'kolonne' | 'bagger' | 'aushubTag' | 'aushub'> | null {
    for (const kolonne of ort.kolonnen) {
      if (!frei(welt.raster('kolonne', kolonne, tag), vonOrt, ende + pKolonne)) continue;
      for (const bagger of dauer.bagger ? ort.bagger : KEIN_BAGGER) {
        if (bagger !== null && verfuellen > 0) {
          if (!frei(welt.raster('bagger', bagger, tag), grabEnde - pBagger, ende + pBagger)) continue;
        }
        const amTag = welt.aushub(kolonne, bagger, tag, aushubLaenge, pKolonne, pBagger)[
          Math.min(vonOrt, EINHEITEN_MAX)
        ] as number;
        if (amTag >= 0 && tag.beginnMs + amTag * EINHEIT_MS > jetztMs)
          return { kolonne, bagger, aushubTag: tag, aushub: amTag };
        const vortag = welt.arbeitstagVor(tag);
        if (vortag === null) continue;
        const amVortag = welt.aushub(kolonne, bagger, vortag, aushubLaenge, pKolonne, pBagger)[
          EINHEITEN_MAX
        ] as number;
        if (amVortag >= 0 && vortag.beginnMs + amVortag * EINHEIT_MS > jetztMs)
          return { kolonne, bagger, aushubTag: vortag, aushub: amVortag };
      }
    }
    return null;
  }

  /** Hours from the wish (or from now) lead; then whose crew and hall it is, and how close the end of the period is. */
  function bewerte(
    beginnMs: number,
    tag: Suchtag,
    start: number,
    malus: number,
    mittel: Pick<Kandidat, 'kolonne' | 'aushubTag'>,
    ort: Ort,
  ): number {
    const abstand = Math.abs(beginnMs - (wunschMs ?? fruehestensMs)) / 3_600_000;
    const knapp = knappAb !== null && tag.tag >= knappAb ? 12 : 0;
    const tageszeit = Math.abs(start - MITTAG) / 12;
    return (
      abstand +
      knapp +
      (wunschMs === null ? tageszeit : 0) +
      malus +
      (mittel.kolonne === ort.friedhof.kolonne ? 0 : 8) +
      (mittel.aushubTag === tag ? 1 : 0)
    );
  }

  function toVorschlag(k: Kandidat): Terminvorschlag {
    const instant = (tag: Suchtag, einheit: number): Zeitpunkt =>
      new Date(tag.beginnMs + einheit * EINHEIT_MS).toISOString();
    const plan: Terminplan = {
      friedhof: k.friedhof.id,
      halle: k.halle,
      beginn: instant(k.tag, k.start),
      feierMin: k.halle === null ? 0 : anfrage.feierMin,
      kolonne: k.kolonne,
      bagger: k.bagger,
      aushubBeginn: instant(k.aushubTag, k.aushub),
    };
    return {
      plan,
      beginn: plan.beginn,
      friedhofName: k.friedhof.name,
      halleName: k.halle === null ? null : (findHalle(r, k.halle)?.name ?? null),
      gruende: gruendeFuer(plan, k, fenster.spaetestens, fenster.fruehestens, r),
      punkte: Math.round(k.punkte * 10) / 10,
    };
  }
}

const KEIN_BAGGER: readonly null[] = [null];
const EINHEITEN_MAX = 299;
/** 11:00 in units of five minutes */
const MITTAG = 132;

const frei = (raster: Tagesraster, von: number, bis: number): boolean =>
  (raster.naechste[von < 0 ? 0 : von] as number) >= Math.min(bis, 300);

interface Ort {
  readonly friedhof: Friedhof;
  readonly hallen: readonly { readonly id: string | null; readonly fremd: boolean; readonly malus: number }[];
  /** responsible crew first */
  readonly kolonnen: readonly string[];
  readonly bagger: readonly string[];
}

function waehleFriedhoefe(
  a: Suchanfrage,
  r: Regelwerk,
  zaehler: ReturnType<typeof createZaehler>,
): readonly Ort[] {
  const nummer = a.grab?.slice(0, 2);
  const orte: Ort[] = [];
  for (const friedhof of r.friedhoefe) {
    if (
      nummer !== undefined
        ? friedhof.nummer !== nummer
        : a.friedhoefe !== null && !a.friedhoefe.includes(friedhof.id)
    )
      continue;
    if (nummer === undefined) {
      if (friedhof.geschlossenAb !== null && friedhof.geschlossenAb <= a.abTag) {
        zaehler.add('bestattung.friedhof-geschlossen', friedhof.name, 1);
        continue;
      }
      const passt = friedhof.felder.some(
        (f) =>
          (a.grabart === null || f.grabart === a.grabart) &&
          findGrabartRegel(r.satzung, f.grabart).zulaessig.includes(a.art),
      );
      if (!passt) {
        zaehler.add('bestattung.art-nicht-zulaessig', friedhof.name, 1);
        continue;
      }
    }
    const hallen =
      a.feierMin === 0
        ? [{ id: null, fremd: false, malus: 0 }]
        : r.hallen
            .filter((h) => halleNutzbar(h, friedhof.id))
            .map((h) => ({
              id: h.id,
              fremd: h.friedhof !== friedhof.id,
              // Its own hall, then one meant for this cemetery, then one open to all.
              malus: h.friedhof === friedhof.id ? 0 : h.nutzbarFuer === '*' ? 9 : 6,
            }))
            .sort((x, y) => x.malus - y.malus);
    if (hallen.length === 0) zaehler.add('bestattung.halle-nicht-nutzbar', friedhof.name, 1);
    const vertretung = r.kolonnen.filter((k) => k.vertritt && k.id !== friedhof.kolonne).map((k) => k.id);
    orte.push({
      friedhof,
      hallen,
      kolonnen: [friedhof.kolonne, ...vertretung],
      bagger: r.bagger.map((b) => b.id),
    });
  }
  return orte;
}

type Sperren = ReturnType<typeof sperrenVon>;
type Mittelart = 'friedhof' | 'halle' | 'kolonne' | 'bagger' | 'grab';

/** Day rasters made when first asked for and kept for this search. */
function createWelt(index: Belegungsindex, r: Regelwerk, vonTag: Tag, bisTag: Tag) {
  const raster: Record<Mittelart, Map<string, { tage: Map<Suchtag, Tagesraster>; sperren: Sperren }>> = {
    friedhof: new Map(),
    halle: new Map(),
    kolonne: new Map(),
    bagger: new Map(),
    grab: new Map(),
  };
  const aushubListen = new Map<string, Map<string | null, Map<Suchtag, Int16Array>>>();
  const vortage = new Map<Suchtag, Suchtag | null>();

  function hole(art: Mittelart, id: string, tag: Suchtag): Tagesraster {
    let mittel = raster[art].get(id);
    if (!mittel) {
      mittel = { tage: new Map(), sperren: art === 'grab' ? [] : sperrenVon(r, art, id, vonTag, bisTag) };
      raster[art].set(id, mittel);
    }
    let t = mittel.tage.get(tag);
    if (!t) mittel.tage.set(tag, (t = tagesraster(index, `${art}:${id}`, tag, mittel.sperren)));
    return t;
  }

  return {
    raster: hole,

    /** For each unit the latest start of digging that is finished by then; -1: none. */
    aushub(
      kolonne: string,
      bagger: string | null,
      tag: Suchtag,
      laenge: number,
      pKolonne: number,
      pBagger: number,
    ): Int16Array {
      let proBagger = aushubListen.get(kolonne);
      if (!proBagger) aushubListen.set(kolonne, (proBagger = new Map()));
      let tage = proBagger.get(bagger);
      if (!tage) proBagger.set(bagger, (tage = new Map()));
      let liste = tage.get(tag);
      if (liste) return liste;
      liste = new Int16Array(EINHEITEN_MAX + 1).fill(-1);
      const k = hole('kolonne', kolonne, tag);
      const b = bagger === null ? null : hole('bagger', bagger, tag);
      let letzter = -1;
      for (let ende = tag.arbeitVon + laenge; ende <= EINHEITEN_MAX; ende++) {
        const start = ende - laenge;
        const passt =
          ende <= tag.arbeitBis &&
          (start - tag.arbeitVon) % 3 === 0 &&
          frei(k, start, ende + pKolonne) &&
          (b === null || frei(b, start - pBagger, ende + pBagger));
        if (passt) letzter = start;
        liste[ende] = letzter;
      }
      tage.set(tag, liste);
      return liste;
    },

    /** The working day before; null: more than five days back, an open grave must not stand that long. */
    arbeitstagVor(tag: Suchtag): Suchtag | null {
      const bekannt = vortage.get(tag);
      if (bekannt !== undefined) return bekannt;
      let gefunden: Suchtag | null = null;
      for (let i = 1; i <= 5 && gefunden === null; i++) {
        const t = suchtag(r, plusTage(tag.tag, -i));
        if (t.arbeitBis > 0) gefunden = t;
      }
      vortage.set(tag, gefunden);
      return gefunden;
    },
  };
}

/** Keeps the best; only so many a day and cemetery, so that one quiet place does not fill the list. */
function createBestenliste(hoechstens: number, proTagUndOrt: number) {
  const alle: Kandidat[] = [];
  const vorrat = hoechstens * 8;
  let grenze = Number.POSITIVE_INFINITY;
  const kuerze = (): void => {
    alle.sort((a, b) => a.punkte - b.punkte);
    alle.length = Math.min(alle.length, vorrat);
    if (alle.length === vorrat) grenze = (alle[vorrat - 1] as Kandidat).punkte;
  };
  return {
    grenze: () => grenze,
    add(k: Kandidat): void {
      alle.push(k);
      if (alle.length > vorrat * 2) kuerze();
    },
    liste(): readonly Kandidat[] {
      kuerze();
      const proOrt = new Map<string, number>();
      return alle
        .filter((k) => {
          const schluessel = `${k.friedhof.id}/${k.tag.tag}`;
          const n = (proOrt.get(schluessel) ?? 0) + 1;
          proOrt.set(schluessel, n);
          return n <= proTagUndOrt;
        })
        .slice(0, hoechstens);
    },
  };
}

function createZaehler() {
  const gruende = new Map<BestattungCode, Map<string, { anzahl: number }>>();
  return {
    add(code: BestattungCode, text: string, anzahl: number): void {
      let texte = gruende.get(code);
      if (!texte) gruende.set(code, (texte = new Map()));
      const g = texte.get(text);
      if (g) g.anzahl += anzahl;
      else texte.set(text, { anzahl });
    },
    liste: (): readonly Ausschluss[] =>
      [...gruende]
        .flatMap(([code, texte]) =>
          [...texte].map(([text, { anzahl }]) => ({ code, heading: errors[code].heading, text, anzahl })),
        )
        .sort((a, b) => b.anzahl - a.anzahl),
  };
}

function gruendeFuer(
  plan: Terminplan,
  k: Kandidat,
  spaetestens: Tag | null,
  fruehestens: Zeitpunkt | null,
  r: Regelwerk,
): readonly string[] {
  const gruende: string[] = [];
  if (fruehestens !== null)
    gruende.push(`nach Ablauf von ${r.fristen.fruehestensStunden} h (${formatKurz(fruehestens)} Uhr)`);
  if (spaetestens !== null) gruende.push(`in der Frist bis ${formatWochentag(spaetestens)}`);
  const halle = plan.halle === null ? null : findHalle(r, plan.halle);
  if (halle)
    gruende.push(
      halle.friedhof === plan.friedhof
        ? 'Halle auf dem Friedhof frei'
        : `${halle.name} frei (anderer Friedhof)`,
    );
  const kolonne = findKolonne(r, plan.kolonne);
  const ort = findFriedhof(r, plan.friedhof);
  if (kolonne)
    gruende.push(
      ort?.kolonne === kolonne.id ? `zuständige ${kolonne.name} frei` : `${kolonne.name} vertritt`,
    );
  const wann = k.aushubTag === k.tag ? 'am selben Tag' : 'am Arbeitstag davor';
  const bagger = plan.bagger === null ? '' : `, ${r.bagger.find((b) => b.id === plan.bagger)?.name ?? ''}`;
  gruende.push(`Aushub ${wann}: ${formatKurz(plan.aushubBeginn)} Uhr${bagger}`);
  return gruende;
}

/** The nearest lawful dates around a refused one: three by default, the same cemetery first. */
export function naechsteAlternativen(
  anfrage: Suchanfrage,
  wunsch: Terminplan,
  index: Belegungsindex,
  r: Regelwerk,
  anzahl = 3,
): readonly Terminvorschlag[] {
  const ort = findBesteTermine(
    {
      ...anfrage,
      friedhoefe: [wunsch.friedhof],
      wunsch: wunsch.beginn,
      hoechstens: anzahl,
      abTag: tagOf(anfrage.jetzt),
    },
    index,
    r,
  ).vorschlaege;
  if (ort.length >= anzahl || anfrage.grab !== null) return ort;
  const ueberall = findBesteTermine(
    { ...anfrage, wunsch: wunsch.beginn, hoechstens: anzahl * 2 },
    index,
    r,
  ).vorschlaege;
  return [...ort, ...ueberall.filter((v) => v.plan.friedhof !== wunsch.friedhof)].slice(0, anzahl);
}
