import type { FastifyInstance } from 'fastify';
import {
  enrolRequestSchema,
  type CentralPerson,
  type CentralSession,
  type LoginInfo,
} from '../../contract/central.ts';
import { PROTOCOL_VERSION } from '../../contract/sync.ts';
import { findPerson, formatPerson } from '../../domain/organisation/index.ts';
import { enrolDevice } from '../identity/devices.ts';
import { directoryOf } from '../identity/directory.ts';
import { createLeases } from '../identity/lease.ts';
import { callerOf, refuse } from './auth.ts';
import type { ServiceDeps } from './service.ts';

/** Where one logs in, who one is then, and the enrolment of a device. */
export function identityRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { ctx, database, login = null, loginOf = new Map() } = deps;
  const leases = createLeases(database, deps.leaseDays);

  const personOf = async (tenant: string, person: string): Promise<CentralPerson> => {
    const row = await database.db
      .selectFrom('tenant')
      .select('name')
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    const found = findPerson(await directoryOf(database, tenant), person);
    return { tenant, stadt: row?.name ?? tenant, person, name: found ? formatPerson(found) : '' };
  };

  app.get('/login', async (request, reply): Promise<LoginInfo | undefined> => {
    const { stadt } = request.query as { stadt?: unknown };
    const cities = await database.db
      .selectFrom('tenant')
      .select(['tenant', 'name'])
      .orderBy('name')
      .execute();
    if (login === null && loginOf.size === 0) return refuse(reply, 404, 'nicht-gefunden');
    if (stadt !== undefined && !cities.some((c) => c.tenant === stadt))
      return refuse(reply, 404, 'stadt-unbekannt');
    const asked = typeof stadt === 'string' ? (loginOf.get(stadt) ?? login) : login;
    return {
      dienst: 'amtsmappe',
      version: deps.version,
      protocol: PROTOCOL_VERSION,
      staedte: cities.map((c) => c.name),
      ...(loginOf.size === 0 ? {} : { wahl: cities }),
      uebung: false,
      ...asked,
      serverTime: ctx.clock.now(),
    };
  });

  app.get('/person', async (request, reply): Promise<CentralPerson | undefined> => {
    const { identity } = request;
    if (identity === null) return refuse(reply, 401, 'anmeldung');
    return personOf(identity.tenant, identity.person);
  });

  app.get('/session', async (request): Promise<CentralSession> => {
    const caller = callerOf(request);
    const now = ctx.clock.now();
    return {
      ...(await personOf(caller.tenant, caller.person)),
      serverTime: now,
      freigabe: await leases.issue(caller, now),
      grenze: (caller.grenze ?? null) as CentralSession['grenze'],
    };
  });

  app.post('/devices', async (request, reply) => {
    const { identity } = request;
    const parsed = enrolRequestSchema.safeParse(request.body);
    if (!parsed.success || identity === null) return refuse(reply, 400, 'anfrage-ungueltig');
    const done = await enrolDevice(database, identity, parsed.data, ctx.clock.now());
    if (done === 'revoked') return refuse(reply, 403, 'geraet-gesperrt');
    return done === 'enrolled'
      ? reply.code(201).send({ device: parsed.data.device })
      : refuse(reply, 409, 'geraet-vergeben');
  });
}
