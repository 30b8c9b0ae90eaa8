import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  mailSettingsSchema,
  type MailSettings,
  type MailState,
  type MailTest,
  type MailView,
} from '../../contract/mail.ts';
import { findPerson } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import { directoryOf, isAdmin } from '../identity/directory.ts';
import { composeTest } from '../mail/message.ts';
import { callerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

interface Who {
  readonly tenant: string;
  readonly person: string;
}

/** Everybody's own wishes about e-mail, and for the administration whether it goes out. */
export function mailRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { database, ctx, mail = null } = deps;
  const { db } = database;

  async function viewOf({ tenant, person }: Who): Promise<MailView> {
    const row = await db
      .selectFrom('mail_einstellung')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('person', '=', person)
      .executeTakeFirst();
    const art = row?.aus === 1 ? 'aus' : row?.taeglich === 1 ? 'taeglich' : 'sofort';
    const { restFrom = '', restTo = '', digestAt = '' } = mail?.rules ?? {};
    return {
      einstellung: { art, ruheVon: row?.ruhe_von ?? null, ruheBis: row?.ruhe_bis ?? null },
      adresse: findPerson(await directoryOf(database, tenant), person)?.email ?? '',
      eingerichtet: mail !== null,
      haus: { taeglichUm: digestAt, ruheVon: restFrom, ruheBis: restTo },
    };
  }

  async function keep({ tenant, person }: Who, { art, ruheVon, ruheBis }: MailSettings): Promise<void> {
    const values = {
      aus: art === 'aus' ? 1 : 0,
      taeglich: art === 'taeglich' ? 1 : 0,
      ruhe_von: ruheVon,
      ruhe_bis: ruheBis,
    };
    await db
      .insertInto('mail_einstellung')
      .values({ tenant, person, ...values })
      .onConflict((c) => c.columns(['tenant', 'person']).doUpdateSet(values))
      .execute();
  }

  app.get('/mail/settings', async (request, reply): Promise<MailView | undefined> => {
    const reader = await readerOf(deps, callerOf(request));
    return reader === null ? refuse(reply, 403, 'person-unbekannt') : viewOf(reader);
  });

  app.put('/mail/settings', async (request, reply): Promise<MailView | undefined> => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const parsed = mailSettingsSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    await keep(reader, parsed.data);
    return viewOf(reader);
  });

  app.get('/mail/state', async (request, reply): Promise<MailState | undefined> => {
    const caller = callerOf(request);
    const now = ctx.clock.now();
    if (!(await isAdmin(database, caller, now))) return refuse(reply, 403, 'keine-berechtigung');
    const rows = await db
      .selectFrom('mail_ausgang')
      .select((eb) => ['zustand', eb.fn.countAll<number>().as('n')])
      .where('tenant', '=', caller.tenant)
      .groupBy('zustand')
      .execute();
    const count = (zustand: string) => Number(rows.find((r) => r.zustand === zustand)?.n ?? 0);
    const { personen } = await directoryOf(database, caller.tenant);
    return {
      eingerichtet: mail !== null,
      server: mail?.server ?? '',
      absender: mail?.from ?? '',
      wartet: count('wartet'),
      gesendet: count('gesendet'),
      aufgegeben: count('aufgegeben'),
      ohneAdresse: personen.filter((p) => isValidOn(p, tagOf(now)) && p.email === '').length,
    };
  });

  // To the own address only: nobody sends mail to others by way of the centre.
  app.post('/mail/test', async (request, reply): Promise<MailTest | undefined> => {
    const caller = callerOf(request);
    if (!(await isAdmin(database, caller, ctx.clock.now()))) return refuse(reply, 403, 'keine-berechtigung');
    if (mail === null) return refuse(reply, 409, 'mail-nicht-eingerichtet');
    const { adresse } = await viewOf(caller);
    if (adresse === '') return refuse(reply, 409, 'mail-keine-adresse');
    const messageId = `<${randomUUID()}@amtsmappe.invalid>`;
    return { ergebnis: await mail.deliver({ to: adresse, ...composeTest(), messageId }), adresse };
  });
}
