import { z } from 'zod';
import { channel, type Problem } from './channel.ts';
import type { DocumentInfo } from './document.ts';
import type { ExecuteAnswer } from './vorgang.ts';

const vorgang = { vorgang: z.string().max(100), baseRevision: z.number().int().min(0) };

type Printed = ExecuteAnswer & { readonly document: DocumentInfo };

/** Use cases of the Sitzungsdienst that are more than one command: they print, check and command in one go. */
export const sitzungChannels = {
  /** prints the invitation (neutral titles, as it is readable for everyone) and records its dispatch */
  'sitzung.einladen': channel<Printed>()(
    z.object({
      ...vorgang,
      versand: z
        .array(z.object({ person: z.string().max(100), weg: z.enum(['portal', 'email', 'post', 'bote']) }))
        .max(1000),
      verkuerzungGrund: z.string().max(4000).nullable(),
    }),
  ),
  /** prints the agenda as it now stands and records it as supplementary invitation */
  'sitzung.nachtragen': channel<Printed>()(z.object(vorgang)),
  /** prints the public notice and records where it hangs */
  'sitzung.bekanntmachen': channel<Printed>()(z.object({ ...vorgang, wo: z.string().max(500) })),
  /**
   * Makes the package of a session as one PDF. The finished public one is searched for what must not be in it,
   * and the result is recorded in the non-public part: any hit blocks its release.
   */
  'sitzung.paket': channel<Paket>()(
    z.object({ sitzung: z.string().max(100), art: z.enum(['oeffentlich', 'vollstaendig']) }),
  ),
  /** prints minutes, an extract or an urgent decision with its signature fields and presents it for signing */
  'sitzung.vorlegen': channel<Printed>()(z.object(vorgang)),
  /** validates the presented file anew and lets the rule decide on signatures whose check was open */
  'sitzung.nachpruefen': channel<ExecuteAnswer>()(z.object(vorgang)),
} as const;

export interface Paket {
  readonly document: DocumentInfo;
  readonly seiten: number;
  /** annexes that could not be taken in, each replaced by a line in the contents */
  readonly maengel: readonly Problem[];
  /** hits of the search in the public package; always 0 for the full one */
  readonly treffer: number;
}
