import { z } from 'zod';

/** Calendar day `2026-11-22`. */
export const tagSchema = z.iso.date();
const text = (max: number) => z.string().trim().max(max);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const zeitraum = { gueltigVon: tagSchema.nullable(), gueltigBis: tagSchema.nullable() };

export const rolleSchema = z.object({
  rolle: z.string().min(1).max(60),
  bereich: z
    .string()
    .regex(/^[a-z]+:.+$/)
    .nullable(),
  ...zeitraum,
});
export const vertretungSchema = z.object({
  durch: z.string().min(1),
  zusatz: z.enum(['i. V.', 'i. A.']),
  ...zeitraum,
});

const personAngaben = {
  vorname: text(100),
  nachname: text(100),
  titel: text(40),
  funktion: text(160),
  einheit: z.string(),
  email: text(200),
};
const einheitAngaben = {
  kuerzel: text(40),
  name: text(200),
  uebergeordnet: z.string().nullable(),
  nurEigeneVertretung: z.boolean(),
};

export const zertifikatSchema = z.object({
  /** SHA-256 of the certificate (hex) */
  sha256,
  bezeichnung: text(300),
  gueltigVon: z.string(),
  gueltigBis: z.string(),
});

export const personCommandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createPerson'),
    ...personAngaben,
    ...zeitraum,
    rollen: z.array(rolleSchema).default([]),
  }),
  z.object({ type: z.literal('changePerson'), angaben: z.object(personAngaben).partial() }),
  z.object({ type: z.literal('endPerson'), gueltigBis: tagSchema }),
  z.object({ type: z.literal('assignRolle'), ...rolleSchema.shape }),
  z.object({
    type: z.literal('endRolle'),
    rolle: z.string(),
    bereich: z.string().nullable(),
    gueltigBis: tagSchema,
  }),
  z.object({ type: z.literal('enrolZertifikat'), ...zertifikatSchema.shape }),
  z.object({ type: z.literal('revokeZertifikat'), sha256, grund: text(500) }),
  z.object({ type: z.literal('setVertretung'), ...vertretungSchema.shape }),
  z.object({
    type: z.literal('endVertretung'),
    durch: z.string(),
    gueltigVon: tagSchema.nullable(),
    gueltigBis: tagSchema,
  }),
]);
export type PersonCommand = z.infer<typeof personCommandSchema>;

export const personEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('PersonAngelegt'),
    id: z.string(),
    ...personAngaben,
    ...zeitraum,
    rollen: z.array(rolleSchema),
  }),
  z.object({ type: z.literal('PersonGeaendert'), angaben: z.object(personAngaben).partial() }),
  z.object({ type: z.literal('PersonAusgeschieden'), gueltigBis: tagSchema }),
  z.object({ type: z.literal('RolleZugewiesen'), ...rolleSchema.shape }),
  z.object({
    type: z.literal('RolleBeendet'),
    rolle: z.string(),
    bereich: z.string().nullable(),
    gueltigBis: tagSchema,
  }),
  z.object({ type: z.literal('ZertifikatEingetragen'), ...zertifikatSchema.shape }),
  z.object({ type: z.literal('ZertifikatGesperrt'), sha256, grund: z.string() }),
  z.object({ type: z.literal('VertretungGesetzt'), ...vertretungSchema.shape }),
  z.object({
    type: z.literal('VertretungBeendet'),
    durch: z.string(),
    gueltigVon: tagSchema.nullable(),
    gueltigBis: tagSchema,
  }),
]);
export type PersonEvent = z.infer<typeof personEventSchema>;

export const einheitCommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('createEinheit'), ...einheitAngaben, ...zeitraum }),
  z.object({ type: z.literal('changeEinheit'), angaben: z.object(einheitAngaben).partial() }),
  z.object({ type: z.literal('endEinheit'), gueltigBis: tagSchema }),
]);
export type EinheitCommand = z.infer<typeof einheitCommandSchema>;

export const einheitEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('EinheitAngelegt'), id: z.string(), ...einheitAngaben, ...zeitraum }),
  z.object({ type: z.literal('EinheitGeaendert'), angaben: z.object(einheitAngaben).partial() }),
  z.object({ type: z.literal('EinheitAufgeloest'), gueltigBis: tagSchema }),
]);
export type EinheitEvent = z.infer<typeof einheitEventSchema>;
