import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createHints } from '../../src/central/http/hints.ts';
import { createMetrics } from '../../src/central/http/metrics.ts';
import { syncRoutes } from '../../src/central/http/sync-routes.ts';
import { callerOf, openTestCentre } from '../support/central.ts';

test('who is gone before his stream of hints begins leaves nothing behind', async () => {
  const { ctx, database } = await openTestCentre(':memory:');
  const hints = createHints(database);
  const metrics = createMetrics({ database, version: 'test' });
  const app = fastify();
  let asked = (): void => undefined;
  const wasAsked = new Promise<void>((done) => (asked = done));
  app.decorateRequest('caller', null);
  // To find out who somebody is takes a moment; in that moment the cable is pulled.
  app.addHook('onRequest', async (request) => {
    (request as unknown as { caller: unknown }).caller = callerOf('kaya');
    const closed = once(request.raw.socket, 'close');
    asked();
    await closed;
  });
  const begun = new Promise<void>((done) => app.addHook('preHandler', async () => setImmediate(done)));
  syncRoutes(app, { ctx, database } as never, hints, metrics, { inLine: async () => undefined } as never);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const laptop = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  laptop.write('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
  await wasAsked;
  laptop.destroy();
  await begun;
  expect((await metrics.listeners.get()).values.map((v) => v.value)).toEqual([0]);
  hints.close();
  await app.close();
  await database.close();
});
