import type { FastifyInstance } from 'fastify';
import type { MassData } from '../sync/mass-data.ts';
import { callerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

const NAME = /^[\w.:-]{1,100}$/;

/** Mass data in bulk: which groups there are for this person, and their rows page by page. */
export function massRoutes(app: FastifyInstance, deps: ServiceDeps, mass: MassData): void {
  app.get('/datensaetze', async (request, reply) => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    return { gruppen: await mass.manifest(reader.tenant, reader.scopes) };
  });

  app.get('/datensaetze/:tabelle/:gruppe', async (request, reply) => {
    const { tabelle, gruppe } = request.params as { tabelle: string; gruppe: string };
    const { nach = '' } = request.query as { nach?: unknown };
    if (!NAME.test(tabelle) || !NAME.test(gruppe) || typeof nach !== 'string' || nach.length > 200)
      return refuse(reply, 400, 'anfrage-ungueltig');
    const reader = await readerOf(deps, callerOf(request));
    const page = reader && (await mass.page(reader.tenant, reader.scopes, tabelle, gruppe, nach));
    return page ?? refuse(reply, 404, 'nicht-gefunden');
  });
}
