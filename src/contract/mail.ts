import { z } from 'zod';

const uhrzeit = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullable();

/** What a person wants of e-mail about waiting tasks; rest null: as the house has it. */
export const mailSettingsSchema = z
  .object({ aus: z.boolean(), ruheVon: uhrzeit, ruheBis: uhrzeit })
  .refine((s) => (s.ruheVon === null) === (s.ruheBis === null));
export type MailSettings = z.infer<typeof mailSettingsSchema>;
