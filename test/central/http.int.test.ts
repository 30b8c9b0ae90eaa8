import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Ajv2020 from 'ajv/dist/2020.js';
import { SignJWT, generateKeyPair } from 'jose';
import { DEVICE_HEADER, PROOF_HEADER } from '../../src/contract/central.ts';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { bearerOf, request } from '../support/raw-request.ts';
import { newDeviceKey, startTestService, type TestService } from '../support/service.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.remove());

const admin = byName('Brandt').id;
const officer = byName('Janssen').id;
const PRIVATE = [
  ['POST', '/sync/push'],
  ['GET', '/sync/pull'],
  ['GET', '/events'],
  ['GET', '/session'],
  ['POST', '/devices'],
  ['DELETE', '/devices/x'],
  ['HEAD', `/blobs/${'0'.repeat(64)}`],
  ['GET', `/blobs/${'0'.repeat(64)}`],
  ['PUT', `/blobs/${'0'.repeat(64)}`],
  ['GET', '/gibt-es-nicht'],
] as const;

const call = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`${service.address}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('what the service answers', () => {
  test('health, readiness, figures and its description are public', async () => {
    for (const path of ['/health', '/ready', '/metrics', '/openapi.json'])
      expect((await call('GET', path)).status).toBe(200);
    const figures = async () => (await call('GET', '/metrics')).text();
    expect(await figures()).toContain('amtsmappe_request_seconds');
    expect(await figures()).toContain('amtsmappe_info{version="test"} 1');
    // A city that was never backed up has no figure: that is what an alarm looks for.
    expect(await figures()).not.toContain('amtsmappe_backup_timestamp_seconds{');
    const values = { tenant: 'musterhafen', feed: 1, zeit: '2026-11-22T08:00:00.000Z' };
    await service.database.db.insertInto('sicherung').values(values).execute();
    expect(await figures()).toContain('amtsmappe_backup_timestamp_seconds{tenant="musterhafen"} 1795334400');
    await service.database.db.deleteFrom('sicherung').execute();
  });

  test('the description is OpenAPI 3.1, its schemas hold, and it names every route', async () => {
    const doc = (await (await call('GET', '/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
      components: { schemas: Record<string, object> };
    };
    expect(doc.openapi).toBe('3.1.0');
    const ajv = new Ajv2020.default({
      strict: false,
      formats: { 'date-time': true, binary: true, uri: true },
    });
    for (const schema of Object.values(doc.components.schemas))
      expect(() => ajv.compile(schema)).not.toThrow();
    const push = ajv.compile(doc.components.schemas['PushRequest'] as object);
    expect(push({ protocol: 1, clientId: 'x', commands: [] })).toBe(false);
    const refs = JSON.stringify(doc.paths).match(/#\/components\/schemas\/(\w+)/g) ?? [];
    for (const ref of refs) expect(Object.keys(doc.components.schemas)).toContain(ref.split('/').at(-1));
    for (const [method, path] of PRIVATE.slice(0, -1)) {
      const documented = path.replace(/\/[0x]+$/, (m) => (m === '/x' ? '/{device}' : '/{sha256}'));
      expect(doc.paths[documented]?.[method.toLowerCase()]).toBeDefined();
    }
  });
});

describe('who may', () => {
  test.each(PRIVATE)(
    '%s %s: nobody without a token, nor with a forged, expired or foreign one',
    async (method, path) => {
      const { privateKey } = await generateKeyPair('ES256');
      const forged = await new SignJWT({ tenant: 'musterhafen' })
        .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
        .setSubject(admin)
        .setIssuer('urn:amtsmappe:demo')
        .setAudience('amtsmappe')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
      const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.split('.')[1]}.`;
      const expired = (await service.demo.issue(admin, 'musterhafen', -60)).access_token;
      for (const headers of [
        {},
        bearer(forged),
        bearer(none),
        bearer(expired),
        bearer('x'),
        bearer('x'.repeat(9000)),
      ]) {
        const response = await call(method, path, headers);
        expect(response.status).toBe(401);
        expect(await response.text()).toMatch(method === 'HEAD' ? /^$/ : /^\{"code":"anmeldung"\}$/);
      }
    },
  );

  test('what a proxy in between refuses is no answer of the centre: nothing is taken for rejected or gone', async () => {
    const { token, key } = await service.lineOf(admin);
    const document = randomBytes(10);
    const sha256 = createHash('sha256').update(document).digest('hex');
    for (const status of [403, 404, 413, 429]) {
      const behind = createHttpTransport({
        address: service.address,
        key,
        token: async () => token,
        fetch: (async () => new Response('<html>nginx</html>', { status })) as typeof fetch,
      });
      expect(await behind.uploadBlob(sha256, document, null)).toMatchObject({ line: 'down' });
      expect(await behind.downloadBlob(sha256)).toMatchObject({ line: 'down' });
      expect(await behind.pull('')).toMatchObject({ line: 'down' });
    }
  });

  test('the log says what is wrong with a token, its bearer never learns', async () => {
    const { demo, log } = service;
    const good = (await demo.issue(admin)).access_token.split('.');
    const said = [
      [{}, 'anmeldung ohne'],
      [bearer('x'), 'anmeldung aussteller'],
      [bearer((await demo.issue(admin, 'musterhafen', -60)).access_token), 'anmeldung ERR_JWT_EXPIRED exp'],
      [bearer([good[0], good[1], 'AAAA'].join('.')), 'anmeldung ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
      [bearer((await demo.issue('so nicht')).access_token), 'anmeldung personClaim'],
    ] as const;
    for (const [headers, grund] of said) {
      expect(await (await call('GET', '/session', headers)).text()).toBe('{"code":"anmeldung"}');
      await eventually(async () =>
        expect(log.at(-1)).toMatchObject({ route: '/session', status: 401, grund }),
      );
    }
  });

  test('a token without its device, with another key, and a proof used twice are refused', async () => {
    const { token, key } = await service.lineOf(officer);
    expect((await call('GET', '/sync/pull', bearer(token))).status).toBe(401);
    const stolen = createHttpTransport({
      address: service.address,
      key: newDeviceKey(key.device),
      token: async () => token,
    });
    expect(await stolen.pull('')).toMatchObject({ line: 'refused', reason: 'login' });
    expect((await stolen.enrol()).line).toBe('refused');
    let kept: Record<string, string> = {};
    const spy = createHttpTransport({
      address: service.address,
      key,
      token: async () => token,
      fetch: ((url: string, init: RequestInit) => {
        kept = init.headers as Record<string, string>;
        return fetch(url, init);
      }) as typeof fetch,
    });
    expect((await spy.session()).line).toBe('ok');
    expect((await call('GET', '/session', kept)).status).toBe(401);
  });

  test('a token of another city opens nothing', async () => {
    const token = (await service.demo.issue(admin, 'hagen')).access_token;
    const response = await call('GET', '/sync/pull', bearer(token));
    expect([response.status, await response.text()]).toEqual([403, '{"code":"stadt-unbekannt"}']);
  });

  test('nobody pushes under the client id of another; a body cannot choose tenant or author', async () => {
    const a = await service.lineOf(officer);
    const b = await service.lineOf(admin);
    const command = {
      seq: 1,
      id: 'x',
      art: 'person',
      vorgang: 'neu',
      command: { type: 'endPerson', gueltigBis: '2026-01-01' },
      v: 1,
      baseRevision: 0,
      hangsOn: null,
      clientTime: new Date().toISOString(),
      tenant: 'hagen',
      author: admin,
    };
    const foreign = await a.transport.push({ protocol: 1, clientId: b.clientId, commands: [command] });
    expect(foreign.line).toBe('down');
    const own = await a.transport.push({
      protocol: 1,
      clientId: a.clientId,
      commands: [{ ...command, vorgang: admin }],
    });
    expect(own).toMatchObject({
      line: 'ok',
      value: { answers: [{ result: { rejection: { code: 'organisation.keine-berechtigung' } } }] },
    });
    expect(
      await service.database.db.selectFrom('record').select('feed').where('tenant', '=', 'hagen').execute(),
    ).toEqual([]);
  });

  test('only the administration revokes a device; the revoked one neither pushes nor pulls', async () => {
    const lost = await service.lineOf(officer);
    const chief = await service.lineOf(admin);
    const asOfficer = await service.lineOf(officer);
    const remove = async (line: typeof chief, device: string) => {
      let status = 0;
      const spied = createHttpTransport({
        address: service.address,
        key: line.key,
        token: async () => line.token,
        fetch: (async (_url: string, init: RequestInit) => {
          const { [PROOF_HEADER]: _, ...headers } = init.headers as Record<string, string>;
          const { SignJWT: Sign, importJWK } = await import('jose');
          const proof = await new Sign({
            htm: 'DELETE',
            htu: `/devices/${device}`,
            ath: createHash('sha256').update(line.token).digest('base64url'),
            jti: randomBytes(8).toString('hex'),
            iat: Math.floor(Date.now() / 1000),
          })
            .setProtectedHeader({ alg: 'EdDSA' })
            .sign(await importJWK(line.key.jwk, 'EdDSA'));
          const response = await fetch(`${service.address}/devices/${device}`, {
            method: 'DELETE',
            headers: { ...headers, [PROOF_HEADER]: proof, [DEVICE_HEADER]: line.key.device },
          });
          status = response.status;
          return response;
        }) as typeof fetch,
      });
      await spied.session();
      return status;
    };
    expect(await remove(asOfficer, lost.key.device)).toBe(403);
    expect(await remove(chief, lost.key.device)).toBe(204);
    expect(await lost.transport.pull('')).toMatchObject({ line: 'refused', reason: 'revoked' });
    expect(await lost.transport.push({ protocol: 1, clientId: lost.clientId, commands: [] })).toMatchObject({
      line: 'refused',
      reason: 'revoked',
    });
  });

  test('malformed, oversized and fuzzed requests get a code of 4xx and no word of the machine', async () => {
    const { token } = await service.lineOf(officer);
    const json = { ...bearer(token), 'content-type': 'application/json' };
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '{"device":1}',
      '{"device":"../../x","publicKey":{}}',
      '\u0000',
      'x'.repeat(2_000_000),
    ];
    let seed = 7;
    const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    for (let i = 0; i < 300; i += 1)
      bodies.push(Array.from({ length: next(60) }, () => '{}[]":,0a\\u\n\ufffd'[next(15)]).join(''));
    for (const body of bodies) {
      const response = await call('POST', '/devices', json, body);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).toMatch(/^\{"code":"[a-z-]+"\}$/);
    }
  });

  test('the log names no person', async () => {
    expect(service.log.length).toBeGreaterThan(10);
    expect(JSON.stringify(service.log)).not.toContain(officer);
  });
});

