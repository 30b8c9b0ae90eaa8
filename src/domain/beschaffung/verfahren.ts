import { formatRolle } from '../organisation/rollen.ts';
import { formatTag } from '../shared/dates.ts';
import type { Cent } from '../shared/money.ts';
import { formatEuro } from '../shared/money.ts';
import { reject } from '../shared/rejection.ts';
import type { Tag } from '../shared/vorgang.ts';
import { aufbewahrenBis, type Aufbewahrung } from '../stammdaten/aufbewahrung.ts';
import type { Fassung } from '../stammdaten/tabelle.ts';
import type { Schritt } from '../umlauf/state.ts';
import type { Leistungsart } from './schema.ts';
import type { Vergabeart, Vergabearten, Wertgrenzen } from './tabellen.ts';

type Mangel = ReturnType<typeof reject> | null;

/** Procedures allowed for this kind of order at this net value. */
export const allowedVergabearten = (
  v: Vergabearten,
  leistungsart: Leistungsart,
  nettoCent: Cent,
): readonly Vergabeart[] =>
  v.arten.filter(
    (a) =>
      a.leistungsarten.includes(leistungsart) &&
      nettoCent >= a.abNettoCent &&
      (a.bisNettoCent === null || nettoCent <= a.bisNettoCent),
  );

/** Is the procedure allowed at this value on that day? Names the rule, its date and what is allowed. */
export function checkVergabeart(
  fassung: Fassung<Vergabearten>,
  code: string,
  leistungsart: Leistungsart,
  nettoCent: Cent,
): Mangel {
  const arten = fassung.inhalt.arten.filter((a) => a.code === code);
  const [bekannt] = arten;
  if (!bekannt) return reject('beschaffung.vergabeart-unbekannt', { code }, 'vergabeart');
  const erlaubt = allowedVergabearten(fassung.inhalt, leistungsart, nettoCent);
  if (erlaubt.some((a) => a.code === code)) return null;
  const grenze = arten.find((a) => a.leistungsarten.includes(leistungsart)) ?? bekannt;
  return reject(
    'beschaffung.vergabeart-unzulaessig',
    {
      vergabeart: bekannt.bezeichnung,
      wert: formatEuro(nettoCent),
      rahmen: formatRahmen(grenze),
      norm: grenze.norm,
      fassung: fassung.nummer,
      ab: formatTag(fassung.gueltigAb),
      erlaubt: erlaubt.map((a) => a.bezeichnung).join(', ') || 'keine eingetragene Vergabeart',
    },
    'vergabeart',
  );
}

const formatRahmen = (a: Vergabeart): string =>
  a.bisNettoCent === null
    ? `ab ${formatEuro(a.abNettoCent)}`
    : `${formatEuro(a.abNettoCent)} bis ${formatEuro(a.bisNettoCent)}`;

/** Is the value at or above the EU threshold of its kind? */
export const isOberschwelle = (g: Wertgrenzen, leistungsart: Leistungsart, nettoCent: Cent): boolean =>
  nettoCent >= g.euSchwellen[leistungsart];

/**
 * Limit of authority for a final signature: may whoever holds this role sign at this value? Names the limit
 * and the next authority. Roles without an entry have no limit here.
 */
export function checkZeichnungsbefugnis(g: Wertgrenzen, schritt: Schritt, nettoCent: Cent): Mangel {
  if (schritt.art !== 'Schlusszeichnung' && schritt.art !== 'Unterschrift') return null;
  const rolle = schritt.adressat.rolle;
  const regel = g.zeichnungsbefugnis.find((z) => z.rolle === rolle);
  if (!regel || regel.bisNettoCent === null || nettoCent <= regel.bisNettoCent) return null;
  return reject('beschaffung.befugnis-ueberschritten', {
    rolle: formatRolle(regel.rolle),
    grenze: formatEuro(regel.bisNettoCent),
    wert: formatEuro(nettoCent),
    naechste: regel.naechste === null ? 'der Rat' : formatRolle(regel.naechste),
    norm: regel.norm,
  });
}

/**
 * Until when a slip closed on that day is kept. Where the table says „for good“ there is no last day; without a rule,
 * or with one below it, the law's own minimum holds: three years from the award (§ 8 Abs. 4 VgV).
 */
export function aufbewahrungFor(
  tabelle: Aufbewahrung | null,
  abschluss: Tag,
): { readonly bis: Tag | null; readonly norm: string } {
  const regel = tabelle?.regeln.find((r) => r.art === 'laufzettel');
  if (regel?.jahre === null) return { bis: null, norm: regel.norm };
  const { jahre, norm } =
    regel !== undefined && regel.jahre >= MINDESTENS_JAHRE
      ? { jahre: regel.jahre, norm: regel.norm }
      : { jahre: MINDESTENS_JAHRE, norm: '§ 8 Abs. 4 VgV' };
  return { bis: aufbewahrenBis(abschluss, jahre), norm };
}
const MINDESTENS_JAHRE = 3;

/** May the slip be deleted on that day? */
export const checkLoeschung = (bis: Tag | null, norm: string, tag: Tag): Mangel =>
  bis !== null && tag <= bis ? reject('beschaffung.aufbewahrung', { bis: formatTag(bis), norm }) : null;
