import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT, importJWK } from 'jose';
import { verifyToken, type TokenSettings } from '../../src/central/identity/token.ts';
import { createDemoIssuer } from '../../src/central/identity/demo-issuer.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { byName } from '../support/organisation.ts';
import { newDeviceKey, startTestService, type TestService } from '../support/service.ts';

/** Roles from the token limit those of the directory, and never add one (docs/adr/0021). */
const brandt = byName('Brandt');
let service: TestService;
const roles = {
  claim: 'realm_access.roles',
  login: ['amtsmappe'],
  map: {
    'it-leitung': ['systemverwaltung'],
    ratsbuero: ['ratsbuero', 'schriftfuehrung'],
    kolonne3: ['kolonnenfuehrung@friedhof:3'],
  },
};
beforeAll(async () => {
  service = await startTestService({ roles });
});
afterAll(() => service.remove());

async function lineOf(person: string, groups: unknown) {
  const token = (await service.demo.issue(person, 'musterhafen', 600, { realm_access: { roles: groups } }))
    .access_token;
  const device = `geraet-${crypto.randomUUID()}`;
  const transport = createHttpTransport({
    address: service.address,
    key: newDeviceKey(device),
    token: async () => token,
  });
  return { transport, clientId: `${device}:${person}`, enrolled: await transport.enrol() };
}
let seq = 0;
const change = (line: Awaited<ReturnType<typeof lineOf>>) =>
  line.transport.push({
    protocol: 1,
    clientId: line.clientId,
    commands: [
      {
        seq: 1,
        id: `${line.clientId}-1`,
        art: 'person',
        vorgang: byName('Janssen').id,
        command: { type: 'changePerson', angaben: { funktion: `Funktion ${(seq += 1)}` } },
        v: 1,
        baseRevision: 99,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      },
    ],
  });
const outcome = async (line: Awaited<ReturnType<typeof lineOf>>) => {
  const answer = await change(line);
  if (answer.line !== 'ok' || answer.value.answers[0]?.answer !== 'result') return answer.line;
  const { result } = answer.value.answers[0];
  return 'rejection' in result ? result.rejection.code : result.outcome;
};

test('who may log in, the identity provider says', async () => {
  expect((await lineOf(brandt.id, ['etwas anderes'])).enrolled).toMatchObject({
    line: 'refused',
    reason: 'revoked',
  });
  expect((await lineOf(brandt.id, undefined)).enrolled.line).toBe('refused');
  expect((await lineOf(brandt.id, ['amtsmappe'])).enrolled.line).toBe('ok');
});

test('a role counts when directory and token both give it; a group alone gives nobody a role', async () => {
  expect(await outcome(await lineOf(brandt.id, ['amtsmappe', 'it-leitung']))).toBe('applied');
  expect(await outcome(await lineOf(brandt.id, ['amtsmappe']))).toBe('organisation.keine-berechtigung');
  const officer = await lineOf(byName('Janssen').id, ['amtsmappe', 'it-leitung']);
  expect(await outcome(officer)).toBe('organisation.keine-berechtigung');
  expect((await officer.transport.devices()).line).toBe('down');
});

test('the laptop is told of the limit as well', async () => {
  const person = byName('Brandt').id;
  const grenzen = [];
  for (const groups of [['amtsmappe', 'it-leitung'], ['amtsmappe']]) {
    const line = await lineOf(person, groups);
    const session = await line.transport.session();
    grenzen.push(session.line === 'ok' ? session.value.grenze : null);
  }
  expect(grenzen[0]).toMatchObject({ erlaubt: [{ rolle: 'systemverwaltung', bereich: null }] });
  expect(grenzen[1]).toMatchObject({ erlaubt: [], geregelt: expect.arrayContaining(['ratsbuero']) });
});

test('claims in any of the usual shapes; a scope in the table counts for that scope only', async () => {
  const demo = await createDemoIssuer('urn:test');
  const read = async (claim: string, claims: Record<string, unknown>) => {
    const settings: TokenSettings = { ...demo.settings, roles: { ...roles, claim, login: [] } };
    const token = await new SignJWT({ tenant: 'siegen', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
      .setSubject('kaya')
      .setIssuer('urn:test')
      .setAudience('amtsmappe')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(await importJWK(demo.jwk, 'ES256'));
    const identity = await verifyToken(settings, token);
    return identity === null || typeof identity === 'string' ? identity : identity.grenze?.erlaubt;
  };
  const admin = [{ rolle: 'systemverwaltung', bereich: null }];
  expect(await read('groups', { groups: ['it-leitung'] })).toEqual(admin);
  expect(await read('groups', { groups: 'it-leitung' })).toEqual(admin);
  expect(await read('https://stadt.example/g', { 'https://stadt.example/g': ['it-leitung'] })).toEqual(admin);
  expect(await read('groups', { groups: ['kolonne3'] })).toEqual([
    { rolle: 'kolonnenfuehrung', bereich: 'friedhof:3' },
  ]);
  for (const nothing of [{}, { groups: 7 }, { groups: [{}] }, { groups: ['constructor', '__proto__'] }])
    expect(await read('groups', nothing)).toEqual([]);
});
