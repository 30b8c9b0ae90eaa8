import type { Sha256 } from './vorgang.ts';

/**
 * What is to be printed, without how: a Fach builds it from its state (pure), the PDF generator lays it out
 * (tagged, with contents), and a screen may show the same. Texts are plain German, already formatted.
 */
export interface DruckDokument {
  readonly titel: string;
  readonly untertitel?: string;
  /** authority at the head of the page, e.g. „Stadt Musterhafen“ and „Zentrale Vergabestelle“ */
  readonly absender: readonly string[];
  /** short facts under the title: number, date, status */
  readonly meta: readonly Angabe[];
  readonly abschnitte: readonly Abschnitt[];
  readonly anlagen: readonly DruckAnlage[];
  /** notes at the end, e.g. which sources are not verified */
  readonly hinweise: readonly string[];
  /** large and pale across each page, e.g. „Übung“ or „Vorläufig“; null: none */
  readonly wasserzeichen: string | null;
  /** foot of each page, e.g. „LZ-2026-0417 · Stand 16.07.2026, 09:12 Uhr“ */
  readonly fusszeile: string;
  readonly sprache: 'de';
  readonly inhaltsverzeichnis: boolean;
}

export interface Angabe {
  readonly name: string;
  readonly wert: string;
}

export interface Abschnitt {
  /** 1 for a chapter, 2 and 3 below it; never skips a level */
  readonly ebene: 1 | 2 | 3;
  readonly ueberschrift: string;
  readonly bloecke: readonly Block[];
  /** start on a new page */
  readonly neueSeite?: boolean;
}

export type Block =
  | { readonly art: 'absatz'; readonly text: string }
  | { readonly art: 'liste'; readonly nummeriert: boolean; readonly punkte: readonly string[] }
  | { readonly art: 'angaben'; readonly angaben: readonly Angabe[] }
  | {
      readonly art: 'tabelle';
      /** read out before the table by a screen reader */
      readonly titel: string;
      readonly kopf: readonly Spalte[];
      readonly zeilen: readonly (readonly string[])[];
    }
  | { readonly art: 'hinweis'; readonly stufe: 'info' | 'warnung' | 'gut'; readonly text: string }
  /** room for visible signatures: one field for each, named as it will be created in the PDF */
  | { readonly art: 'unterschriften'; readonly felder: readonly Unterschriftsfeld[] };

export interface Spalte {
  readonly text: string;
  readonly ausrichtung: 'links' | 'rechts';
  /** share of the width; all columns together need not add up to anything */
  readonly breite: number;
}

/** Heading of a column of words. */
export const links = (text: string, breite: number): Spalte => ({ text, breite, ausrichtung: 'links' });
/** Heading of a column of figures. */
export const rechts = (text: string, breite: number): Spalte => ({ text, breite, ausrichtung: 'rechts' });

export interface Unterschriftsfeld {
  /** name of the signature field, letters and digits only */
  readonly feld: string;
  /** e.g. „Mitzeichnung, Fachbereichsleitung“ */
  readonly bezeichnung: string;
}

export interface DruckAnlage {
  readonly nummer: number;
  readonly bezeichnung: string;
  readonly dateiname: string;
  readonly sha256: Sha256;
  readonly bytes: number | null;
}
