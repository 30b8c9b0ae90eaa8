import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { PushResponse } from '../../src/contract/sync.ts';
import { byName, musterVerzeichnis } from '../support/organisation.ts';
import { fitting, NASTY, spoiled, type Vocabulary } from '../support/json-schema.ts';
import { bearerOf, operationsOf, request, send, type Answer, type Bearer } from '../support/raw-request.ts';
import { startTestService, type TestService } from '../support/service.ts';

/**
 * Requests made from the description of the service and from the schemas of all commands, right and spoiled, with
 * and without a login: whatever comes, the answer is a code of 2xx to 4xx without a word of the machine, and the
 * service goes on. The same requests in every `npm test`; `npm run proof` makes more, and others each time.
 */
const REQUESTS = Number(process.env['AMTSMAPPE_FUZZ'] ?? 500);
const SEED = Number(process.env['AMTSMAPPE_FUZZ_SEED'] ?? 20_261_122);

let service: TestService;
let bearers: readonly Bearer[];
const seqs = new Map<string, number>();
const counts = new Map<string, number>();
beforeAll(async () => {
  service = await startTestService();
  bearers = await Promise.all(
    ['Brandt', 'Janssen', 'Krüger', 'Overbeck', 'Behrendt', 'Nolte'].map((n) =>
      bearerOf(service, byName(n).id),
    ),
  );
});
afterAll(() => service.remove());

interface Shot {
  readonly operation: number;
  readonly who: number;
  readonly body: unknown;
  readonly raw: string | null;
  readonly query: string;
  readonly path: string;
}

/** Commands that pass the envelope and reach the rules: of every kind, with the next number of their client. */
function commands(vocabulary: Vocabulary): fc.Arbitrary<object> {
  const kinds = [...service.ctx.kinds.values()].map((kind) => {
    const schema = z.toJSONSchema(kind.commandSchema, { io: 'input', unrepresentable: 'any' });
    const local: Vocabulary = { ...vocabulary, schemas: (schema['$defs'] ?? {}) as Record<string, object> };
    const command = fitting(schema, local);
    return fc.record({
      art: fc.constant(kind.art),
      command: fc.oneof({ weight: 3, arbitrary: command }, { weight: 1, arbitrary: spoiled(command) }),
    });
  });
  return fc
    .tuple(
      fc.oneof(...kinds),
      fc.constantFrom(...vocabulary.words),
      fc.nat(3),
      fc.constantFrom(null, null, 1, 2),
    )
    .map(([{ art, command }, vorgang, baseRevision, hangsOn]) => ({
      art,
      vorgang,
      command: { type: 'x', ...(typeof command === 'object' ? command : {}) },
      v: 1,
      baseRevision,
      hangsOn,
      clientTime: '2026-11-22T08:00:00.000Z',
    }));
}

