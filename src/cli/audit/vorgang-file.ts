import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { NotAnExport } from './read-export.ts';

export const NACHWEIS_FORMAT = 'amtsmappe-vorgangsnachweis';

/** Lines of the evidence of one Vorgang (docs/pruefung.md). */
const text = z.string().max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int().min(0);
const lineSchema = z.discriminatedUnion('zeile', [
  z.object({
    zeile: z.literal('kopf'),
    format: z.literal(NACHWEIS_FORMAT),
    version: z.literal(1),
    tenant: text,
    vorgang: text,
    erstellt: text,
    eintraege: number,
    /** records of this Vorgang that no checkpoint covered yet: they are not in here */
    offen: number,
  }),
  z.object({ zeile: z.literal('schluessel'), note: z.string() }),
  z.object({ zeile: z.literal('pruefpunkt'), note: z.string(), zeitstempel: z.string().nullable() }),
  z.object({
    zeile: z.literal('eintrag'),
    feed: number,
    vorgang: text,
    art: text,
    revision: number,
    type: text,
    v: number,
    zeit: text,
    akteur: text,
    commandId: text,
    commitment: hash,
    prev: hash,
    hash,
    /** name under which it was sealed, if that is not the city's: from an adopted single seat */
    siegel: text.optional(),
    /** the payload was erased */
    geleert: z.boolean(),
    /** the event as canonical JSON and the salt of its commitment; null: not disclosed */
    inhalt: z.string().nullable(),
    salz: hash.nullable(),
  }),
  /** the hashes that lead from record `feed` to the root over `groesse` records (RFC 6962, 2.1.1) */
  z.object({ zeile: z.literal('beweis'), feed: number, groesse: number, pfad: z.array(hash).max(64) }),
  z.object({ zeile: z.literal('ende'), eintraege: number }),
]);
export type VorgangLine = z.infer<typeof lineSchema>;
export type LineOf<Z extends VorgangLine['zeile']> = Extract<VorgangLine, { readonly zeile: Z }>;

export interface VorgangFile {
  readonly kopf: LineOf<'kopf'>;
  readonly keyNotes: readonly string[];
  readonly checkpoints: readonly LineOf<'pruefpunkt'>[];
  readonly records: readonly LineOf<'eintrag'>[];
  readonly proofs: readonly LineOf<'beweis'>[];
  /** number of records said at the end; null: the file was cut */
  readonly ende: number | null;
}

/** Is this the evidence of one Vorgang, and not of a whole log? */
export const isVorgangFile = (file: string): boolean =>
  readFileSync(file, 'utf8').slice(0, 200).includes(`"${NACHWEIS_FORMAT}"`);

/** Reads it whole: one Vorgang is small. Throws NotAnExport where a line is not one of its own. */
export function readVorgangFile(file: string): VorgangFile {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((raw) => raw !== '')
    .map((raw, i): VorgangLine => {
      const parsed = lineSchema.safeParse(parseJson(raw));
      if (!parsed.success || (i === 0) !== (parsed.data.zeile === 'kopf'))
        throw new NotAnExport(`line ${i + 1}`);
      return parsed.data;
    });
  const [kopf, ...rest] = lines;
  if (kopf?.zeile !== 'kopf') throw new NotAnExport('line 1');
  const all = <Z extends VorgangLine['zeile']>(zeile: Z): readonly LineOf<Z>[] =>
    rest.filter((l): l is LineOf<Z> => l.zeile === zeile);
  return {
    kopf,
    keyNotes: all('schluessel').map((l) => l.note),
    checkpoints: all('pruefpunkt'),
    records: all('eintrag'),
    proofs: all('beweis'),
    ende: all('ende').at(-1)?.eintraege ?? null,
  };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
