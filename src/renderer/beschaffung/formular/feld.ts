import type { Angaben } from '../../../domain/beschaffung/schema.ts';
import type { Fakten } from '../fakten.ts';
import type { Mangel } from './maengel.ts';

/** What every panel of the form gets: what is entered, how to change it, what is wrong, what it may be checked by. */
export interface FeldProps {
  readonly angaben: Angaben;
  readonly set: (next: Partial<Angaben>) => void;
  readonly maengel: readonly Mangel[];
  readonly fakten: Fakten;
}