test(`${REQUESTS} requests, right and wrong: no answer of 5xx, no word of the machine, the service goes on`, async () => {
  const { operations, schemas } = await operationsOf(service);
  const { personen, einheiten } = musterVerzeichnis;
  const words = [
    ...personen.slice(0, 8).map((p) => p.id),
    ...einheiten.slice(0, 6).map((e) => e.id),
    ...['v1', 'v2', 'v3', 'v4', 'stammdaten:wertgrenzen', 'laufzettel', 'halle:1', 'kolonne:1'],
    'a'.repeat(64),
    '2026-11-23',
    '10:00',
  ];
  const vocabulary: Vocabulary = { words, schemas };
  const bodies = operations.map(({ operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return schema ? fitting(schema, vocabulary) : fc.constant(null);
  });
  const batch = fc.array(commands(vocabulary), { minLength: 1, maxLength: 4 });
  const pushAt = operations.findIndex((o) => o.path === '/sync/push');
  const word = fc.oneof(fc.constantFrom(...words, ...NASTY), fc.string({ maxLength: 30 }));
  const shot = fc
    .oneof(
      { weight: 2, arbitrary: fc.nat(operations.length - 1) },
      { weight: 3, arbitrary: fc.constant(pushAt) },
    )
    .chain((operation) => {
      const good = operation === pushAt ? batch : (bodies[operation] ?? fc.constant(null));
      return fc.record({
        operation: fc.constant(operation),
        who: fc.integer({ min: -2, max: 5 }),
        body: fc.oneof({ weight: 3, arbitrary: good }, { weight: 1, arbitrary: spoiled(good) }),
        raw: fc.option(fc.oneof(word, fc.json({ maxDepth: 8 })), { freq: 12 }),
        query: fc.oneof(
          fc.constant(''),
          fc
            .tuple(fc.constantFrom('cursor', 'from', 'to', 'feed', 'size', '__proto__', 'x'), word)
            .map(([k, v]) => `?${k}=${encodeURIComponent(v.toWellFormed())}`),
        ),
        path: word,
      });
    });
  await fc.assert(
    fc.asyncProperty(shot, async (s) => {
      const answer = await fire(operations, s, s.operation === pushAt);
      counts.set(String(answer.status), (counts.get(String(answer.status)) ?? 0) + 1);
      check(answer);
    }),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
  );
  expect((await send(`${service.address}/ready`, 'GET')).status).toBe(200);
  const [admin] = bearers;
  expect((await request(service, admin as Bearer, 'GET', '/session')).status).toBe(200);
  // Otherwise nothing but the door would have been tried.
  expect(counts.get('200') ?? 0).toBeGreaterThan(REQUESTS / 10);
  expect(reached.size).toBeGreaterThan(3);
  expect(service.log.filter((entry) => Number(entry['status'] ?? 0) >= 500)).toEqual([]);
}, 3_600_000);

/** outcomes of the commands that got as far as a rule */
const reached = new Set<string>();

async function fire(
  operations: Awaited<ReturnType<typeof operationsOf>>['operations'],
  { operation, who, body, raw, query, path }: Shot,
  isPush: boolean,
): Promise<Answer> {
  const { method, template } = operations[operation] as (typeof operations)[number];
  const filled = template.replace(/\{\w+\}/g, () => encodeURIComponent(path.toWellFormed()));
  const bearer = bearers[who];
  const sent =
    method === 'GET' || method === 'HEAD' ? undefined : (raw ?? JSON.stringify(wrap(body, bearer, isPush)));
  const json = { 'content-type': 'application/json' };
  const url = `${service.address}${filled}${query}`;
  if (!bearer) {
    const headers: Record<string, string> =
      who === -1 ? { authorization: `Bearer ${path.replace(/[^\x21-\x7e]/g, 'x')}` } : {};
    return send(url, method, {
      ...(sent === undefined ? {} : { body: sent }),
      headers: { ...json, ...headers },
    });
  }
  const own = new URL(url).pathname;
  const answer = await request(service, bearer, method, `${own}${query}`, {
    ...(sent === undefined ? {} : { body: sent }),
    headers: template === '/blobs/{sha256}' ? { 'content-type': 'application/octet-stream' } : json,
  });
  if (isPush && answer.status === 200) remember(bearer, JSON.parse(answer.text) as PushResponse);
  return answer;
}

/** A list of commands becomes a push of this client, numbered on from its last. */
function wrap(body: unknown, bearer: Bearer | undefined, isPush: boolean): unknown {
  if (!isPush || !bearer || !Array.isArray(body)) return body;
  const last = seqs.get(bearer.clientId) ?? 0;
  const list: readonly unknown[] = body;
  return {
    protocol: 1,
    clientId: bearer.clientId,
    commands: list.map((c, i) =>
      typeof c === 'object' ? { ...c, seq: last + 1 + i, id: `${bearer.clientId}-${last + 1 + i}` } : c,
    ),
  };
}

function remember({ clientId }: Bearer, { answers }: PushResponse): void {
  for (const a of answers) {
    if (a.answer !== 'result') continue;
    seqs.set(clientId, a.seq);
    reached.add('rejection' in a.result ? a.result.rejection.code : a.result.outcome);
  }
}

const MACHINE = /\bat \S+ \(|node_modules|\.ts:\d|Error:|SQLITE|syntax error|ECONN/;

function check({ status, text, headers }: Answer): void {
  expect(status).toBeLessThan(500);
  if (status < 400) return;
  // A code, and where a rule has refused, its rejection: both from our own lists.
  expect(text.slice(0, 300)).toMatch(
    /^(\{"code":"[a-z-]+"(,"rejection":\{"code":"[a-z]+\.[a-z-]+","params":\{[^{}]*\}(,"field":"[^"]*")?\})?\})?$/,
  );
  expect(text).not.toMatch(MACHINE);
  expect(headers.get('x-powered-by')).toBeNull();
}
