import { daysBetween, formatTag } from '../shared/dates.ts';
import type { Cent } from '../shared/money.ts';
import { formatEuro } from '../shared/money.ts';
import { reject } from '../shared/rejection.ts';
import type { Tag } from '../shared/vorgang.ts';
import type { Angaben, Schaetzung } from './schema.ts';
import type { Wertgrenzen } from './tabellen.ts';

type Mangel = ReturnType<typeof reject> | null;

/** Gross value beside the net one, rounded to the cent. */
export const bruttoOf = (nettoCent: Cent, ustProzent: number): Cent =>
  Math.round((nettoCent * (100 + ustProzent)) / 100);

/** Net estimate in cents; null if there is none. */
export const nettoOf = (a: Pick<Angaben, 'schaetzung'>): Cent | null => a.schaetzung?.betragCent ?? null;

export const bruttoOfSchaetzung = (s: Schaetzung): Cent => bruttoOf(s.betragCent, s.ustProzent);

/** What can be refused at once, also in a draft: no negative value, no gross one. */
export function checkBetraege(a: Partial<Angaben>): Mangel {
  const s = a.schaetzung;
  if (s && s.basis === 'brutto') {
    return reject('beschaffung.schaetzung-brutto', { betrag: formatEuro(s.betragCent) }, 'schaetzung.basis');
  }
  if (s && s.betragCent < 0) return negative('Auftragswert netto', s.betragCent, 'schaetzung.betragCent');
  for (const [i, los] of (a.lose ?? []).entries()) {
    if (los.nettoCent !== null && los.nettoCent < 0) {
      return negative(`Los ${i + 1}`, los.nettoCent, `lose.${i}.nettoCent`);
    }
  }
  for (const [i, o] of (a.optionen ?? []).entries()) {
    if (o.nettoCent < 0) return negative(`Option ${i + 1}`, o.nettoCent, `optionen.${i}.nettoCent`);
  }
  const ergebnis = a.ergebnis;
  return ergebnis && ergebnis.nettoCent < 0
    ? negative('Auftragssumme', ergebnis.nettoCent, 'ergebnis.nettoCent')
    : null;
}

const negative = (feld: string, betrag: Cent, field: string) =>
  reject('beschaffung.betrag-negativ', { feld, betrag: formatEuro(betrag) }, field);

/**
 * The estimate as the start of a route needs it (§ 3 VgV): there, above zero, with method and date, not
 * stale, and equal to the sum of lots and options where there are lots.
 */
export function checkSchaetzung(a: Angaben, tag: Tag, grenzen: Wertgrenzen | null): Mangel {
  const s = a.schaetzung;
  if (!s || s.betragCent === 0) return reject('beschaffung.schaetzung-fehlt', {}, 'schaetzung.betragCent');
  const betrag = checkBetraege(a);
  if (betrag) return betrag;
  if (s.methode === '') return fehlt('Methode der Schätzung', 'schaetzung.methode');
  if (s.tag === null) return fehlt('Tag der Schätzung', 'schaetzung.tag');
  if (s.tag > tag)
    return reject('beschaffung.schaetzung-zukunft', { tag: formatTag(s.tag) }, 'schaetzung.tag');
  const alter = daysBetween(s.tag, tag);
  if (grenzen && alter > grenzen.schaetzungMaxAlterTage) {
    return reject(
      'beschaffung.schaetzung-veraltet',
      { tag: formatTag(s.tag), alter, hoechstens: grenzen.schaetzungMaxAlterTage },
      'schaetzung.tag',
    );
  }
  return checkLossumme(a, s);
}

function checkLossumme(a: Angaben, s: Schaetzung): Mangel {
  // The estimate includes the options (§ 3 Abs. 1 VgV), so they cannot be all of it or more.
  const optionen = a.optionen.reduce((sum, o) => sum + o.nettoCent, 0);
  if (optionen > 0 && optionen >= s.betragCent) {
    return reject(
      'beschaffung.optionen-summe',
      { optionen: formatEuro(optionen), schaetzung: formatEuro(s.betragCent) },
      'optionen',
    );
  }
  // An undivided order has one lot, and a lot without a value of its own is not added up.
  if (a.lose.length < 2 || a.lose.every((l) => l.nettoCent === null)) return null;
  const offen = a.lose.findIndex((l) => l.nettoCent === null);
  if (offen >= 0) return fehlt(`Wert von Los ${offen + 1}`, `lose.${offen}.nettoCent`);
  const lose = a.lose.reduce((sum, l) => sum + (l.nettoCent ?? 0), 0);
  if (lose + optionen === s.betragCent) return null;
  return reject(
    'beschaffung.lose-summe',
    {
      lose: formatEuro(lose),
      optionen: formatEuro(optionen),
      schaetzung: formatEuro(s.betragCent),
      unterschied: formatEuro(Math.abs(s.betragCent - lose - optionen)),
    },
    'lose',
  );
}

export const fehlt = (feld: string, field: string) => reject('beschaffung.pflichtangabe', { feld }, field);
