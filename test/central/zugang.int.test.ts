import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { setRevoked } from '../../src/central/identity/devices.ts';
import { runTenant } from '../../src/cli/central-tenant.ts';
import { addDays, tagOf } from '../../src/domain/shared/dates.ts';
import type { ErrorTable } from '../../src/domain/shared/rejection.ts';
import { askPerson } from '../../src/main/login/centre.ts';
import { errors } from '../../src/main/sync/errors.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { codeOf, type Line } from '../../src/main/sync/ports.ts';
import { refusedRejection } from '../../src/main/sync/session.ts';
import { byName } from '../support/organisation.ts';
import { newDeviceKey, startTestService, type TestService } from '../support/service.ts';

/** Who gets in: an empty city lets nobody in over the net; the operator enters its first administrator. */
let service: TestService;
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-zugang-'));
beforeAll(async () => {
  service = await startTestService({ dir });
});
afterAll(async () => {
  await service.remove();
  rmSync(dir, { recursive: true, force: true });
});

async function operator(...argv: string[]) {
  const said: string[] = [];
  const io = { out: (t: string) => void said.push(t), err: (t: string) => void said.push(t), env: {} };
  const status = await runTenant([...argv, '--data', dir], io);
  return { status, said: said.join('') };
}

async function lineOf(person: string, tenant: string, device = `d-${person}`) {
  const token = (await service.demo.issue(person, tenant)).access_token;
  const transport = createHttpTransport({
    address: service.address,
    key: newDeviceKey(device),
    token: async () => token,
  });
  return { transport, clientId: `${device}:${person}`, token };
}

const YESTERDAY = addDays(tagOf(new Date().toISOString()), -1);

/** A city whose only administrator held the role until yesterday. */
function expiredAdmin() {
  const offen = { gueltigVon: null, gueltigBis: null };
  const stadt = { id: 'stadt', kuerzel: 'Stadt', name: 'Stadt Olpe', uebergeordnet: null };
  const rolle = { rolle: 'systemverwaltung', bereich: null, gueltigVon: null, gueltigBis: YESTERDAY };
  const { command, vorgang } = createPerson('alte');
  return [
    {
      author: 'alte',
      art: 'einheit',
      vorgang: 'stadt',
      command: { type: 'createEinheit', ...stadt, nurEigeneVertretung: false, ...offen },
    },
    { author: 'alte', art: 'person', vorgang, command: { ...command, einheit: 'stadt', rollen: [rolle] } },
  ];
}

const createPerson = (id: string) => ({
  seq: 1,
  id: `neu-${id}`,
  art: 'person',
  vorgang: id,
  command: {
    type: 'createPerson',
    vorname: 'Eva',
    nachname: 'Dringling',
    titel: '',
    funktion: '',
    einheit: 'x',
    email: '',
    gueltigVon: null,
    gueltigBis: null,
    rollen: [{ rolle: 'systemverwaltung', bereich: null, gueltigVon: null, gueltigBis: null }],
  },
  v: 1,
  baseRevision: 0,
  hangsOn: null,
  clientTime: new Date().toISOString(),
});

test('a valid token of a city nobody has set up opens nothing and enters nobody', async () => {
  const { transport, clientId } = await lineOf('eindringling', 'hagen');
  expect((await transport.enrol()).line).toBe('refused');
  expect((await transport.pull('')).line).toBe('refused');
  const push = { protocol: 1, clientId, commands: [createPerson('eindringling')] };
  expect((await transport.push(push)).line).toBe('refused');
  const { db } = service.database;
  expect(await db.selectFrom('record').select('feed').where('tenant', '=', 'hagen').execute()).toEqual([]);
  expect(await db.selectFrom('device').select('device').where('tenant', '=', 'hagen').execute()).toEqual([]);
});

test('the operator enters the first administrator, who alone gets in and enters the others', async () => {
  const added = await operator('add', '--tenant', 'hagen', '--name', 'Stadt Hagen', '--admin', 'chefin');
  expect(added).toMatchObject({ status: 0 });
  expect((await operator('add', '--tenant', 'hagen', '--name', 'X', '--admin', 'zwei')).status).toBe(65);
  const chief = await lineOf('chefin', 'hagen');
  expect((await chief.transport.enrol()).line).toBe('ok');
  expect((await chief.transport.session()).line).toBe('ok');
  const stranger = await lineOf('eindringling', 'hagen');
  expect((await stranger.transport.enrol()).line).toBe('refused');

  const { db } = service.database;
  const unit = await db
    .selectFrom('stand')
    .select('vorgang')
    .where('tenant', '=', 'hagen')
    .where('art', '=', 'einheit')
    .executeTakeFirstOrThrow();
  const command = createPerson('kollegin');
  const pushed = await chief.transport.push({
    protocol: 1,
    clientId: chief.clientId,
    commands: [{ ...command, command: { ...command.command, einheit: unit.vorgang, rollen: [] } }] as never,
  });
  expect(pushed).toMatchObject({ value: { answers: [{ result: { outcome: 'applied' } }] } });
  const colleague = await lineOf('kollegin', 'hagen');
  expect((await colleague.transport.enrol()).line).toBe('ok');
  expect((await operator('list')).said).toMatch(/^hagen\tStadt Hagen\t2 Personen/);
});

