import type { FastifyInstance } from 'fastify';
import { mailSettingsSchema, type MailSettings } from '../../contract/mail.ts';
import { callerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

/** Everybody's own wishes about e-mail: none at all, or not at certain hours. */
export function mailRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { db } = deps.database;

  app.get('/mail/settings', async (request, reply) => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const row = await db
      .selectFrom('mail_einstellung')
      .selectAll()
      .where('tenant', '=', reader.tenant)
      .where('person', '=', reader.person)
      .executeTakeFirst();
    return {
      aus: row?.aus === 1,
      ruheVon: row?.ruhe_von ?? null,
      ruheBis: row?.ruhe_bis ?? null,
    } satisfies MailSettings;
  });

  app.put('/mail/settings', async (request, reply) => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const parsed = mailSettingsSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const { aus, ruheVon, ruheBis } = parsed.data;
    const { tenant, person } = reader;
    const values = { aus: aus ? 1 : 0, ruhe_von: ruheVon, ruhe_bis: ruheBis };
    await db
      .insertInto('mail_einstellung')
      .values({ tenant, person, ...values })
      .onConflict((c) => c.columns(['tenant', 'person']).doUpdateSet(values))
      .execute();
    return parsed.data;
  });
}
