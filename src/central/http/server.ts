import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { MAX_PUSH_BYTES } from '../../contract/sync.ts';
import { createGuard, refuse } from './auth.ts';
import { blobRoutes } from './blob-routes.ts';
import { demoRoutes } from './demo-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { troubleOf } from './faults.ts';
import { createHints } from './hints.ts';
import { identityRoutes } from './identity-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { massRoutes } from './mass-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { createMetrics } from './metrics.ts';
import { openApiDocument } from './openapi/document.ts';
import { recordRoutes } from './record-routes.ts';
import type { ServiceDeps } from './service.ts';
import { openMassData } from '../sync/mass-data.ts';
import { syncRoutes } from './sync-routes.ts';

/** A word of the request with NUL in it, which PostgreSQL takes for no text at all. */
const NO_TEXT = '22021';

/** The HTTP service; the caller lets it listen and closes it. Stateless: several may share one PostgreSQL. */
export function buildServer(deps: ServiceDeps): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_PUSH_BYTES,
    requestTimeout: 120_000,
    // Requests under way come to their end; streams are ended by their route.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // What is refused before there is a route gets the same short answer as everything else.
    frameworkErrors: (error, _request, reply) =>
      refuse(reply as FastifyReply, error.statusCode ?? 400, 'anfrage-ungueltig'),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable)
        socket.end(
          'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n{"code":"anfrage-ungueltig"}',
        );
    },
  });
  const hints = createHints(deps.database);
  const metrics = createMetrics(deps);
  app.decorateRequest('identity', null);
  app.decorateRequest('caller', null);
  app.decorateRequest('grund', '');
  app.addHook('onRequest', createGuard(deps));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unbekannt';
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    deps.log({
      route,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.identity ? { tenant: request.identity.tenant } : {}),
      ...(request.grund ? { grund: request.grund } : {}),
    });
  });
  app.addHook('onClose', async () => hints.close());

  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'nicht-gefunden'));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, status === 413 ? 'anfrage-zu-gross' : 'anfrage-ungueltig');
    if (error.code === NO_TEXT) return refuse(reply, 400, 'anfrage-ungueltig');
    // The kind of fault only: messages of a database may quote what was entered.
    const trouble = troubleOf(error);
    deps.log({ fehler: error.code ?? error.name });
    if (trouble !== null) return refuse(reply, trouble.status, trouble.code);
    return refuse(reply, 500, 'intern');
  });

  app.get('/health', async () => ({ status: 'ok', version: deps.version }));
  app.get('/ready', async (_request, reply) => {
    try {
      await sql`SELECT 1`.execute(deps.database.db);
      return { status: 'ok' };
    } catch {
      return refuse(reply, 503, 'datenbank');
    }
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  app.get('/openapi.json', async () => openApiDocument(deps.version));
  const mass = openMassData({ ...deps, massendaten: deps.massendaten ?? [] });
  syncRoutes(app, deps, hints, metrics, mass);
  massRoutes(app, deps, mass);
  recordRoutes(app, deps, hints);
  identityRoutes(app, deps);
  deviceRoutes(app, deps);
  demoRoutes(app, deps);
  blobRoutes(app, deps);
  evidenceRoutes(app, deps);
  issueRoutes(app, deps);
  mailRoutes(app, deps);
  return app;
}
