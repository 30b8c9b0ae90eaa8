import type { FastifyInstance } from 'fastify';
import { demoTokenRequestSchema } from '../../contract/central.ts';
import { formatPerson } from '../../domain/organisation/index.ts';
import { DEMO_TENANT } from '../identity/demo-issuer.ts';
import { directoryOf } from '../identity/directory.ts';
import { refuse } from './auth.ts';
import type { ServiceDeps } from './service.ts';

/** Only with `--demo`: the people of the sample city, and a token for anybody of them (for scripts and tests). */
export function demoRoutes(app: FastifyInstance, { database, demo }: ServiceDeps): void {
  if (demo === null) return;
  app.get('/demo/personen', async () =>
    (await directoryOf(database, DEMO_TENANT)).personen.map((p) => ({
      id: p.id,
      name: formatPerson(p),
      funktion: p.funktion,
    })),
  );
  app.post('/demo/token', async (request, reply) => {
    const parsed = demoTokenRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'anfrage-ungueltig');
    const { personen } = await directoryOf(database, DEMO_TENANT);
    if (!personen.some((p) => p.id === parsed.data.person)) return refuse(reply, 404, 'nicht-gefunden');
    return demo.issue(parsed.data.person);
  });
}
