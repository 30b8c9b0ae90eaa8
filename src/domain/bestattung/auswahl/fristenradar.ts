import { daysBetween, formatTag, minutesBetween, tagOf } from '../../shared/dates.ts';
import type { Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { quittungsstand } from '../auftrag/auswertung.ts';
import { nichtInformiert } from './quittung.ts';
import { istBeendet, istFreigegeben, nameVon, type BestattungState } from '../bestattung/state.ts';
import { formatKurz } from '../kalender.ts';
import { fehltIm, formatUnterlagen } from '../unterlagen.ts';
import type { Regelwerk } from '../tabellen/index.ts';

export interface Warnung {
  readonly vorgang: VorgangId;
  readonly nummer: string | null;
  readonly name: string;
  readonly art: 'frist' | 'vormerkung' | 'unterlagen' | 'quittung' | 'stopp' | 'klaerung';
  readonly stufe: 'fehler' | 'warnung';
  readonly text: string;
  /** days left; negative: overdue */
  readonly tage: number;
}

/** How many days ahead the radar looks. */
const VORAUS = { frist: 4, unterlagen: 2 } as const;

/** Deadlines and promises at risk, the nearest first: what the office would otherwise learn too late. */
export function fristenradar(
  faelle: readonly { readonly vorgang: VorgangId; readonly state: BestattungState }[],
  r: Regelwerk,
  jetzt: Zeitpunkt,
): readonly Warnung[] {
  const heute = tagOf(jetzt);
  return faelle
    .flatMap(({ vorgang, state }) =>
      warnungen(state, r, jetzt, heute).map((w) => ({
        ...w,
        vorgang,
        nummer: state.nummer,
        name: nameVon(state.angaben),
      })),
    )
    .sort((a, b) => a.tage - b.tage || (a.stufe === b.stufe ? 0 : a.stufe === 'fehler' ? -1 : 1));
}

type Teil = Omit<Warnung, 'vorgang' | 'nummer' | 'name'>;

function warnungen(s: BestattungState, r: Regelwerk, jetzt: Zeitpunkt, heute: Tag): readonly Teil[] {
  const liste: Teil[] = [];
  if (s.auftrag.gestoppt)
    liste.push({ art: 'stopp', stufe: 'fehler', text: 'Arbeit am Grab gestoppt', tage: 0 });
  if (s.auftrag.klaerung.length > 0)
    liste.push({ art: 'klaerung', stufe: 'fehler', text: s.auftrag.klaerung.join('; '), tage: 0 });
  // Above all a crew that does not know that its work is off must be told.
  const mitKolonne = s.status !== 'durchgefuehrt' && s.status !== 'abgeschlossen';
  const quittung = quittungsstand(
    s.fassung,
    s.auftrag.quittung?.fassung ?? null,
    s.anrufe.findLast((a) => (a.kolonne ?? null) === null)?.fassung ?? null,
  );
  if (mitKolonne && s.plan && s.plan.beginn >= jetzt && quittung === 'anrufen') {
    const tage = daysBetween(heute, tagOf(s.plan.aushubBeginn));
    const text = `Fassung ${s.fassung} nicht quittiert: bitte anrufen (${s.einsatz?.kolonneTelefon ?? ''})`;
    if (tage <= 1) liste.push({ art: 'quittung', stufe: tage <= 0 ? 'fehler' : 'warnung', text, tage });
  }
  for (const x of nichtInformiert(s)) {
    const text = `${x.name} weiß nicht, dass der Auftrag abgegeben ist: bitte anrufen (${x.telefon})`;
    liste.push({ art: 'quittung', stufe: 'fehler', text, tage: 0 });
  }
  if (istBeendet(s.status) || s.status === 'durchgefuehrt') return liste;

  const frist = s.frist?.spaetestens ?? null;
  const sicher =
    istFreigegeben(s.status) && s.plan !== null && (frist === null || tagOf(s.plan.beginn) <= frist);
  if (frist !== null && !sicher) {
    const tage = daysBetween(heute, frist);
    if (tage <= VORAUS.frist) {
      const rest =
        tage < 0
          ? 'abgelaufen'
          : tage === 0
            ? 'endet heute'
            : `endet in ${tage} ${tage === 1 ? 'Tag' : 'Tagen'}`;
      liste.push({
        art: 'frist',
        stufe: tage <= 1 ? 'fehler' : 'warnung',
        text: `Frist ${rest} (${formatTag(frist)}), Termin nicht freigegeben`,
        tage,
      });
    }
  }
  const fehlt = fehltIm(s, r.satzung, r.unterlagen)
    .map((f) => formatUnterlagen(f.eineVon))
    .join(', ');
  // Taken back after the release: the date stands, but not its ground.
  if (istFreigegeben(s.status) && fehlt !== '')
    liste.push({ art: 'unterlagen', stufe: 'fehler', text: `Freigegeben, aber es fehlt: ${fehlt}`, tage: 0 });
  if (s.status === 'vorgemerkt' && s.vormerkungBis !== null) {
    const minuten = minutesBetween(jetzt, s.vormerkungBis);
    if (minuten <= 24 * 60) {
      const text =
        minuten <= 0 ? 'Vormerkung abgelaufen' : `Vormerkung läuft ab: ${formatKurz(s.vormerkungBis)} Uhr`;
      liste.push({
        art: 'vormerkung',
        stufe: minuten <= 4 * 60 ? 'fehler' : 'warnung',
        text,
        tage: daysBetween(heute, tagOf(s.vormerkungBis)),
      });
    }
    const tage = s.plan ? daysBetween(heute, tagOf(s.plan.beginn)) : 99;
    if (tage <= VORAUS.unterlagen && fehlt !== '')
      liste.push({
        art: 'unterlagen',
        stufe: 'warnung',
        text: `Es fehlt: ${fehlt}`,
        tage,
      });
  }
  return liste;
}
