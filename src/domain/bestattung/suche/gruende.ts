import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Terminplan } from '../belegung.ts';
import { formatKurz, formatWochentag } from '../kalender.ts';
import { findFriedhof, findHalle, findKolonne, type Regelwerk } from '../tabellen/index.ts';
import type { Kandidat } from './anfrage.ts';

/** The statutory period every proposal of one search keeps: said once, a calendar library is slow. */
export const fristGruende = (
  spaetestens: Tag | null,
  fruehestens: Zeitpunkt | null,
  r: Regelwerk,
): readonly string[] => [
  ...(fruehestens === null
    ? []
    : [`nach Ablauf von ${r.fristen.fruehestensStunden} h (${formatKurz(fruehestens)} Uhr)`]),
  ...(spaetestens === null ? [] : [`in der Frist bis ${formatWochentag(spaetestens)}`]),
];

/** Starts of digging as they are read out; the same few are asked for again and again (pure: same time, same text). */
const gelesen = new Map<Zeitpunkt, string>();
const HOECHSTENS = 2000;
function kurz(zeit: Zeitpunkt): string {
  const bekannt = gelesen.get(zeit);
  if (bekannt !== undefined) return bekannt;
  if (gelesen.size >= HOECHSTENS) gelesen.clear();
  const text = formatKurz(zeit);
  gelesen.set(zeit, text);
  return text;
}

/** Why a date is proposed: the period it keeps, and what is free. */
export function gruendeFuer(
  plan: Terminplan,
  k: Kandidat,
  frist: readonly string[],
  r: Regelwerk,
): readonly string[] {
  const gruende: string[] = [...frist];
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
  gruende.push(`Aushub ${wann}: ${kurz(plan.aushubBeginn)} Uhr${bagger}`);
  return gruende;
}