/** Heading, cause and whom to call: what stands on the screen of whoever is refused. */
const shown = (line: Line<unknown>) => {
  const { code } = refusedRejection(codeOf(line)).error;
  const text = (errors as ErrorTable)[code];
  expect([text?.heading, text?.cause, text?.next].every((t) => t !== undefined && t.length > 10)).toBe(true);
  return code;
};

test('who is refused is told why and whom to call; a stranger to a device hears nothing of it', async () => {
  const elsewhere = await lineOf('eindringling', 'siegen');
  expect(shown(await elsewhere.transport.enrol())).toBe('sync.stadt-unbekannt');
  const nobody = await lineOf('eindringling', 'hagen');
  expect(shown(await nobody.transport.enrol())).toBe('sync.person-unbekannt');
  for (const [{ token }, code] of [
    [elsewhere, 'sync.stadt-unbekannt'],
    [nobody, 'sync.person-unbekannt'],
  ] as const)
    expect(await askPerson(service.address, token, fetch)).toMatchObject({ error: { code } });

  const chief = await lineOf('chefin', 'hagen', 'neues-geraet');
  expect(shown(await chief.transport.session())).toBe('sync.geraet-unbekannt');
  expect((await chief.transport.enrol()).line).toBe('ok');
  // The same name with another key: a copied folder, or somebody with a stolen token.
  const copied = await lineOf('chefin', 'hagen', 'neues-geraet');
  expect(shown(await copied.transport.enrol())).toBe('sync.geraet-vergeben');

  const revoked = { zeit: new Date().toISOString(), grund: 'Verloren im Zug', durch: 'chefin' };
  await setRevoked(service.database, 'hagen', 'neues-geraet', revoked);
  const refused = await chief.transport.pull('');
  expect(shown(refused)).toBe('sync.geraet-gesperrt');
  expect(JSON.stringify(refused)).not.toMatch(/Verloren|chefin/);
  expect(codeOf(await copied.transport.pull(''))).toBe('geraet-nachweis');
  expect(codeOf(await copied.transport.push({ protocol: 1, clientId: copied.clientId, commands: [] }))).toBe(
    'geraet-nachweis',
  );
  await setRevoked(service.database, 'hagen', 'neues-geraet', null);
  expect((await chief.transport.session()).line).toBe('ok');
});

test('when the role of the last administrator has run out, nobody else becomes one; the operator names one', async () => {
  await enterTenant(service.ctx, service.database, 'olpe', 'Stadt Olpe', expiredAdmin());
  const line = await lineOf('alte', 'olpe');
  await line.transport.enrol();
  const change = (seq: number) => ({
    ...createPerson('neu'),
    seq,
    id: `versuch-${seq}`,
    vorgang: 'alte',
    baseRevision: 9,
    command: { type: 'changePerson', angaben: { funktion: `Versuch ${seq}` } },
  });
  const push = (seq: number) =>
    line.transport.push({ protocol: 1, clientId: line.clientId, commands: [change(seq)] });
  expect(await push(1)).toMatchObject({
    value: { answers: [{ result: { rejection: { code: 'organisation.keine-berechtigung' } } }] },
  });
  expect((await operator('admin', '--tenant', 'olpe', '--admin', 'niemand')).status).toBe(65);
  expect((await operator('admin', '--tenant', 'olpe', '--admin', 'alte')).status).toBe(0);
  expect(await push(2)).toMatchObject({ value: { answers: [{ result: { outcome: 'applied' } }] } });
});

test('who has left the service of the city gets nothing any more', async () => {
  const person = byName('Janssen').id;
  const line = await service.lineOf(person);
  expect((await line.transport.session()).line).toBe('ok');
  const chief = await service.lineOf(byName('Brandt').id);
  const ended = await chief.transport.push({
    protocol: 1,
    clientId: chief.clientId,
    commands: [
      {
        ...createPerson('ende'),
        vorgang: person,
        baseRevision: 99,
        command: { type: 'endPerson', gueltigBis: YESTERDAY },
      },
    ],
  });
  expect(ended).toMatchObject({ value: { answers: [{ result: { outcome: 'applied' } }] } });
  expect(await line.transport.pull('')).toMatchObject({ line: 'refused', reason: 'revoked' });
  expect((await line.transport.enrol()).line).toBe('refused');
});

test('a city is removed only when its name is given twice; then nothing of it is left', async () => {
  expect((await operator('remove', '--tenant', 'olpe')).status).toBe(65);
  expect((await operator('remove', '--tenant', 'olpe', '--confirm', 'olpe')).status).toBe(0);
  const database = await openCentralDatabase(join(dir, 'central.db'));
  for (const table of await database.db.introspection.getTables()) {
    if (!table.columns.some((c) => c.name === 'tenant')) continue;
    const left = await database.db
      .selectFrom(table.name as 'tenant')
      .select('tenant')
      .where('tenant', '=', 'olpe')
      .execute();
    expect([table.name, left.length]).toEqual([table.name, 0]);
  }
  await database.close();
  expect((await operator('list')).said).not.toContain('olpe');
});
