import type { Tag } from '../../shared/vorgang.ts';
import type { Bestattungsart, Grabart } from '../begriffe.ts';
import type { Belegung, Grab, Nutzungsrecht } from '../grab.ts';
import type { Feld, Friedhof } from '../tabellen/orte.ts';
import type { GrabartRegel, Satzung } from '../tabellen/regeln.ts';
import { personenname } from './namen.ts';
import { createZufall, type Zufall } from './zufall.ts';

/**
 * The sample of about 65,000 graves, made from the fields of the cemeteries instead of stored.
 * In: master data, the day it should look right on, a seed. Out: every grave, in order of its key.
 * The same input gives the same graves; nothing here refers to a real person.
 */
export function erzeugeGraeber(
  friedhoefe: readonly Friedhof[],
  satzung: Satzung,
  stichtag: Tag,
  seed: number,
): Grab[] {
  const regeln = new Map(satzung.grabarten.map((r) => [r.grabart, r]));
  const graeber: Grab[] = [];
  for (const friedhof of friedhoefe) {
    // A seed per cemetery: adding a field to one does not change the graves of the others.
    const zufall = createZufall(seed + Number(friedhof.nummer) * 7919);
    for (const feld of friedhof.felder) {
      const regel = regeln.get(feld.grabart);
      if (!regel) throw new Error(`No rule for ${feld.grabart}`);
      for (let n = 1; n <= feld.anzahl; n++)
        graeber.push(erzeugeGrab(friedhof, feld, n, regel, stichtag, zufall));
    }
  }
  return graeber;
}

function erzeugeGrab(
  friedhof: Friedhof,
  feld: Feld,
  n: number,
  regel: GrabartRegel,
  stichtag: Tag,
  z: Zufall,
): Grab {
  const doppelt = feld.grabart === 'wahlgrab' && z.mit(0.45);
  const kapazitaetSarg = regel.kapazitaet.sarg * (doppelt ? 2 : 1);
  const belegungen = erzeugeBelegungen(friedhof, feld.grabart, regel, kapazitaetSarg, stichtag, z);
  const recht = erzeugeRecht(regel, belegungen, stichtag, z);
  const spalte = (n - 1) % 20;
  const reihe = Math.floor((n - 1) / 20);
  const feldNr = feld.id.charCodeAt(0) - 65;
  return {
    schluessel: `${friedhof.nummer}-${feld.id}-${String(n).padStart(3, '0')}`,
    friedhof: friedhof.id,
    feld: feld.id,
    nummer: n,
    grabart: feld.grabart,
    masse: doppelt ? { ...regel.masse, breiteCm: regel.masse.breiteCm * 2 } : regel.masse,
    kapazitaetSarg,
    kapazitaetUrne: regel.kapazitaet.urne * (doppelt ? 2 : 1),
    belegungen,
    recht,
    gesperrt: z.mit(0.004) ? 'Standsicherheit des Denkmals wird geprüft' : null,
    denkmal: belegungen.length > 0 && feld.grabart !== 'rasengrab' && feld.grabart !== 'anonym' && z.mit(0.8),
    lage: {
      ost: Math.round((friedhof.lage.ost + feldNr * 60 + spalte * 1.6) * 10) / 10,
      nord: Math.round((friedhof.lage.nord + reihe * 3.2) * 10) / 10,
    },
  };
}

/** Free places, running rest periods and long expired ones, as on a cemetery that has grown for decades. */
function erzeugeBelegungen(
  friedhof: Friedhof,
  grabart: Grabart,
  regel: GrabartRegel,
  kapazitaetSarg: number,
  stichtag: Tag,
  z: Zufall,
): Belegung[] {
  const geschlossen = friedhof.geschlossenAb !== null;
  if (z.mit(geschlossen ? 0.05 : 0.16)) return [];
  const art = ersteArt(grabart, regel, z);
  const jahre = regel.ruhefristJahre[art] ?? 20;
  const hoechstens = kapazitaetSarg > 1 || regel.kapazitaet.urne > 1 ? (z.mit(0.35) ? 2 : 1) : 1;
  const letzterTag = geschlossen ? Math.max(0, tageSeit(friedhof.geschlossenAb as Tag, stichtag)) : 0;
  const belegungen: Belegung[] = [];
  for (let i = 0; i < hoechstens; i++) {
    const vorTagen = letzterTag + z.int(20, Math.round(jahre * 365 * 1.15));
    const beigesetztAm = plusTage(stichtag, -vorTagen);
    belegungen.push({
      name: grabart === 'sternenkinder' ? 'Sternenkind' : personenname(z),
      bestattungsart: i === 0 ? art : regel.kapazitaet.urne > 0 ? 'urne' : art,
      geburtsdatum: grabart === 'sternenkinder' ? null : plusTage(beigesetztAm, -z.int(365 * 45, 365 * 97)),
      beigesetztAm,
      ruhefristBis: plusJahre(beigesetztAm, i === 0 ? jahre : (regel.ruhefristJahre.urne ?? jahre)),
    });
  }
  return belegungen.sort((a, b) => (a.beigesetztAm < b.beigesetztAm ? -1 : 1));
}

const ersteArt = (grabart: Grabart, regel: GrabartRegel, z: Zufall): Bestattungsart =>
  grabart === 'wahlgrab' || grabart === 'rasengrab'
    ? z.mit(0.7) && regel.zulaessig.includes('erdbestattung')
      ? 'erdbestattung'
      : 'urne'
    : (regel.zulaessig[0] as Bestattungsart);

function erzeugeRecht(
  regel: GrabartRegel,
  belegungen: readonly Belegung[],
  stichtag: Tag,
  z: Zufall,
): Nutzungsrecht | null {
  const erste = belegungen[0];
  if (regel.ersterwerbJahre === null || erste === undefined) return null;
  const bis = plusJahre(erste.beigesetztAm, regel.ersterwerbJahre + (z.mit(0.2) ? 10 : 0));
  const letzteRuhe = belegungen.reduce((max, b) => (b.ruhefristBis > max ? b.ruhefristBis : max), bis);
  const endetAm = letzteRuhe > bis ? letzteRuhe : bis;
  if (endetAm < plusTage(stichtag, -730)) return null;
  return { inhaber: personenname(z), erworbenAm: erste.beigesetztAm, endetAm };
}

/** Same day years later; 29 February falls back to 28. */
const plusJahre = (tag: Tag, jahre: number): Tag => {
  const rest = tag.slice(5) === '02-29' ? '02-28' : tag.slice(5);
  return `${String(Number(tag.slice(0, 4)) + jahre).padStart(4, '0')}-${rest}`;
};

const tageSeit = (a: Tag, b: Tag): number => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);

/** Plain day arithmetic on UTC: a calendar library costs seconds over 65,000 graves. */
const plusTage = (tag: Tag, tage: number): Tag =>
  new Date(Date.parse(tag) + tage * 86_400_000).toISOString().slice(0, 10);
