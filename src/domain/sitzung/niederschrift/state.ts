import { z } from 'zod';
import type { PersonId, Sha256, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Unterschriftsregel } from '../gremium/schema.ts';
import type { Teil } from '../grundtypen.ts';
import { zGrund, zId, zListe, zZeile } from '../grundtypen.ts';
import { zBloecke } from '../text/bloecke.ts';
import type { Unterschrift } from './unterschrift.ts';

/** Names stand in the text as of then: the minutes are a public deed, not a view of today's directory. */
export const zNiederschriftPunkt = z
  .object({
    top: zId,
    nummer: z.string(),
    titel: zZeile,
    bezugNummer: z.string().nullable(),
    /** how it came onto the agenda, if not with the invitation */
    herkunft: z.string(),
    befangen: zListe(z.string()),
    tischvorlagen: zListe(z.string()),
    protokoll: zBloecke,
    beschluss: zBloecke,
    /** in what the resolution differs from the committee's recommendation */
    abweichung: z.string(),
    abstimmungen: zListe(z.string()),
    ausgang: z.string(),
  })
  .readonly();
export type NiederschriftPunkt = z.infer<typeof zNiederschriftPunkt>;

export const zInhaltNiederschrift = z
  .object({
    gremium: zZeile,
    beginn: z.string(),
    ende: z.string(),
    ort: zZeile,
    leitung: z.string(),
    schriftfuehrung: z.string(),
    /** name, seat, from and to, for whom */
    anwesende: zListe(
      z
        .object({
          name: z.string(),
          sitz: z.string(),
          fraktion: z.string(),
          zeiten: z.string(),
          vertritt: z.string(),
        })
        .readonly(),
    ),
    entschuldigt: zListe(z.string()),
    ladung: z.string(),
    beschlussfaehigkeit: zListe(z.string()),
    punkte: zListe(zNiederschriftPunkt),
    schlussbemerkung: zGrund,
  })
  .readonly();
export type Niederschriftinhalt = z.infer<typeof zInhaltNiederschrift>;

/**
 * `unterzeichnet` only when every signature reaches the level the rules ask for; `uebung` when all have
 * signed but with practice certificates, which is no public deed.
 */
export type Niederschriftphase = 'entwurf' | 'zurUnterschrift' | 'uebung' | 'unterzeichnet';

export interface Niederschrift {
  readonly art: 'niederschrift';
  readonly form: 'niederschrift' | 'auszug';
  readonly teil: Teil;
  readonly sitzung: VorgangId;
  readonly sitzungstag: Tag;
  readonly gremium: VorgangId;
  readonly gremiumName: string;
  readonly leitung: PersonId;
  readonly schriftfuehrung: PersonId;
  /** an honorary chair may sign on paper where the rule allows it */
  readonly leitungEhrenamtlich: boolean;
  readonly regel: Unterschriftsregel | null;
  /** for an extract: the signed minutes it is taken from, and the unit that gets it */
  readonly quelle: VorgangId | null;
  readonly empfaenger: string | null;
  readonly berechtigt: readonly PersonId[];
  readonly phase: Niederschriftphase;
  readonly inhalt: Niederschriftinhalt;
  readonly dokument: Sha256 | null;
  /** as they were before time stamps and validation data were added */
  readonly fruehereFassungen: readonly Sha256[];
  readonly unterschriften: readonly Unterschrift[];
  /** signatures that no longer count because the draft was reopened */
  readonly verworfen: readonly (Unterschrift & { readonly grund: string })[];
  readonly unterzeichnetAm: Zeitpunkt | null;
  readonly berichtigungen: readonly {
    readonly sitzung: VorgangId;
    readonly text: string;
    readonly am: Zeitpunkt;
  }[];
}
