import type { Kind } from '../shared/vorgang.ts';
import { auftragKind } from './auftrag/kind.ts';
import { bestattungKind } from './bestattung/kind.ts';
import { grabakteKind } from './grabakte/grabakte.ts';

/** The kinds of Vorgang of the cemeteries: the office's case, the crew's order, the record of a grave. */
export const kinds: readonly Kind[] = [bestattungKind, auftragKind, grabakteKind];
export { errors } from './errors.ts';

// words, tables, mass data
export * from './begriffe.ts';
export * from './tabellen/index.ts';
export type { Bagger, Feld, Friedhof, Halle, Kolonne } from './tabellen/orte.ts';
export { GRAEBER_TABELLE, type GraeberQuelle } from './tabellen/graeber.ts';
export * from './grab.ts';
export * from './einfuhr/graeber.ts';
export * from './einfuhr/ausfuhr.ts';
export { trennzeichenText } from '../shared/csv.ts';
export { graeberAusQuelle } from './muster/quelle.ts';
export { graeberMassendaten } from './massendaten.ts';

// rules
export type { Befund } from './befund.ts';
export * from './fristen.ts';
export * from './kalender.ts';
export {
  formatRessource,
  berechneAblauf,
  berechneBelegungen,
  type Ablauf,
  type Terminplan,
} from './belegung.ts';
export * from './grabregeln.ts';
export { fehlendeUnterlagen, formatUnterlagen } from './unterlagen.ts';
export { auftragOf, grabakteOf } from './kennung.ts';
export { personMerkmale } from './merkmale.ts';

// the three kinds
export * from './bestattung/state.ts';
export * from './bestattung/schema.ts';
export { pruefeVorhaben, pruefeGrabOhneTermin, type Pruefstufe } from './bestattung/pruefung.ts';
export { leseUmfeld, umfeldFragen, type Umfeld } from './bestattung/umfeld.ts';
export type { Vorhaben } from './bestattung/vorhaben.ts';
export { kolonnenInhalt, type AuftragInhalt } from './bestattung/inhalt.ts';
export * from './auftrag/schema.ts';
export type { AuftragState, Quittung } from './auftrag/state.ts';
export * from './auftrag/auswertung.ts';
export { erwartetAmGrab, pruefeGrabangabe } from './auftrag/decide.ts';
export type { GrabakteCommand, GrabakteEvent, GrabakteState } from './grabakte/grabakte.ts';

// search
export * from './suche/belegungsindex.ts';
export type { Ausschluss, Suchanfrage, Suchergebnis, Terminvorschlag } from './suche/anfrage.ts';
export * from './suche/besteTermine.ts';
export * from './suche/planAm.ts';

// what screens and prints read
export * from './auswahl/zeitstrahl.ts';
export * from './auswahl/kolonnentag.ts';
export * from './auswahl/naechsteAktionen.ts';
export * from './auswahl/fristenradar.ts';
export * from './auswahl/quittung.ts';
export * from './auswahl/ablauf.ts';
export type { Druckumfeld } from './druck/rahmen.ts';
export * from './druck/arbeitsauftrag.ts';
export * from './druck/bestaetigung.ts';
export * from './druck/grabregister.ts';

// demo
export { demoWoche } from './muster/woche.ts';
export type { Demoschritt, Demoumfeld } from './muster/schritt.ts';
