import { z } from 'zod';

/* The evidence of one Vorgang: a file of lines (docs/pruefung.md). */

export const NACHWEIS_FORMAT = 'amtsmappe-vorgangsnachweis';

const text = z.string().max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int().min(0);
export const lineSchema = z.discriminatedUnion('zeile', [
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
    /** from a single seat, which has no checkpoints: nobody but itself bears witness to it */
    einzelplatz: z.literal(true).optional(),
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

/** The line of one record; `disclosed` null: without its content. */
export function recordLine(
  r: Omit<LineOf<'eintrag'>, 'zeile' | 'siegel' | 'geleert' | 'inhalt' | 'salz'> & {
    /** name under which it was sealed */
    readonly tenant: string;
    readonly payload: Uint8Array;
  },
  tenant: string,
  disclosed: { readonly inhalt: string; readonly salz: string } | null,
): LineOf<'eintrag'> {
  const { feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash } = r;
  return {
    zeile: 'eintrag',
    ...{ feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash },
    ...(r.tenant === tenant ? {} : { siegel: r.tenant }),
    geleert: r.payload.length === 0,
    inhalt: disclosed?.inhalt ?? null,
    salz: disclosed?.salz ?? null,
  };
}

/** The file: one line of JSON each. */
export const formatLines = (lines: readonly VorgangLine[]): string =>
  lines.map((l) => `${JSON.stringify(l)}\n`).join('');
