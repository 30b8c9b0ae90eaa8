// Best-slot search over all cemeteries in a 42-day window, with 10 years of bookings, with ten times as many, and
// against a bare scan: the same starts, halls, crews and machines tried on the same intervals, without rules, reasons
// or ranking. Target: p99 15 ms; ten times the bookings at most 1.5 x; at most 3 x the bare scan.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, tagOf } from '../src/domain/shared/dates.ts';
import { createZufall } from '../src/domain/bestattung/muster/zufall.ts';
import { findBesteTermine } from '../src/domain/bestattung/suche/besteTermine.ts';
import type { Suchanfrage } from '../src/domain/bestattung/suche/anfrage.ts';
import {
  createIndex,
  istBelegt,
  type Belegungsindex,
} from '../src/domain/bestattung/suche/belegungsindex.ts';
import { fensterTage, suchtag, EINHEIT_MS } from '../src/domain/bestattung/suche/raster.ts';
import { halleNutzbar, regelwerkAm, type Regelwerk } from '../src/domain/bestattung/tabellen/index.ts';
import type { StammdatenTabelle } from '../src/domain/stammdaten/tabelle.ts';
import type { Measurement } from './measurement.ts';

const HEUTE = '2026-11-22';
const JAHRE = 10;
/** about 1,100 burials a year, five intervals each (hall, crew twice, machine twice) */
const BESTATTUNGEN_PRO_TAG = 4.4;

function ladeRegelwerk(): Regelwerk {
  const ordner = join(import.meta.dirname, '../resources/stammdaten');
  const r = regelwerkAm(
    (t) => JSON.parse(readFileSync(join(ordner, `${t}.json`), 'utf8')) as StammdatenTabelle,
    HEUTE,
  );
  if (!r) throw new Error('Sample tables are incomplete');
  return r;
}

/** Intervals of working days from `jahre` ago until 60 days ahead; each resource without overlap, as a centre keeps it. */
function erzeugeBelegung(
  r: Regelwerk,
  jahre: number,
  proTag: number,
): { index: Belegungsindex; anzahl: number } {
  const index = createIndex();
  const z = createZufall(11);
  let anzahl = 0;
  const fuelle = (ressource: string, proTagUndStueck: number, laengeMin: number): void => {
    const von: number[] = [];
    const bis: number[] = [];
    for (let tag = -Math.round(jahre * 365.25); tag < 60; tag++) {
      const ms = Date.parse(HEUTE) + tag * 86_400_000;
      const wochentag = new Date(ms).getUTCDay();
      if (wochentag === 0 || wochentag === 6) continue;
      let frei = 72 + z.int(0, 20);
      let soll = Math.floor(proTagUndStueck) + (z.mit(proTagUndStueck % 1) ? 1 : 0);
      const units = laengeMin / 5;
      while (soll-- > 0 && frei + units < 190) {
        von.push(ms + frei * EINHEIT_MS);
        bis.push(ms + (frei + units) * EINHEIT_MS);
        anzahl++;
        frei += units + z.int(0, 12);
      }
    }
    index.ressourcen.set(ressource, { von, bis });
  };
  for (const h of r.hallen) fuelle(`halle:${h.id}`, proTag / r.hallen.length, 60);
  for (const k of r.kolonnen) fuelle(`kolonne:${k.id}`, (proTag * 2) / r.kolonnen.length, 120);
  for (const b of r.bagger) fuelle(`bagger:${b.id}`, proTag / r.bagger.length, 150);
  return { index, anzahl };
}

const urne: Suchanfrage = {
  art: 'urne',
  sterbezeit: { tag: '2026-11-18', uhrzeit: '09:00' },
  einaescherung: '2026-11-22',
  genehmigungen: [],
  friedhoefe: null,
  grabart: null,
  grab: null,
  feierMin: 30,
  jetzt: '2026-11-22T07:00:00.000Z',
  abTag: addDays(HEUTE, 1),
  tage: 42,
  wunsch: null,
  hoechstens: 12,
};
/** A coffin with the period extended over the whole window: machines count as well. */
const sarg: Suchanfrage = {
  ...urne,
  art: 'erdbestattung',
  genehmigungen: [{ art: 'fristverlaengerung', bis: '2027-02-28', behoerde: 'Muster', aktenzeichen: '1' }],
};

