import { addDays, formatTag, tagOf } from '../../shared/dates.ts';
import type { Zeitpunkt } from '../../shared/vorgang.ts';
import type { Terminplan } from '../belegung.ts';
import { berechneFenster } from '../fristen.ts';
import { findHalle, type Regelwerk } from '../tabellen/index.ts';
import type { Kandidat, Suchanfrage, Suchergebnis, Terminvorschlag } from './anfrage.ts';
import type { Belegungsindex } from './belegungsindex.ts';
import { createBestenliste, createZaehler } from './bestenliste.ts';
import { fristGruende, gruendeFuer } from './gruende.ts';
import { EINHEIT_MS, fensterTage, suchtag, type Suchtag } from './raster.ts';
import { createWelt, EINHEITEN_MAX, frei, waehleFriedhoefe, type Ort } from './welt.ts';

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
  const frist = fristGruende(fenster.spaetestens, fenster.fruehestens, r);
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
      gruende: gruendeFuer(plan, k, frist, r),
      punkte: Math.round(k.punkte * 10) / 10,
    };
  }
}

const KEIN_BAGGER: readonly null[] = [null];
/** 11:00 in units of five minutes */
const MITTAG = 132;

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
