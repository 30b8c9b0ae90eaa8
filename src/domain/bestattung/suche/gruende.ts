import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Terminplan } from '../belegung.ts';
import { formatKurz, formatWochentag } from '../kalender.ts';
import { findFriedhof, findHalle, findKolonne, type Regelwerk } from '../tabellen/index.ts';
import type { Kandidat } from './anfrage.ts';

/** Why a date is proposed: the period it keeps, and what is free. */
export function gruendeFuer(
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
