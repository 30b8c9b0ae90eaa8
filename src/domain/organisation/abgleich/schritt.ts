import { addDays } from '../../shared/dates.ts';
import type { Tag, VorgangId } from '../../shared/vorgang.ts';
import type { EinheitCommand, PersonCommand } from '../schema.ts';
import type { Einheit, Person } from '../verzeichnis.ts';

/** One command that brings the directory nearer to the source, in words as well. */
export interface Abgleichschritt {
  readonly wirkung: 'neu' | 'geaendert' | 'ausgeschieden' | 'zurueck';
  readonly art: 'person' | 'einheit';
  readonly vorgang: VorgangId;
  readonly name: string;
  /** what changes, for the preview */
  readonly was: readonly string[];
  readonly command: PersonCommand | EinheitCommand;
}

/** What both halves of the plan go by. */
export interface Abgleichregeln {
  readonly heute: Tag;
  /** who is to leave when the source no longer has them; everybody else stays as they are */
  readonly betreut: (art: 'person' | 'einheit', vorgang: VorgangId) => boolean;
  readonly newId: () => string;
}

/** What a unit is found by in the source. */
export const key = (kuerzel: string): string => kuerzel.trim().toLowerCase();

/** The day before; never before their first day. */
export function lastDay({ gueltigVon }: Person | Einheit, heute: Tag): Tag {
  const gestern = addDays(heute, -1);
  return gueltigVon !== null && gueltigVon > gestern ? gueltigVon : gestern;
}
