import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { PROTOCOL_VERSION, pushRequestSchema } from '../../contract/sync.ts';
import type { MassData } from '../sync/mass-data.ts';
import { MAX_PAGE, pull } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { writePage } from '../sync/wire.ts';
import { callerOf, refuse } from './auth.ts';
import type { createHints } from './hints.ts';
import type { Metrics } from './metrics.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

const HEARTBEAT_MS = 25_000;
const MAX_CURSOR = 400;

const isLimit = (n: number | undefined): boolean =>
  n === undefined || (Number.isInteger(n) && n >= 1 && n <= MAX_PAGE);

/** The outbox comes in, the feed goes out, and a stream of hints says when to ask. */
export function syncRoutes(
  app: FastifyInstance,
  deps: ServiceDeps,
  hints: ReturnType<typeof createHints>,
  metrics: Metrics,
  mass: MassData,
): void {
  const { ctx, database } = deps;

  app.post('/sync/push', async (request, reply) => {
    const caller = callerOf(request);
    const parsed = pushRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    if (parsed.data.protocol !== PROTOCOL_VERSION) return refuse(reply, 426, 'bitte-aktualisieren');
    // The number series of a client belongs to one device and one person: nobody pushes under another's name.
    if (parsed.data.clientId !== caller.clientId) return refuse(reply, 403, 'fremde-kennung');
    // The rules of a burial ask for the grave: its rows must be those of the table in force.
    await mass.inLine(caller.tenant);
    const answers = await push(ctx, database, caller, parsed.data.commands);
    for (const a of answers)
      metrics.commands.inc({ outcome: a.answer === 'result' ? a.result.outcome : a.answer });
    hints.grown(caller.tenant);
    return { answers, serverTime: ctx.clock.now() };
  });

  app.get('/sync/pull', async (request, reply) => {
    const { cursor = '', limit } = request.query as { cursor?: unknown; limit?: unknown };
    const wanted = limit === undefined ? undefined : Number(limit);
    if (typeof cursor !== 'string' || cursor.length > MAX_CURSOR || !isLimit(wanted))
      return refuse(reply, 400, 'anfrage-ungueltig');
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const page = await pull(ctx, database, reader, cursor, wanted);
    metrics.pulled.inc({ kind: 'record' }, page.records.length);
    metrics.pulled.inc({ kind: 'snapshot' }, page.snapshots.length);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(writePage(page)));
  });

  const streams = new Set<ServerResponse>();
  // A stream would never come to its end by itself.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });

  app.get('/events', (request, reply) => {
    const { tenant } = callerOf(request);
    reply.hijack();
    const { raw } = reply;
    // Gone while it was asked who this is: nobody would ever tell us that it has closed.
    if (raw.destroyed) return;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // A proxy that collects answers before it passes them on (nginx, as delivered) would keep the hints.
      'x-accel-buffering': 'no',
    });
    raw.write(': da\n\n');
    const stop = hints.listen(tenant, (feed) => void raw.write(`event: feed\ndata: ${feed}\n\n`));
    const heartbeat = setInterval(() => void raw.write(': da\n\n'), HEARTBEAT_MS);
    // The connection keeps the service running, not its heartbeat.
    heartbeat.unref();
    metrics.listeners.inc();
    streams.add(raw);
    raw.on('close', () => {
      streams.delete(raw);
      clearInterval(heartbeat);
      stop();
      metrics.listeners.dec();
    });
  });
}
