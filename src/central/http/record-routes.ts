import type { FastifyInstance } from 'fastify';
import { eraseRequestSchema, penRequestSchema, type CentralTrust } from '../../contract/records.ts';
import type { Tx } from '../db/schema.ts';
import { eraseVorgang } from '../engine/erase.ts';
import { readPens, returnPen, takePen } from '../engine/pens.ts';
import { readHistory } from '../sync/history.ts';
import { callerOf, refuse } from './auth.ts';
import type { createHints } from './hints.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

const SHA = /^[0-9a-f]{64}$/;

/** Single Vorgaenge: what has happened to one, erasing one, the pen of its document; and what the centre trusts. */
export function recordRoutes(
  app: FastifyInstance,
  deps: ServiceDeps,
  hints: ReturnType<typeof createHints>,
): void {
  const { ctx, database, blobs } = deps;

  app.get('/vorgaenge/:id/verlauf', async (request, reply) => {
    const { id } = request.params as { id: string };
    const reader = await readerOf(deps, callerOf(request));
    const records =
      reader &&
      (await database.db
        .transaction()
        .execute((tx: Tx) => readHistory(tx, reader.tenant, reader.scopes, id)));
    // What one may not read is answered like what is not there.
    return records ? { records } : refuse(reply, 404, 'nicht-gefunden');
  });

  app.post('/vorgaenge/:id/loeschung', async (request, reply) => {
    const caller = callerOf(request);
    const { id } = request.params as { id: string };
    const parsed = eraseRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const erased = await eraseVorgang({ ctx, database, blobs }, caller, id, parsed.data.grund);
    if (!erased.ok) return reply.code(409).send({ code: 'abgelehnt', rejection: erased.error });
    hints.grown(caller.tenant);
    return erased.value;
  });

  app.get('/stifte', async (request, reply) => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const stifte = await database.db
      .transaction()
      .execute((tx: Tx) => readPens(tx, reader.tenant, reader.scopes, ctx.clock.now()));
    return { stifte };
  });

  app.post('/stifte', async (request, reply) => {
    const caller = callerOf(request);
    const parsed = penRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const reader = await readerOf(deps, caller);
    const answer = reader && (await takePen(database, caller, reader.scopes, parsed.data, ctx.clock.now()));
    if (!answer) return refuse(reply, 404, 'nicht-gefunden');
    hints.poke(caller.tenant);
    return answer;
  });

  app.delete('/stifte/:sha256', async (request, reply) => {
    const caller = callerOf(request);
    const { sha256 } = request.params as { sha256: string };
    if (!SHA.test(sha256)) return refuse(reply, 400, 'anfrage-ungueltig');
    await returnPen(database, caller, sha256);
    hints.poke(caller.tenant);
    return reply.code(204).send();
  });

  app.get('/vertrauen', async (): Promise<CentralTrust> => deps.trust ?? { anker: [], uebung: null });
}
