import type { ZodType } from 'zod';
import type { Sha256 } from '../shared/vorgang.ts';
import { nummernkreiseSchema } from './nummernkreise.ts';

/** An editable table that a Fach brings: its name, shape and who keeps it. */
export interface TabellenDefinition {
  /** e.g. `beschaffung.wertgrenzen` */
  readonly tabelle: string;
  readonly bezeichnung: string;
  readonly schema: ZodType;
  /** roles that may set a version beside `systemverwaltung` */
  readonly pflege?: readonly string[];
  /** scopes that read it; absent: everybody, because every decision cites its rules */
  readonly lesbar?: readonly string[];
  /** documents the content names (mass data as CSV), so that they travel with it */
  readonly dokumente?: (inhalt: never) => readonly Sha256[];
}

/** Tables that belong to no single Fach. */
export const tabellen: readonly TabellenDefinition[] = [
  { tabelle: 'nummernkreise', bezeichnung: 'Nummernkreise', schema: nummernkreiseSchema },
];
