import { formatEuro } from '../shared/money.ts';
import type { Cent } from '../shared/money.ts';
import { reject } from '../shared/rejection.ts';
import type { SignSchritt } from '../umlauf/schema.ts';
import type { Umlauf } from '../umlauf/state.ts';
import { gueltigeZeichnungen } from '../umlauf/state.ts';
import type { Angaben } from './schema.ts';
import { bruttoOf, bruttoOfSchaetzung, fehlt } from './wert.ts';

type Mangel = ReturnType<typeof reject> | null;

/** Funds that the treasury confirmed, as carried by its signed decision. */
export interface Mittel {
  /** gross, because the budget pays the VAT */
  readonly betragCent: Cent;
  readonly haushaltsjahr: number;
  readonly konto: string;
}

/** Reads the figures of a decision; null if they are not all there. */
export function readMittel(zusatz: SignSchritt['zusatz'] | null): Mittel | null {
  const betragCent = zusatz?.['betragCent'];
  const haushaltsjahr = zusatz?.['haushaltsjahr'];
  const konto = zusatz?.['konto'];
  return typeof betragCent === 'number' && typeof haushaltsjahr === 'number' && typeof konto === 'string'
    ? { betragCent, haushaltsjahr, konto }
    : null;
}

/** The confirmation that counts on this route; null if there is none. */
export function bestaetigteMittel(u: Umlauf | null): Mittel | null {
  if (u === null) return null;
  const z = gueltigeZeichnungen(u).findLast(
    (g) => g.schritt.art === 'Mittelbestaetigung' && g.zeichnung.positiv,
  );
  return z ? readMittel(z.zeichnung.zusatz) : null;
}

/** A confirmation must name amount, year and account, cover the gross estimate, and be of the right year. */
export function checkMittelbestaetigung(a: Angaben, zusatz: SignSchritt['zusatz']): Mangel {
  const mittel = readMittel(zusatz);
  if (mittel === null) return fehlt('Betrag, Haushaltsjahr und Konto der Mittel', 'zusatz');
  if (mittel.konto.trim() === '') return fehlt('Konto der Mittel', 'zusatz.konto');
  const bedarf = a.schaetzung ? bruttoOfSchaetzung(a.schaetzung) : 0;
  return (
    checkJahr(mittel, a.haushaltsjahr) ??
    checkHoehe(mittel, bedarf, 'des geschätzten Auftragswerts (brutto)') ??
    checkKonto(mittel, a.haushaltsstelle)
  );
}

/** The same for an award: the funds must cover its gross sum. */
export function checkMittelFuerZuschlag(
  mittel: Mittel | null,
  zuschlagNettoCent: Cent,
  ustProzent: number,
  haushaltsjahr: number | null,
): Mangel {
  if (mittel === null) return reject('beschaffung.mittel-fehlen');
  return (
    checkJahr(mittel, haushaltsjahr) ??
    checkHoehe(mittel, bruttoOf(zuschlagNettoCent, ustProzent), 'der Auftragssumme (brutto)')
  );
}

function checkHoehe(mittel: Mittel, bedarfCent: Cent, wovon: string): Mangel {
  if (mittel.betragCent >= bedarfCent) return null;
  return reject(
    'beschaffung.mittel-zu-niedrig',
    {
      bestaetigt: formatEuro(mittel.betragCent),
      bedarf: formatEuro(bedarfCent),
      unterschied: formatEuro(bedarfCent - mittel.betragCent),
      wovon,
    },
    'zusatz.betragCent',
  );
}

function checkJahr(mittel: Mittel, haushaltsjahr: number | null): Mangel {
  if (haushaltsjahr === null || mittel.haushaltsjahr === haushaltsjahr) return null;
  return reject(
    'beschaffung.mittel-jahr',
    { bestaetigt: mittel.haushaltsjahr, laufzettel: haushaltsjahr },
    'zusatz.haushaltsjahr',
  );
}

function checkKonto(mittel: Mittel, haushaltsstelle: string): Mangel {
  if (haushaltsstelle === '' || mittel.konto.trim() === haushaltsstelle.trim()) return null;
  return reject(
    'beschaffung.mittel-konto',
    { bestaetigt: mittel.konto, laufzettel: haushaltsstelle },
    'zusatz.konto',
  );
}
