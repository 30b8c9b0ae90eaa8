import { z } from 'zod';
import { channel } from './channel.ts';

const uhrzeit = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullable();

/** What a person wants of e-mail about waiting tasks; rest null: as the house has it. */
export const mailSettingsSchema = z
  .object({ art: z.enum(['sofort', 'taeglich', 'aus']), ruheVon: uhrzeit, ruheBis: uhrzeit })
  .refine((s) => (s.ruheVon === null) === (s.ruheBis === null));
export type MailSettings = z.infer<typeof mailSettingsSchema>;

/** The same beside what the house has set, and where it goes. */
export const mailViewSchema = z.object({
  einstellung: mailSettingsSchema,
  /** from the directory; '': none is known, so none is sent */
  adresse: z.string(),
  /** does the centre send e-mail at all? */
  eingerichtet: z.boolean(),
  haus: z.object({ taeglichUm: z.string(), ruheVon: z.string(), ruheBis: z.string() }),
});
export type MailView = z.infer<typeof mailViewSchema>;

/** Whether e-mail goes out, for the administration of a city: no address, no case. */
export const mailStateSchema = z.object({
  eingerichtet: z.boolean(),
  /** where it is handed in, and under which name; '' when it is not set up */
  server: z.string(),
  absender: z.string(),
  wartet: z.number().int(),
  gesendet: z.number().int(),
  aufgegeben: z.number().int(),
  /** people of the directory without an address */
  ohneAdresse: z.number().int(),
});
export type MailState = z.infer<typeof mailStateSchema>;

/** What the mail server said to a test message; `later`: not reachable, or not now. */
export const mailTestSchema = z.object({
  ergebnis: z.enum(['sent', 'refused', 'later']),
  adresse: z.string(),
});
export type MailTest = z.infer<typeof mailTestSchema>;

export const mailChannels = {
  'mail.get': channel<MailView>()(z.null()),
  'mail.set': channel<MailView>()(mailSettingsSchema),
  /** for the administration of the city */
  'mail.stand': channel<MailState>()(z.null()),
  /** sends a message without content to the one who asks for it */
  'mail.probe': channel<MailTest>()(z.null()),
} as const;
