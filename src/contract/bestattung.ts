import { z } from 'zod';
import {
  zGrabart,
  zId,
  zKurz,
  zSha256,
  zKalendertag,
  zUnterlage,
  zZeitpunkt,
} from '../domain/bestattung/begriffe.ts';
import { zTerminplan } from '../domain/bestattung/belegung.ts';
import { tore } from '../domain/bestattung/auftrag/schema.ts';
import { blaetter, zAngaben, zGenehmigung } from '../domain/bestattung/bestattung/schema.ts';
import type {
  Ausschluss,
  Balken,
  Einfuhrfehler,
  Grab,
  RegisterEintrag,
  Tagesposten,
  Tagesstrahl,
  Terminvorschlag,
  Warnung,
} from '../domain/bestattung/index.ts';
import type { Rechtsgrundlage } from '../domain/shared/legal.ts';
import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import type { Zeichensatz } from '../domain/shared/zeichen.ts';
import { channel, type Problem } from './channel.ts';
import type { ExecuteAnswer } from './vorgang.ts';

/** Questions of the cemetery office and the crews that need the whole calendar or the index of graves. */

/** What is known of a case while it is typed: names may still be empty. */
const zVorhaben = z.object({
  /** null: not yet created */
  vorgang: zId.nullable(),
  angaben: zAngaben.extend({
    verstorben: zAngaben.shape.verstorben.extend({ nachname: zKurz }),
    bestatter: zAngaben.shape.bestatter.extend({ name: zKurz }),
  }),
  grab: zKurz.nullable(),
  verlaengerungJahre: z.number().int().min(0).max(60),
  genehmigungen: z.array(zGenehmigung).max(20),
  unterlagen: z.array(zUnterlage).max(20),
});
export type VorhabenEingabe = z.infer<typeof zVorhaben>;

/** A finding in German, as it stands beside the form. */
export interface BefundText extends Problem {
  readonly stufe: 'sperre' | 'hinweis';
  readonly norm: Rechtsgrundlage | null;
}

export interface Pruefergebnis {
  /** what stands against holding the date */
  readonly vormerken: readonly BefundText[];
  /** what is missing beyond that for the release */
  readonly freigeben: readonly BefundText[];
  readonly alternativen: readonly Terminvorschlag[];
  readonly fruehestens: Zeitpunkt | null;
  readonly spaetestens: Tag | null;
  readonly grab: Grabtreffer | null;
  /** another case that may be the same person */
  readonly doppelfall: { readonly vorgang: VorgangId; readonly text: string } | null;
}

/** A grave as it is now, with what happened since the import. */
export interface Grabtreffer {
  readonly grab: Grab;
  readonly friedhofName: string;
  /** number of burials that have a date there */
  readonly frei: { readonly sarg: number; readonly urne: number };
}

export interface Terminsuche {
  readonly vorschlaege: readonly Terminvorschlag[];
  readonly ausschluesse: readonly Ausschluss[];
  readonly geprueft: number;
}

/** Bars of a few days, and what to say beside them. */
export interface Kalenderantwort {
  readonly tage: readonly Tagesstrahl[];
  readonly jetzt: Zeitpunkt;
  readonly heute: Tag;
  /** one line a burial, for the list beside the timeline */
  readonly termine: readonly Kalendertermin[];
}

export interface Kalendertermin {
  readonly vorgang: VorgangId;
  readonly nummer: string | null;
  readonly name: string;
  readonly art: string;
  readonly beginn: Zeitpunkt;
  readonly friedhof: string;
  readonly halle: string | null;
  readonly grab: string | null;
  readonly kolonne: string;
  readonly zustand: Balken['zustand'];
  readonly status: string;
  /** not acknowledged by the crew */
  readonly anrufen: boolean;
  readonly vorlaeufig: boolean;
}

export interface Kolonnentag {
  readonly kolonne: { readonly id: string; readonly name: string };
  /** the clock of this device is off: reported times would be wrong */
  readonly geraeteuhr: Problem | null;
  readonly tag: Tag;
  readonly posten: readonly Tagesposten[];
  /** days of the coming two weeks on which there is work */
  readonly tageMitArbeit: readonly Tag[];
  /** crews this person may look at */
  readonly kolonnen: readonly { readonly id: string; readonly name: string }[];
}

/** What a CSV file of graves would do; nothing is changed by looking. */
export interface Einfuhrbild {
  readonly name: string;
  /** as found, to be seen before it is believed */
  readonly zeichensatz: Zeichensatz;
  readonly trennzeichen: string;
  readonly zeilen: number;
  readonly gueltig: number;
  /** graves not known before */
  readonly neu: number;
  /** graves known now that the file does not name: they would go */
  readonly entfallen: number;
  /** open cases whose grave the file does not name */
  readonly betroffen: readonly string[];
  readonly fehlerGesamt: number;
  /** the first of them */
  readonly fehler: readonly Einfuhrfehler[];
  readonly uebernehmbar: boolean;
}

export interface Kollege {
  readonly person: PersonId;
  readonly name: string;
  readonly funktion: string;
  /** has set an own PIN on this device */
  readonly hatPin: boolean;
}

const tag = z.object({ tag: zKalendertag });

