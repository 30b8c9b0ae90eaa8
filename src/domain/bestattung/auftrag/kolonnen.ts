import { hasRolle, findPerson, type Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { PersonId, Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import { ROLLE_KOLONNE } from '../begriffe.ts';
import type { AuftragInhalt } from '../bestattung/inhalt.ts';
import type { AuftragState, Quittung } from './state.ts';

/** A crew that had this order before it went to another one; it must learn that its work is off. */
export interface Abgabe {
  readonly kolonne: string;
  readonly name: string;
  readonly telefon: string;
  readonly einheit: string;
  /** first version that is not theirs any more */
  readonly fassung: number;
  readonly seit: Zeitpunkt;
  /** when they would have worked */
  readonly aushubBeginn: Zeitpunkt;
  readonly beginn: Zeitpunkt;
}

type MitKolonnen = Pick<AuftragState, 'inhalt' | 'quittungen' | 'abgegeben' | 'fassung' | 'zurueckgezogen'>;

/** Is this acknowledgement the ordered crew's own, or one made for it? A former crew's does not count. */
const giltFuer = (q: Quittung, kolonne: string): boolean =>
  (q.kolonne ?? null) === null || q.kolonne === kolonne;

/** Has the crew that is ordered now acknowledged the present version? */
export const istQuittiert = (a: MitKolonnen): boolean =>
  a.quittungen.some((q) => q.fassung === a.fassung && giltFuer(q, a.inhalt.einsatz.kolonne));

/** Last acknowledgement of the crew that is ordered now; null: none yet. */
export const letzteQuittung = (a: MitKolonnen): Quittung | null =>
  a.quittungen.filter((q) => giltFuer(q, a.inhalt.einsatz.kolonne)).at(-1) ?? null;

const hatAbgabeQuittiert = (a: MitKolonnen, abgabe: Abgabe): boolean =>
  a.quittungen.some((q) => q.kolonne === abgabe.kolonne && q.fassung >= abgabe.fassung);

/** Former crews that have not yet acknowledged that the order is another crew's now. */
export const offeneAbgaben = (a: MitKolonnen): readonly Abgabe[] =>
  (a.abgegeben ?? []).filter((x) => !hatAbgabeQuittiert(a, x));

/** The handover this crew still has to acknowledge; null: none, or the order is its own. */
export const abgabeAn = (a: MitKolonnen, kolonne: string): Abgabe | null =>
  offeneAbgaben(a).find((x) => x.kolonne === kolonne) ?? null;

/** After a new version: who had the order until then, unless that crew knows already that it was withdrawn. */
export function neueAbgaben(
  vorher: MitKolonnen,
  neu: { readonly fassung: number; readonly inhalt: AuftragInhalt },
  zeit: Zeitpunkt,
): readonly Abgabe[] {
  const { einsatz, beginn } = vorher.inhalt;
  const bisher = (vorher.abgegeben ?? []).filter((x) => x.kolonne !== neu.inhalt.einsatz.kolonne);
  if (einsatz.kolonne === neu.inhalt.einsatz.kolonne) return bisher;
  if (vorher.zurueckgezogen !== null && istQuittiert(vorher)) return bisher;
  return [
    ...bisher.filter((x) => x.kolonne !== einsatz.kolonne),
    {
      kolonne: einsatz.kolonne,
      name: einsatz.kolonneName,
      telefon: einsatz.kolonneTelefon,
      einheit: einsatz.kolonneEinheit,
      fassung: neu.fassung,
      seit: zeit,
      aushubBeginn: einsatz.ablauf.aushubBeginn,
      beginn,
    },
  ];
}

/** Crews that may report on this order: the one ordered now, and those it was ordered from before. */
export const kolonnenVon = (a: MitKolonnen): readonly string[] => [
  a.inhalt.einsatz.kolonne,
  ...(a.abgegeben ?? []).map((x) => x.kolonne),
];

/**
 * For which of these crews does this person report on that day? A foreman without a crew of their own stands in
 * for the one ordered. null: for none of them.
 */
export function kolonneVon(
  v: Verzeichnis,
  person: PersonId,
  tag: Tag,
  kolonnen: readonly string[],
): string | null {
  const p = findPerson(v, person);
  return (p && kolonnen.find((k) => hasRolle(p, ROLLE_KOLONNE, tag, `kolonne:${k}`))) ?? null;
}
