import { aktionOf, type Aktion as Grundaktion } from '../../shared/aktion.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { PersonId, Tag } from '../../shared/vorgang.ts';
import { formatRolle } from '../../organisation/rollen.ts';
import { mayActFor } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST } from '../rollen.ts';

/** A command of this Fach, with the step, item or capacity it is for, if any. */
export interface Aktion extends Grundaktion {
  readonly bezug: string | null;
}

/** Who looks, and when. */
export interface Blick {
  readonly person: PersonId;
  readonly v: Verzeichnis;
  readonly tag: Tag;
}

/** Whether this person acts in one of these roles, also for somebody else. */
export const hat = (b: Blick, ...rollen: readonly string[]) =>
  rollen.some((rolle) => mayActFor(b.v, b.person, { rolle }, b.tag) !== null);

const OFFICE = [SITZUNGSDIENST, SCHRIFTFUEHRUNG, BUERGERMEISTER] as const;

/** Why somebody without the role does not get a button. */
export const verwehrt = (was: string, rollen: readonly string[]): Rejection => ({
  code: 'sitzung.nicht-berechtigt',
  params: { was, rollen: rollen.map(formatRolle).join(' oder ') },
});

/** One button; a reason against it is said at it. */
export const aktion = (
  command: string,
  text: string,
  grund: Rejection | null,
  bezug: string | null = null,
): Aktion => ({ ...aktionOf(command, text, grund), bezug });

/** An action of the council office. */
export const amt = (b: Blick, command: string, text: string, hindernis: Rejection | null = null): Aktion =>
  aktion(command, text, hat(b, ...OFFICE) ? hindernis : verwehrt(text, OFFICE));
