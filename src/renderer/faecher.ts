import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { AppState } from '../contract/app.ts';
import type { AufgabeRow, HistoryEntry, VorgangRow } from '../contract/vorgang.ts';
import type { Tag } from '../domain/shared/vorgang.ts';
import type { Verzeichnis } from '../domain/organisation/verzeichnis.ts';
import type { Route } from './shell/router.ts';
import { beschaffung } from './beschaffung/fach.ts';
import { sitzung } from './sitzung/fach.ts';
import { friedhof } from './friedhof/fach.ts';

/** What a page gets: the app's state and the route, its own Fach's part of the path stripped. */
export interface PageProps {
  readonly app: AppState;
  readonly route: Route;
  /** path below the Fach: `['ID']` for `#/beschaffung/ID` */
  readonly rest: readonly string[];
}

/**
 * How a Fach joins the window: a value here, its screens in its own folder, loaded when first opened. The
 * shell names no Fach; to add one, write `src/renderer/<fach>/fach.ts` and put it into the list below.
 */
export interface Fach {
  /** first part of its addresses: `#/beschaffung/...` */
  readonly id: string;
  /** entry in the rail; a soft hyphen (\u00ad) where it may break */
  readonly titel: string;
  readonly icon: LucideIcon;
  /** roles that see the entry; empty: everyone */
  readonly rollen: readonly string[];
  /** who has no role but these doesn't see it */
  readonly nichtNur?: readonly string[];
  /** kinds of Vorgang that belong here: lists, tasks, hits and history of these come to this Fach */
  readonly arten: readonly string[];
  /** address of one Vorgang */
  readonly href: (vorgang: Pick<VorgangRow, 'id' | 'art'>, aufgabe?: AufgabeRow) => string;
  /** second line of a task in the Arbeitskorb, e.g. `LZ-2026-0409 · Prüfung RPA · 9.860,00 €` */
  readonly zeile?: (aufgabe: AufgabeRow) => string;
  /** the page component for everything under `#/id` */
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>;
  /** German sentences for the history of its kinds, loaded with the history */
  readonly loadVerlauf?: () => Promise<{ readonly verlauf: VerlaufText }>;
  /** what the codes in its commands and states stand for, in the words of its screens */
  readonly loadCodes?: (heute: Tag) => Promise<CodeText>;
}

/** German text of a code that stands in a field of that name; null: not a code of this Fach. */
export type CodeText = (feld: string, code: string) => string | null;

export type VerlaufText = (
  entry: HistoryEntry,
  verzeichnis: Verzeichnis | null,
) => { readonly text: string; readonly zusatz?: string };

export const faecher: readonly Fach[] = [beschaffung, sitzung, friedhof];

export const fachOf = (art: string): Fach | null => faecher.find((f) => f.arten.includes(art)) ?? null;

/** Kinds of the house itself live in the settings. */
const HOUSE: Readonly<Record<string, string>> = {
  person: '#/einstellungen?ansicht=personen',
  einheit: '#/einstellungen?ansicht=einheiten',
  stammdaten: '#/einstellungen?ansicht=stammdaten',
};

/** Address of any Vorgang; one whose Fach is unknown here has no page. */
export const hrefOf = (vorgang: Pick<VorgangRow, 'id' | 'art'>): string => {
  const house = HOUSE[vorgang.art];
  return house
    ? `${house}&id=${encodeURIComponent(vorgang.id)}`
    : (fachOf(vorgang.art)?.href(vorgang) ?? '#/arbeitskorb');
};

/** The Fächer in this person's rail. */
export const visibleFaecher = (rollen: readonly string[]): readonly Fach[] =>
  faecher.filter((f) => {
    if (rollen.includes('systemverwaltung')) return true;
    if (f.rollen.length > 0) return f.rollen.some((r) => rollen.includes(r));
    return rollen.length === 0 || !rollen.every((r) => f.nichtNur?.includes(r));
  });