/** Every combination the search may have to look at, tested on the intervals and counted: nothing else. */
function nackterScan(a: Suchanfrage, index: Belegungsindex, r: Regelwerk): number {
  const d = r.zeiten.dauer[a.art];
  const min = 60_000;
  let frei = 0;
  for (const tagName of fensterTage(a.abTag, a.tage)) {
    const tag = suchtag(r, tagName);
    if (tag.grund !== null) continue;
    for (const f of r.friedhoefe) {
      if (f.geschlossenAb !== null) continue;
      for (const h of r.hallen) {
        if (!halleNutzbar(h, f.id)) continue;
        for (let u = tag.startVon; u <= tag.startBisMitFeier; u += r.zeiten.rasterMin / 5) {
          const von = tag.beginnMs + u * EINHEIT_MS;
          if (istBelegt(index, `halle:${h.id}`, von - 15 * min, von + 45 * min)) continue;
          const grab = von + 40 * min;
          const ende = grab + (d.beisetzungMin + d.verfuellenMin) * min;
          const kolonne = r.kolonnen.find(
            (k) => !istBelegt(index, `kolonne:${k.id}`, grab - 15 * min, ende + 15 * min),
          );
          if (!kolonne) continue;
          if (
            d.bagger &&
            !r.bagger.some((b) => !istBelegt(index, `bagger:${b.id}`, ende - 90 * min, ende + 30 * min))
          )
            continue;
          frei++;
        }
      }
    }
  }
  return frei;
}

const quantil = (werte: readonly number[], q: number): number =>
  [...werte].sort((a, b) => a - b)[Math.min(werte.length - 1, Math.floor(werte.length * q))] as number;

/** Takes turns, so that a change of the machine's load meets all of them alike. Warm-up first. */
function messe<K extends string>(
  n: number,
  arbeiten: Readonly<Record<K, (i: number) => unknown>>,
): Record<K, number[]> {
  const namen = Object.keys(arbeiten) as K[];
  const zeiten = Object.fromEntries(namen.map((k) => [k, [] as number[]])) as Record<K, number[]>;
  for (let i = -30; i < n; i++) {
    for (const k of namen) {
      const t = performance.now();
      arbeiten[k](Math.abs(i));
      if (i >= 0) zeiten[k].push(performance.now() - t);
    }
  }
  return zeiten;
}

export async function run(): Promise<Measurement[]> {
  const r = ladeRegelwerk();
  const einfach = erzeugeBelegung(r, JAHRE, BESTATTUNGEN_PRO_TAG);
  // Ten times as many intervals: each day as full as it can get, and the history as long as it then must be.
  const voll = erzeugeBelegung(r, JAHRE, BESTATTUNGEN_PRO_TAG * 10);
  const zehnfach = erzeugeBelegung(r, (JAHRE * einfach.anzahl * 10) / voll.anzahl, BESTATTUNGEN_PRO_TAG * 10);
  const lang = erzeugeBelegung(r, JAHRE * 10, BESTATTUNGEN_PRO_TAG);
  const n = 300;
  const ergebnisse: Measurement[] = [];
  for (const [name, anfrage] of [
    ['Urne', urne],
    ['Sarg', sarg],
  ] as const) {
    const suche = (b: { index: Belegungsindex }) => (i: number) =>
      findBesteTermine({ ...anfrage, abTag: addDays(anfrage.abTag, i % 5) }, b.index, r);
    const scanne = (i: number): number =>
      nackterScan({ ...anfrage, abTag: addDays(anfrage.abTag, i % 5) }, einfach.index, r);
    const { ms, scan, ms10, ms100 } = messe(n, {
      ms: suche(einfach),
      scan: scanne,
      ms10: suche(zehnfach),
      ms100: suche(lang),
    });
    const p50 = quantil(ms, 0.5);
    ergebnisse.push(
      {
        name: `slots: ${name}, 42 Tage, ${einfach.anzahl} Belegungen (10 Jahre)`,
        n,
        p50,
        p99: quantil(ms, 0.99),
        ours: p50,
        floor: quantil(scan, 0.5),
        floorRatio: p50 / quantil(scan, 0.5),
      },
      {
        name: `slots: ${name}, ${zehnfach.anzahl} Belegungen (zehnfach, volle Tage)`,
        n,
        p50: quantil(ms10, 0.5),
        p99: quantil(ms10, 0.99),
        ours: quantil(ms10, 0.5),
        peer: p50,
        peerName: 'same search, a tenth of the bookings',
        ratio: quantil(ms10, 0.5) / p50,
      },
      {
        name: `slots: ${name}, ${lang.anzahl} Belegungen (hundert Jahre)`,
        n,
        p50: quantil(ms100, 0.5),
        p99: quantil(ms100, 0.99),
        ours: quantil(ms100, 0.5),
        peer: p50,
        peerName: 'same search, a tenth of the bookings',
        ratio: quantil(ms100, 0.5) / p50,
      },
    );
  }
  return ergebnisse;
}

if (process.argv[1] === import.meta.filename) {
  console.log(
    tagOf(urne.jetzt),
    findBesteTermine(urne, erzeugeBelegung(ladeRegelwerk(), 1, 4.4).index, ladeRegelwerk()).vorschlaege[0],
  );
  console.table(await run());
}
