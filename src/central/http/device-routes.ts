import type { FastifyInstance } from 'fastify';
import { deviceChangeSchema } from '../../contract/central.ts';
import { directoryOf, isAdmin } from '../identity/directory.ts';
import { lastSent, listDevices, setRevoked } from '../identity/devices.ts';
import { callerOf, refuse } from './auth.ts';
import type { ServiceDeps } from './service.ts';

/** Devices of the city for its administration: what there is, revoke with a reason, let in again. */
export function deviceRoutes(app: FastifyInstance, { ctx, database }: ServiceDeps): void {
  interface Params {
    readonly Params: { readonly device: string };
  }

  app.get('/devices', async (request, reply) => {
    const caller = callerOf(request);
    if (!(await isAdmin(database, caller, ctx.clock.now()))) return refuse(reply, 403, 'keine-berechtigung');
    return listDevices(database, caller.tenant, await directoryOf(database, caller.tenant));
  });

  app.get<Params>('/devices/:device/gesendet', async (request, reply) => {
    const caller = callerOf(request);
    if (!(await isAdmin(database, caller, ctx.clock.now()))) return refuse(reply, 403, 'keine-berechtigung');
    return lastSent(database, caller.tenant, request.params.device);
  });

  app.patch<Params>('/devices/:device', async (request, reply) => {
    const caller = callerOf(request);
    const now = ctx.clock.now();
    if (!(await isAdmin(database, caller, now))) return refuse(reply, 403, 'keine-berechtigung');
    const parsed = deviceChangeSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const { gesperrt, grund } = parsed.data;
    // Whoever revokes the device they sit at could not undo it.
    if (gesperrt && request.params.device === caller.device) return refuse(reply, 409, 'eigenes-geraet');
    const revoked = gesperrt ? { zeit: now, grund, durch: caller.person } : null;
    const done = await setRevoked(database, caller.tenant, request.params.device, revoked);
    return done ? reply.code(204).send() : refuse(reply, 404, 'nicht-gefunden');
  });

  app.delete<Params>('/devices/:device', async (request, reply) => {
    const caller = callerOf(request);
    const now = ctx.clock.now();
    if (!(await isAdmin(database, caller, now))) return refuse(reply, 403, 'keine-berechtigung');
    const revoked = { zeit: now, grund: '', durch: caller.person };
    const done = await setRevoked(database, caller.tenant, request.params.device, revoked);
    return done ? reply.code(204).send() : refuse(reply, 404, 'nicht-gefunden');
  });
}
