import { z } from 'zod';
import { channel } from './channel.ts';

/** Page and frame in points from the lower left corner, as PDF counts (ISO 32000-2, 8.3.2.3). */
const platz = z.object({
  seite: z.number().int().min(1),
  x: z.number(),
  y: z.number(),
  breite: z.number(),
  hoehe: z.number(),
});

const feldname = z.string().trim().min(1).max(200);

/** How a PDF from disk is signed, besides with which key. */
export const signingWish = {
  grund: z.string().max(500).optional(),
  ort: z.string().max(200).optional(),
  /** an empty field of the document; without: a new one */
  feld: z.string().min(1).max(500).optional(),
  /** where a new field shows; without: invisible */
  sichtbar: platz.optional(),
  /** shows the picture of the person's signature */
  bild: z.boolean().optional(),
  /** makes it the certifying signature: 1 no changes, 2 forms and signatures, 3 annotations too (DocMDP) */
  zertifizieren: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  /** form fields that nobody may change from then on (FieldMDP) */
  sperren: z
    .object({ art: z.enum(['alle', 'nur', 'ausser']), felder: z.array(z.string().min(1).max(500)).max(500) })
    .optional(),
  /** empty fields for those who sign later, made in the same update */
  weitereFelder: z
    .array(z.object({ name: feldname, platz: platz.optional() }))
    .max(20)
    .optional(),
};

/** What a document offers and allows to somebody who is going to sign it. */
export interface SigningFields {
  /** empty signature fields */
  readonly leer: readonly string[];
  /** all other form fields */
  readonly formular: readonly string[];
  readonly unterschriften: number;
  /** name for the next new field */
  readonly vorschlag: string;
}

export interface SignaturePicture {
  readonly mime: 'image/png' | 'image/jpeg';
  readonly bytes: number;
  readonly breite: number;
  readonly hoehe: number;
  /** to be fetched by GET /blob */
  readonly sha256: string;
}

export const wishChannels = {
  'sign.fields': channel<SigningFields>()(z.object({ sha256: z.string().length(64) })),
  /** the frame as it will look: a PDF of that size, to be fetched by GET /blob */
  'sign.preview': channel<{ readonly sha256: string }>()(
    z.object({
      breite: z.number().min(1).max(2000),
      hoehe: z.number().min(1).max(2000),
      grund: z.string().max(500).optional(),
      ort: z.string().max(200).optional(),
      bild: z.boolean().optional(),
    }),
  ),
  /** the picture of the signature of the person at the screen; null: none */
  'picture.get': channel<SignaturePicture | null>()(z.null()),
  /** keeps a PNG or JPEG (uploaded by PUT /blob) as that picture */
  'picture.set': channel<SignaturePicture>()(z.object({ upload: z.string().length(64) })),
  'picture.remove': channel<null>()(z.null()),
} as const;
