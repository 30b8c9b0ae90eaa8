import { z } from 'zod';
import { zBestattungsart, zGrabart, zId, zKurz, zMasse, zTag, zUhrzeit, zZeitpunkt } from '../begriffe.ts';
import { zGrabSchluessel } from '../grab.ts';
import { zLage } from '../tabellen/orte.ts';

/** What commands and events of the office's burial case are made of. */

export const zAngaben = z.object({
  verstorben: z.object({
    vorname: zKurz,
    nachname: zKurz.min(1),
    geburtsname: zKurz.default(''),
    geburtsdatum: zTag.nullable(),
    sterbezeit: z.object({ tag: zTag, uhrzeit: zUhrzeit.nullable() }),
  }),
  art: zBestattungsart,
  einaescherung: z.object({ tag: zTag.nullable(), nummer: zKurz.nullable() }).nullable(),
  bestatter: z.object({ name: zKurz.min(1), telefon: zKurz, email: zKurz.default('') }),
  kostentraeger: z.object({ name: zKurz, anschrift: zKurz }).nullable(),
  nutzungsberechtigt: z.object({ name: zKurz, zugestimmt: z.boolean() }).nullable(),
  grabart: zGrabart.nullable(),
  sarg: zMasse.nullable(),
  feier: z.object({ redner: zKurz, musik: zKurz, traeger: zKurz }),
  /** shown to the crew: access, hazards, planting */
  hinweisKolonne: z.string().max(1000),
  /** office only */
  bemerkung: z.string().max(2000),
});
export type Angaben = z.infer<typeof zAngaben>;

export const zGenehmigung = z.object({
  art: z.enum(['fruehbestattung', 'fristverlaengerung']),
  bis: zTag.nullable(),
  behoerde: zKurz.min(2),
  aktenzeichen: zKurz.min(1),
});

/** Sheets of a version: for the undertaker, for the crew. */
export const blaetter = ['bestaetigung', 'arbeitsauftrag'] as const;
export const auftragsstaende = ['offen', 'vorbereitet', 'geprueft', 'durchgefuehrt'] as const;
/** What the crew must know, resolved to names at the moment of release, so that a print needs no lookup. */
export const zEinsatz = z.object({
  friedhof: zId,
  friedhofName: zKurz,
  adresse: zKurz,
  zufahrt: zKurz,
  halleName: zKurz.nullable(),
  kolonne: zId,
  kolonneName: zKurz,
  kolonneTelefon: zKurz,
  kolonneEinheit: zId,
  baggerName: zKurz.nullable(),
  ablauf: z.object({
    aushubBeginn: zZeitpunkt,
    aushubEnde: zZeitpunkt,
    beisetzungBeginn: zZeitpunkt,
    beisetzungEnde: zZeitpunkt,
    ende: zZeitpunkt,
  }),
  grab: z
    .object({
      schluessel: zGrabSchluessel,
      grabart: zGrabart,
      masse: zMasse.extend({ tiefeCm: z.number().int() }),
      denkmal: z.boolean(),
      lage: zLage,
      stelle: z.number().int(),
    })
    .nullable(),
});
export type Einsatz = z.infer<typeof zEinsatz>;

const zRechtsfolge = z.object({
  art: z.enum(['keines', 'besteht', 'ersterwerb', 'verlaengerung']),
  jahre: z.number().int(),
  endetAm: zTag.nullable(),
});

export const zRegisterEintrag = z.object({
  bestattung: zId,
  nummer: z.string().nullable(),
  name: zKurz,
  geburtsdatum: zTag.nullable(),
  sterbetag: zTag,
  bestattungsart: zBestattungsart,
  beigesetztAm: zTag,
  stelle: z.number().int(),
  ruhefristBis: zTag,
  einaescherungsnummer: zKurz.nullable(),
});
export type RegisterEintrag = z.infer<typeof zRegisterEintrag>;

export const zGebuehr = z.object({
  schluessel: zId,
  text: zKurz,
  anzahl: z.number().int(),
  cent: z.number().int(),
});
export type Gebuehr = z.infer<typeof zGebuehr>;

export const zAbschluss = z.object({
  grab: zGrabSchluessel,
  grabart: zGrabart,
  friedhof: zId,
  eintrag: zRegisterEintrag,
  recht: zRechtsfolge,
  inhaber: zKurz.nullable(),
  gebuehren: z.array(zGebuehr),
  klaerung: z.string().nullable(),
});
export type Abschluss = z.infer<typeof zAbschluss>;
