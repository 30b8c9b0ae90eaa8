import type { FastifyInstance } from 'fastify';
import { demoTokenRequestSchema, enrolRequestSchema, type CentralSession } from '../../contract/central.ts';
import { findPerson, formatPerson, hasRolle, type Verzeichnis } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Tx } from '../engine/answer.ts';
import { readVerzeichnis } from '../engine/facts.ts';
import { DEMO_TENANT } from '../identity/demo-issuer.ts';
import { enrolDevice, revokeDevice } from '../identity/devices.ts';
import { callerOf, refuse } from './auth.ts';
import type { ServiceDeps } from './service.ts';

/** Who am I, my devices, and in the demo: a token for anybody. */
export function identityRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { ctx, database, demo } = deps;
  const directory = (tenant: string): Promise<Verzeichnis> =>
    database.db.transaction().execute((tx: Tx) => readVerzeichnis(tx, tenant));

  app.get('/session', async (request): Promise<CentralSession> => {
    const { tenant, person } = callerOf(request);
    const row = await database.db
      .selectFrom('tenant')
      .select('name')
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    const found = findPerson(await directory(tenant), person);
    return {
      tenant,
      stadt: row?.name ?? tenant,
      person,
      name: found ? formatPerson(found) : '',
      serverTime: ctx.clock.now(),
    };
  });

  app.post('/devices', async (request, reply) => {
    const { identity } = request;
    const parsed = enrolRequestSchema.safeParse(request.body);
    if (!parsed.success || identity === null) return refuse(reply, 400, 'anfrage-ungueltig');
    const { personen } = await directory(identity.tenant);
    if (personen.length > 0 && !personen.some((p) => p.id === identity.person))
      return refuse(reply, 403, 'person-unbekannt');
    const done = await enrolDevice(database, identity, parsed.data, ctx.clock.now());
    if (done === 'revoked') return refuse(reply, 403, 'geraet-gesperrt');
    return done === 'enrolled'
      ? reply.code(201).send({ device: parsed.data.device })
      : refuse(reply, 409, 'geraet-vergeben');
  });

  app.delete('/devices/:device', async (request, reply) => {
    const { tenant, person } = callerOf(request);
    const { device } = request.params as { device: string };
    const self = findPerson(await directory(tenant), person);
    if (!self || !hasRolle(self, 'systemverwaltung', tagOf(ctx.clock.now())))
      return refuse(reply, 403, 'keine-berechtigung');
    const done = await revokeDevice(database, tenant, device, ctx.clock.now());
    return done ? reply.code(204).send() : refuse(reply, 404, 'nicht-gefunden');
  });

  if (demo === null) return;
  app.get('/demo/personen', async () =>
    (await directory(DEMO_TENANT)).personen.map((p) => ({
      id: p.id,
      name: formatPerson(p),
      funktion: p.funktion,
    })),
  );
  app.post('/demo/token', async (request, reply) => {
    const parsed = demoTokenRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const { personen } = await directory(DEMO_TENANT);
    if (!personen.some((p) => p.id === parsed.data.person)) return refuse(reply, 404, 'nicht-gefunden');
    return demo.issue(parsed.data.person);
  });
}