describe('documents', () => {
  test('an upload cut again and again goes on where it stopped, and counts only with the right hash', async () => {
    const pdf = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(3_500_000)]);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const line = await service.lineOf(officer);
    let puts = 0;
    const cutting = createHttpTransport({
      address: service.address,
      key: line.key,
      token: async () => line.token,
      fetch: ((url: string, init: RequestInit) => {
        if (init.method === 'PUT' && (puts += 1) % 2 === 0) return Promise.reject(new Error('cut'));
        return fetch(url, init);
      }) as typeof fetch,
    });
    let tries = 0;
    let result = await cutting.uploadBlob(sha256, pdf, null);
    while (result.line === 'down' && (tries += 1) < 10) result = await cutting.uploadBlob(sha256, pdf, null);
    expect(result).toEqual({ line: 'ok', value: 'gespeichert' });
    expect(puts).toBe(7);
    const wrong = await line.transport.uploadBlob('0'.repeat(64), pdf.subarray(0, 1000), null);
    expect(wrong).toEqual({ line: 'ok', value: 'verdorben' });
    // Nothing refers to it yet: nobody may read it.
    expect(await line.transport.downloadBlob(sha256)).toEqual({ line: 'ok', value: null });
    const stored = await service.database.db.selectFrom('dokument').select(['sha256', 'bytes']).execute();
    expect(stored).toEqual([{ sha256, bytes: pdf.length }]);
  });

  test('an upload that still runs when another has brought the document changes nothing of it any more', async () => {
    const bearer = await bearerOf(service, officer);
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(100_000)]);
    const sha256 = createHash('sha256').update(png).digest('hex');
    const path = `/blobs/${sha256}`;
    const headers = {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${png.length - 1}/${png.length}`,
    };
    const rest: { send: (bytes: Uint8Array) => void } = { send: () => undefined };
    const body = Readable.from(
      (async function* () {
        yield png.subarray(0, 50_000);
        yield await new Promise<Uint8Array>((resolve) => (rest.send = resolve));
      })(),
    );
    const slow = request(service, bearer, 'PUT', path, { body: body as never, headers });
    await eventually(async () => {
      const { headers: at } = await request(service, bearer, 'HEAD', path);
      expect(at.get('upload-offset')).toBe('50000');
    });
    expect((await request(service, bearer, 'PUT', path, { body: png, headers })).status).toBe(201);
    rest.send(Buffer.alloc(png.length - 50_000, 'x'));
    expect((await slow).text).toBe('{"code":"pruefsumme-falsch"}');
    const stored = join(service.dir, 'dokumente', 'musterhafen', sha256.slice(0, 2), sha256);
    expect(readFileSync(stored).equals(png)).toBe(true);
  });
});
