import { z } from 'zod';
import {
  zBestattungsart,
  zGrabart,
  zId,
  zKurz,
  zMasse,
  zKalendertag,
  zUhrzeit,
  zUnterlage,
  grabarten,
  bestattungsarten,
  bestattungsartText,
} from '../begriffe.ts';

/** Rules by date: hours, closures, holidays, statute, statutory periods, papers, fees. */

export const zNorm = z.object({
  norm: zKurz,
  geprueft: z.boolean(),
  hinweis: z.string().max(400).optional(),
});

const zSpanne = z.object({ von: zUhrzeit, bis: zUhrzeit });
/** Monday to Sunday; null: no work that day. */
const zWoche = z.array(zSpanne.nullable()).length(7);

const zDauer = z.object({
  /** digging: minutes of crew (and machine); 0: none */
  aushubMin: z.number().int().nonnegative(),
  bagger: z.boolean(),
  /** lowering and farewell at the grave */
  beisetzungMin: z.number().int().positive(),
  verfuellenMin: z.number().int().nonnegative(),
  /** shortest ceremony in the hall that is offered; longer ones in units of the hall */
  feierMin: z.number().int().nonnegative(),
});
export type Dauer = z.infer<typeof zDauer>;

/** `friedhof.zeiten` */
export const zZeiten = z.object({
  /** when cemeteries are open for burials */
  bestattung: zWoche,
  /** when crews work: digging and filling lie inside */
  arbeit: zWoche,
  /** grid of starts, minutes */
  rasterMin: z.number().int().positive(),
  /** last start this long before closing */
  letzterStartMitFeierMin: z.number().int().nonnegative(),
  letzterStartOhneFeierMin: z.number().int().nonnegative(),
  puffer: z.object({
    halleVorMin: z.number().int().nonnegative(),
    halleNachMin: z.number().int().nonnegative(),
    kolonneMin: z.number().int().nonnegative(),
    baggerMin: z.number().int().nonnegative(),
  }),
  /** the crew stands at the grave so long before */
  vorOrtVorMin: z.number().int().nonnegative(),
  /** from hall to grave, same cemetery or another one */
  wegMin: z.number().int().nonnegative(),
  wegAndererFriedhofMin: z.number().int().nonnegative(),
  dauer: z.record(zBestattungsart, zDauer),
  /** a hold lapses after so many hours, at the latest so many hours before the start */
  vormerkungStunden: z.number().int().positive(),
  vormerkungSpaetestensVorStartStunden: z.number().int().nonnegative(),
  /** tolerated difference of a device's clock */
  geraeteuhrToleranzMin: z.number().int().positive(),
});
export type Zeiten = z.infer<typeof zZeiten>;

/** `friedhof.schliessungen`: times at which something cannot be used. */
export const zSchliessung = z.object({
  id: zId,
  betrifft: z.enum(['alle', 'friedhof', 'halle', 'kolonne', 'bagger']),
  /** id of what is closed; null with `alle` */
  ziel: zId.nullable(),
  vonTag: zKalendertag,
  bisTag: zKalendertag,
  /** only these hours of each day; null: whole days */
  stunden: zSpanne.nullable(),
  grund: zKurz,
});
export type Schliessung = z.infer<typeof zSchliessung>;
export const zSchliessungen = z.array(zSchliessung);

/** `friedhof.feiertage`: state of the holiday law and the city's own free days. */
export const zFeiertage = z.object({
  land: z.literal('NW'),
  /** free by the city's rule, every year: `MM-TT` */
  weitere: z.array(z.object({ tag: z.string().regex(/^\d{2}-\d{2}$/), name: zKurz })),
  einmalig: z.array(z.object({ tag: zKalendertag, name: zKurz })),
  norm: zNorm,
});
export type FeiertagsRegel = z.infer<typeof zFeiertage>;

const zGrabartRegel = z
  .object({
    grabart: zGrabart,
    /** kinds of burial allowed in it */
    zulaessig: z.array(zBestattungsart).min(1),
    ruhefristJahre: z.partialRecord(zBestattungsart, z.number().int().positive()),
    /** years of the right when first acquired; null: a place without a right of use */
    ersterwerbJahre: z.number().int().positive().nullable(),
    verlaengerbar: z.boolean(),
    masse: zMasse.extend({ tiefeCm: z.number().int().positive() }),
    kapazitaet: z.object({ sarg: z.number().int().nonnegative(), urne: z.number().int().nonnegative() }),
    /** urns may be added only within so many years of the first burial; null: always */
    urneBisJahreNachErster: z.number().int().positive().nullable(),
    norm: zNorm,
  })
  .check((ctx) => {
    // without it a place would count as free again on the day after the burial
    for (const art of ctx.value.zulaessig) {
      if (ctx.value.ruhefristJahre[art] !== undefined) continue;
      ctx.issues.push({
        code: 'custom',
        input: ctx.value,
        path: ['ruhefristJahre', art],
        message: `Ruhefrist für ${bestattungsartText[art]} fehlt`,
      });
    }
  });
export type GrabartRegel = z.infer<typeof zGrabartRegel>;

/** `friedhof.satzung` */
export const zSatzung = z.object({
  grabarten: z.array(zGrabartRegel).length(grabarten.length),
  /** earth wall that must stay on each side between two graves, cm */
  erdwandCm: z.number().int().nonnegative(),
  geschlossenNorm: zNorm,
});
export type Satzung = z.infer<typeof zSatzung>;

/** `friedhof.fristen`: BestG NRW, as far as it is data. */
export const zFristen = z.object({
  fruehestensStunden: z.number().int().positive(),
  fruehestensNorm: zNorm,
  spaetestensTage: z.number().int().positive(),
  spaetestensNorm: zNorm,
  urneWochen: z.number().int().positive(),
  urneBeginn: z.enum(['einaescherung', 'tod']),
  urneNorm: zNorm,
  unbekannteUhrzeitNorm: zNorm,
  /** years a case that came to no burial (cancelled, rejected) is kept; absent: not decided, kept */
  ohneBestattungJahre: z.number().int().positive().optional(),
});
export type FristenRegel = z.infer<typeof zFristen>;

/** `friedhof.unterlagen`: what a release needs; one of each group is enough. */
export const zUnterlagenRegel = z.array(
  z.object({
    fuer: z.array(zBestattungsart).min(1),
    /** one of these */
    eineVon: z.array(zUnterlage).min(1),
    /** only if a right of use is touched */
    nurMitNutzungsrecht: z.boolean(),
    norm: zNorm,
  }),
);
export type UnterlagenRegel = z.infer<typeof zUnterlagenRegel>;

/** `friedhof.gebuehren`: sample tariff, money in cents. */
export const zGebuehren = z.object({
  posten: z.array(
    z.object({
      schluessel: zId,
      text: zKurz,
      /** which kinds of burial or grave it applies to */
      bestattungsarten: z.array(zBestattungsart).max(bestattungsarten.length),
      grabarten: z.array(zGrabart),
      anlass: z.enum(['bestattung', 'halle_je_einheit', 'ersterwerb', 'verlaengerung_je_jahr', 'grab']),
      cent: z.number().int().nonnegative(),
    }),
  ),
  norm: zNorm,
});
export type GebuehrenRegel = z.infer<typeof zGebuehren>;
