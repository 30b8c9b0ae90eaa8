import { readVerzeichnis } from '../../organisation/berechtigung.ts';
import { formatRolle } from '../../organisation/rollen.ts';
import { adressaten } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { findEinheit, findPerson, formatPerson, hasRolle } from '../../organisation/verzeichnis.ts';
import { formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { Adressat, Facts, PersonId, Sha256, Tag } from '../../shared/vorgang.ts';
import type { SignSchritt, UmlaufEvent } from '../schema.ts';
import type { Schritt, Umlauf } from '../state.ts';

/** A document of the Vorgang in its current version. */
export interface DokumentStand {
  readonly dokument: string;
  readonly version: number;
  readonly sha256: Sha256;
  readonly dateiname: string;
}

/** What the Fach tells the route about its Vorgang. */
export interface UmlaufKontext {
  /** all documents one must have seen to decide, in their current version */
  readonly dokumente: readonly DokumentStand[];
  /** the document that signatures go into; null: steps can only be signed detached */
  readonly hauptdokument: string | null;
  /** kind of document in the table `signaturniveau` */
  readonly dokumentart: string;
  /** roles that may guide the route beside the initiator */
  readonly steuerung: readonly string[];
  /** further checks of the Fach on a decision (budget, limits of authority) */
  readonly checkZeichnung?: (schritt: Schritt, command: SignSchritt, positiv: boolean) => Rejection | null;
}

export type UmlaufDecision = Result<readonly UmlaufEvent[], Rejection>;

/** Facts of one decision, read once. `v` null: directory unknown, decision provisional. */
export interface Lage {
  readonly u: Umlauf;
  readonly facts: Facts;
  readonly v: Verzeichnis | null;
  /** day at which authority is judged: when the act happened */
  readonly tag: Tag;
  readonly kontext: UmlaufKontext;
}

export function readLage(u: Umlauf, facts: Facts, kontext: UmlaufKontext): Result<Lage, Rejection> {
  const v = readVerzeichnis(facts);
  return v.ok ? ok({ u, facts, v: v.value, tag: tagOf(facts.geschehenAm), kontext }) : v;
}

/** „Dr. Aylin Kaya“; the id where the directory is unknown, so that nothing is made up. */
export const nameOf = (v: Verzeichnis | null, person: PersonId): string => {
  const p = v === null ? null : findPerson(v, person);
  return p ? formatPerson(p) : 'unbekannte Person';
};

/** Whom a step addresses, in words: „Katrin Sörensen“ or „Rechnungsprüfung (Dr. Ulrich Dahlmann, …)“. */
export function describeAdressat(v: Verzeichnis | null, a: Adressat, tag: Tag): string {
  if (a.person !== undefined) return nameOf(v, a.person);
  const einheit = a.einheit === undefined || v === null ? null : findEinheit(v, a.einheit);
  const stelle = [a.rolle === undefined ? null : formatRolle(a.rolle), einheit?.kuerzel ?? null]
    .filter((s) => s !== null)
    .join(' ');
  const namen = v === null ? [] : adressaten(v, a, tag).map(formatPerson);
  if (namen.length === 0) return stelle;
  const gezeigt = namen.slice(0, 3).join(', ') + (namen.length > 3 ? ', …' : '');
  return `${stelle} (${gezeigt})`;
}

/** Steps in words with who holds them: „Prüfung RPA – bei Katrin Sörensen“. */
export const describeSchritte = (lage: Lage, schritte: readonly Schritt[]): string =>
  schritte.map((s) => `${s.bezeichnung} – bei ${describeAdressat(lage.v, s.adressat, lage.tag)}`).join('; ');

/** Refuses anything on a route that is over; names the end. */
export function checkOffen(u: Umlauf): ReturnType<typeof reject> | null {
  switch (u.status) {
    case 'laeuft':
    case 'angehalten':
      return null;
    case 'zurueckgegeben':
      return reject('umlauf.nicht-gestartet');
    case 'abgeschlossen':
    case 'zurueckgezogen':
      return reject('umlauf.beendet', {
        zeit: u.beendet ? formatZeitpunkt(u.beendet.zeit) : '–',
        wie: u.status === 'abgeschlossen' ? 'alle Schritte erledigt' : 'zurückgezogen',
      });
  }
}

/** The same for a decision: taking note is still possible when all else is done, because it changes nothing. */
export const checkOffenFor = (u: Umlauf, schritt: Schritt | null): ReturnType<typeof reject> | null =>
  u.status === 'abgeschlossen' && schritt?.art === 'Kenntnisnahme' && schritt.status === 'aktuell'
    ? null
    : checkOffen(u);

/** May the actor guide the route: as initiator, or with one of the roles the Fach names? */
export function darfSteuern(lage: Lage): boolean {
  const { u, facts, v, kontext, tag } = lage;
  if (facts.akteur === u.initiator || v === null) return true;
  const person = findPerson(v, facts.akteur);
  return person !== null && kontext.steuerung.some((r) => hasRolle(person, r, tag));
}

export function requireSteuerung(lage: Lage, was: string): ReturnType<typeof reject> | null {
  if (darfSteuern(lage)) return null;
  const rollen = lage.kontext.steuerung.map(formatRolle).join(' oder ');
  const wer = `${nameOf(lage.v, lage.u.initiator)}${rollen === '' ? '' : ` oder ${rollen}`}`;
  return reject('umlauf.nicht-steuerungsberechtigt', { was, wer });
}

export const requireGrund = (grund: string, was: string): ReturnType<typeof reject> | null =>
  grund === '' ? reject('umlauf.begruendung-fehlt', { was }, 'grund') : null;