export const bestattungChannels = {
  /** everything the rules say about what is typed; writes nothing */
  'friedhof.pruefen': channel<Pruefergebnis>()(zVorhaben.extend({ plan: zTerminplan.nullable() })),
  /** best lawful dates over all cemeteries, or some of them */
  'friedhof.besteTermine': channel<Terminsuche>()(
    zVorhaben.extend({
      feierMin: z.number().int().min(0).max(240),
      friedhoefe: z.array(zId).max(60).nullable(),
      abTag: zKalendertag,
      tage: z.number().int().min(1).max(60),
      wunsch: zZeitpunkt.nullable(),
      hoechstens: z.number().int().min(1).max(40),
    }),
  ),
  /**
   * One start on one cemetery: crew, machine and digging chosen as the search would; null plan with the reasons
   * and the nearest dates when it can't be
   */
  'friedhof.planAm': channel<{
    readonly vorschlag: Terminvorschlag | null;
    readonly ausschluesse: readonly Ausschluss[];
    readonly alternativen: readonly Terminvorschlag[];
  }>()(
    zVorhaben.extend({
      feierMin: z.number().int().min(0).max(240),
      friedhof: zId,
      beginn: zZeitpunkt,
      /** absent: any usable one */
      halle: zId.nullable().optional(),
    }),
  ),
  /** graves by key, right holder or somebody buried there; `frei`: without text, the free ones of a kind */
  'friedhof.graeber': channel<readonly Grabtreffer[]>()(
    z.object({
      text: zKurz,
      friedhof: zId.nullable(),
      frei: z.object({ grabart: zGrabart, tag: zKalendertag }).nullable(),
      limit: z.number().int().min(1).max(50),
    }),
  ),
  'friedhof.kalender': channel<Kalenderantwort>()(
    tag.extend({ art: z.enum(['tag', 'woche']), alle: z.boolean() }),
  ),
  'friedhof.kolonnentag': channel<Kolonnentag>()(tag.extend({ kolonne: zId.nullable() })),
  'friedhof.radar': channel<readonly Warnung[]>()(z.null()),
  /** entries of the burial register, newest first */
  'friedhof.register': channel<
    readonly (RegisterEintrag & { readonly grab: string; readonly friedhof: string })[]
  >()(z.object({ jahr: z.number().int().min(1900).max(2200) })),
  /** day sheet of a crew as PDF: answers the document's hash */
  'friedhof.tagesblatt': channel<{ readonly sha256: string; readonly name: string }>()(
    tag.extend({ kolonne: zId }),
  ),
  /** extract of the register for one grave as PDF */
  'friedhof.registerauszug': channel<{ readonly sha256: string; readonly name: string }>()(
    z.object({ grab: zKurz }),
  ),
  /** sheet of one version, as it went out; kept from then on, unless the centre has not confirmed it (`vorlaeufig`) */
  'friedhof.blatt': channel<{
    readonly sha256: string;
    readonly name: string;
    readonly vorlaeufig: boolean;
  }>()(z.object({ vorgang: zId, fassung: z.number().int().positive(), blatt: z.enum(blaetter) })),
  /** reads an uploaded CSV file of graves and says what it would do */
  'friedhof.einfuhrPruefen': channel<Einfuhrbild>()(z.object({ upload: zSha256 })),
  /** all faulty rows of the file last looked at, as CSV to save */
  'friedhof.einfuhrFehler': channel<{ readonly sha256: string; readonly name: string }>()(
    z.object({ upload: zSha256 }),
  ),
  /** graves (of one cemetery, or all) or the register of a year as CSV to save */
  'friedhof.ausfuhr': channel<{ readonly sha256: string; readonly name: string }>()(
    z.discriminatedUnion('was', [
      z.object({ was: z.literal('graeber'), friedhof: zId.nullable() }),
      z.object({ was: z.literal('register'), jahr: z.number().int().min(1900).max(2200) }),
    ]),
  ),
  /** makes the file last looked at the new origin of all graves */
  'friedhof.einfuhrUebernehmen': channel<{ readonly graeber: number }>()(
    z.object({ upload: zSha256, quelle: zKurz.min(1) }),
  ),
  /** who can be the second person at the grave, on this device */
  'friedhof.kollegen': channel<readonly Kollege[]>()(z.object({ vorgang: zId })),
  /** sets the own PIN on this device; `alt` is asked for when there is one */
  'friedhof.pinSetzen': channel<null>()(
    z.object({ person: zId, pin: z.string().regex(/^\d{4,8}$/), alt: z.string().max(20).nullable() }),
  ),
  /** the office takes a forgotten PIN away; the person sets a new one at the next gate */
  'friedhof.pinEntfernen': channel<null>()(z.object({ person: zId })),
  /** people of a crew (null: of the office) and whether they have a PIN here; a crew sees its own */
  'friedhof.kolonnenleute': channel<readonly Kollege[]>()(z.object({ kolonne: zId.nullable() })),
  /** reports a gate; the second person confirms with their own PIN */
  'friedhof.grabpruefung': channel<ExecuteAnswer>()(
    z.object({
      vorgang: zId,
      meldung: zId,
      fassung: z.number().int().positive(),
      tor: z.enum(tore),
      erfasst: z.object({ grab: zKurz.min(1), merkmal: zKurz.min(1) }),
      foto: zSha256.nullable(),
      bemerkung: z.string().max(1000),
      zweite: z.object({ person: zId, pin: z.string().max(20) }).nullable(),
    }),
  ),
} as const;
