import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { PREDECESSOR_HEADER } from '../../src/contract/central.ts';
import type { PullResponse, PushResponse } from '../../src/contract/sync.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import { evidenceContext } from '../support/evidence.ts';
import { byName, einheitByKuerzel } from '../support/organisation.ts';
import { bearerOf, request, type Bearer } from '../support/raw-request.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { notiz } from '../support/toy.ts';

/** Role x endpoint x scope, with real tokens and real devices: what one may not see is not there. */

/** A file that exactly one scope may read: the one it is made for. */
const akte: Kind = {
  ...notiz,
  art: 'akte',
  project: (s, id) => ({ ...notiz.project(s, id), lesbar: [s.fuer ?? ''] }),
};

const it = `einheit:${einheitByKuerzel('FD 12').id}`;
const PEOPLE = [
  'Brandt',
  'Janssen',
  'Holm',
  'Krüger',
  'Sörensen',
  'Behrendt',
  'Overbeck',
  'Nolte',
  'Özdemir',
  'Pohl',
];
/** Written down by hand from the roles of the sample city, not computed with the code under test. */
const SCOPES: readonly (readonly [scope: string, readers: readonly string[]])[] = [
  ['alle', PEOPLE],
  [`person:${byName('Pohl').id}`, ['Pohl']],
  [it, ['Brandt', 'Janssen']],
  ['rolle:systemverwaltung', ['Brandt']],
  ['rolle:buergermeister', ['Holm']],
  ['rolle:vergabestelle', ['Krüger']],
  ['rolle:rechnungspruefung', ['Sörensen']],
  ['rolle:ratsbuero', ['Behrendt']],
  ['rolle:friedhofsverwaltung', ['Overbeck']],
  ['rolle:kolonnenfuehrung', ['Nolte', 'Özdemir']],
  ['rolle:kolonnenfuehrung@kolonne:1', ['Nolte']],
  ['kolonne:2', ['Özdemir']],
  ['rolle:kolonnenfuehrung@stadt', []],
  ['person:', []],
  ['', []],
];
const vorgangOf = (i: number) => `akte-${String(i).padStart(2, '0')}`;
const documentOf = new Map<string, string>();

let service: TestService;
const bearers = new Map<string, Bearer>();
const seqs = new Map<string, number>();
const bearer = (name: string): Bearer => bearers.get(name) as Bearer;

async function push(name: string, art: string, vorgang: string, command: object) {
  const { clientId } = bearer(name);
  const seq = (seqs.get(name) ?? 0) + 1;
  seqs.set(name, seq);
  const sent = commandBody(clientId, seq, art, vorgang, command);
  const answer = await request(service, bearer(name), 'POST', '/sync/push', { body: sent });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return (JSON.parse(answer.text) as PushResponse).answers[0];
}

const commandBody = (clientId: string, seq: number, art: string, vorgang: string, command: object) =>
  JSON.stringify({
    protocol: 1,
    clientId,
    commands: [
      {
        seq,
        id: `${clientId}-${seq}`,
        art,
        vorgang,
        command,
        v: 1,
        baseRevision: Number.MAX_SAFE_INTEGER,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      },
    ],
  });

async function upload(name: string): Promise<string> {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(300)]);
  const sha256 = createHash('sha256').update(png).digest('hex');
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(png.length) };
  const answer = await request(service, bearer(name), 'PUT', `/blobs/${sha256}`, { body: png, headers });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return sha256;
}

async function pullAll(name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const answer = await request(
      service,
      bearer(name),
      'GET',
      `/sync/pull?cursor=${encodeURIComponent(cursor)}`,
    );
    expect(answer.status).toBe(200);
    const page = JSON.parse(answer.text) as PullResponse;
    found.push(...page.snapshots.map((s) => s.vorgang), ...page.records.map((r) => r.vorgang));
    cursor = page.cursor;
    if (!page.more) return [...new Set(found)].sort();
  }
}

beforeAll(async () => {
  service = await startTestService({ kinds: [akte] });
  for (const name of PEOPLE) bearers.set(name, await bearerOf(service, byName(name).id));
  for (const [i, [scope]] of SCOPES.entries()) {
    // Made for somebody by the administration, who need not be able to read it afterwards.
    const made = await push('Brandt', 'akte', vorgangOf(i), {
      type: 'createNotiz',
      titel: scope || 'niemand',
      fuer: scope,
    });
    expect(made).toMatchObject({ result: { outcome: 'applied' } });
  }
  const early = await request(service, bearer('Brandt'), 'GET', `/vorgaenge/${vorgangOf(0)}/nachweis`);
  expect([early.status, early.text]).toEqual([409, '{"code":"kein-pruefpunkt"}']);
  await makeCheckpoint(evidenceContext(service.database), DEMO_TENANT);
}, 120_000);
afterAll(() => service.remove());

describe.each(PEOPLE)('%s', (name) => {
  const readable = SCOPES.map(([, readers], i) => [vorgangOf(i), readers.includes(name)] as const);

  test('pulls exactly what their scopes allow', async () => {
    const akten = (await pullAll(name)).filter((v) => v.startsWith('akte-'));
    expect(akten).toEqual(readable.flatMap(([vorgang, may]) => (may ? [vorgang] : [])));
  });

  test('commands what they can read; the rest is answered like what does not exist', async () => {
    for (const [vorgang, may] of readable) {
      const answer = await push(name, 'akte', vorgang, { type: 'addText', text: `von ${name}` });
      if (may) expect(answer).toMatchObject({ result: { outcome: 'applied' } });
      else
        expect(answer).toMatchObject({
          result: {
            ...{ outcome: 'rejected', revision: 0 },
            rejection: { code: 'ledger.vorgang-unbekannt', params: {} },
          },
        });
    }
  });

  test('reads documents and proofs of what they can read, and no other', async () => {
    for (const [i, [vorgang, may]] of readable.entries()) {
      const sha256 = documentOf.get(vorgang) ?? (await attachDocument(i));
      if (sha256 !== null) {
        const answer = await request(service, bearer(name), 'GET', `/blobs/${sha256}`);
        expect([vorgang, answer.status]).toEqual([vorgang, may ? 200 : 404]);
      }
      const { feed } = await service.database.db
        .selectFrom('record')
        .select('feed')
        .where('vorgang', '=', vorgang)
        .orderBy('feed')
        .executeTakeFirstOrThrow();
      const proof = await request(
        service,
        bearer(name),
        'GET',
        `/evidence/inclusion?feed=${feed}&size=${feed}`,
      );
      if (!may) expect([vorgang, proof.status]).toEqual([vorgang, 404]);
    }
  });

  test('takes along the evidence of what they can read only to audit or administer; who did is seen by those', async () => {
    const role = ['Brandt', 'Sörensen'].includes(name);
    for (const [vorgang, may] of readable) {
      const asked = (path: string) =>
        request(service, bearer(name), 'GET', `/vorgaenge/${vorgang}/nachweis${path}`);
      const [file, list] = [await asked('?inhalt=ja'), await asked('/ausgaben')];
      const status = !role ? 403 : may ? 200 : 404;
      expect([vorgang, file.status, list.status]).toEqual([vorgang, status, status]);
      if (status !== 200) {
        expect([file.text, list.text].join()).not.toContain(vorgang);
        continue;
      }
      expect(file.text.split('\n')[0]).toContain(`"vorgang":"${vorgang}"`);
      expect(JSON.parse(list.text)).toMatchObject({
        ausgaben: expect.arrayContaining([
          expect.objectContaining({ person: byName(name).id, inhalt: true, zeit: expect.any(String) }),
        ]),
      });
    }
    const issued = await service.database.db
      .selectFrom('nachweis_ausgabe')
      .select('vorgang')
      .where('person', '=', byName(name).id)
      .execute();
    expect(issued).toHaveLength(role ? readable.filter(([, may]) => may).length : 0);
  });

  test('administers people, units, tables and devices only with the role for it', async () => {
    const admin = name === 'Brandt';
    const target = byName('Pohl').id;
    const result = admin
      ? { outcome: 'applied' }
      : { rejection: { code: 'organisation.keine-berechtigung' } };
    for (const [art, vorgang, command] of [
      ['person', target, { type: 'changePerson', angaben: { funktion: `Funktion ${name}` } }],
      ['person', `neu-${name}`, newPerson(`neu-${name}`)],
    ] as const)
      expect(await push(name, art, vorgang, command)).toMatchObject({ result });
    const lost = await service.lineOf(byName('Wiechert').id);
    const device = lost.key.device;
    const body = JSON.stringify({ gesperrt: true, grund: 'verloren gegangen' });
    for (const [method, path, sent, allowed] of [
      ['GET', '/devices', {}, 200],
      ['GET', `/devices/${device}/gesendet`, {}, 200],
      ['PATCH', `/devices/${device}`, { body }, 204],
      ['DELETE', `/devices/${device}`, {}, 204],
      ['GET', '/mail/state', {}, 200],
      // No mail server is set up here: whoever may ask is told that.
      ['POST', '/mail/test', {}, 409],
    ] as const) {
      const answer = await request(service, bearer(name), method, path, sent);
      expect([method, path, answer.status]).toEqual([method, path, admin ? allowed : 403]);
      if (!admin) expect(answer.text).toBe('{"code":"keine-berechtigung"}');
    }
    expect((await lost.transport.pull('')).line).toBe(admin ? 'refused' : 'ok');
  });
});

const newPerson = (id: string) => ({
  type: 'createPerson',
  id,
  vorname: 'N',
  nachname: 'N',
  anrede: '',
  titel: '',
  funktion: 'neu',
  email: '',
  telefon: '',
  zimmer: '',
  einheit: byName('Pohl').einheit,
  rollen: [{ rolle: 'systemverwaltung', bereich: null, gueltigVon: null, gueltigBis: null }],
  gueltigVon: null,
  gueltigBis: null,
});

/** By one of its readers; null: nobody reads it. */
async function attachDocument(i: number): Promise<string | null> {
  const vorgang = vorgangOf(i);
  const [reader] = SCOPES[i]?.[1] ?? [];
  if (reader === undefined) return null;
  const sha256 = await upload(reader);
  expect(await push(reader, 'akte', vorgang, { type: 'attach', sha256 })).toMatchObject({
    result: { outcome: 'applied' },
  });
  documentOf.set(vorgang, sha256);
  return sha256;
}

describe('what belongs to another', () => {
  test('a command of another, sent again by a thief, is not effective under either name', async () => {
    const seq = (seqs.get('Brandt') ?? 0) + 1;
    const own = bearer('Brandt').clientId;
    const stolen = commandBody(own, seq, 'person', 'eingeschleust', newPerson('eingeschleust'));
    const asIs = await request(service, bearer('Janssen'), 'POST', '/sync/push', { body: stolen });
    expect([asIs.status, asIs.text]).toEqual([403, '{"code":"fremde-kennung"}']);
    const relabelled = commandBody(
      bearer('Janssen').clientId,
      (seqs.get('Janssen') ?? 0) + 1,
      'person',
      'eingeschleust',
      newPerson('eingeschleust'),
    );
    seqs.set('Janssen', (seqs.get('Janssen') ?? 0) + 1);
    const answer = await request(service, bearer('Janssen'), 'POST', '/sync/push', { body: relabelled });
    expect(JSON.parse(answer.text)).toMatchObject({
      answers: [{ result: { rejection: { code: 'organisation.keine-berechtigung' } } }],
    });
    expect(await pullAll('Brandt')).not.toContain('eingeschleust');
  });

  test('a document of somebody else cannot be drawn into an own file by its hash', async () => {
    const secret = documentOf.get(vorgangOf(4)) ?? (await attachDocument(4));
    await push('Pohl', 'akte', 'eigene', {
      type: 'createNotiz',
      titel: 'eigene',
      fuer: `person:${byName('Pohl').id}`,
    });
    expect(await push('Pohl', 'akte', 'eigene', { type: 'attach', sha256: secret })).toMatchObject({
      result: { outcome: 'rejected', rejection: { code: 'ledger.dokument-fehlt' } },
    });
    expect((await request(service, bearer('Pohl'), 'GET', `/blobs/${secret}`)).status).toBe(404);
    // Nor does an upload that says to continue it tell whether it is there; its readers may.
    const body = randomBytes(300);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const continues = async (name: string) => {
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(body.length),
        [PREDECESSOR_HEADER]: secret ?? '',
      };
      return (await request(service, bearer(name), 'PUT', `/blobs/${sha256}`, { body, headers })).text;
    };
    expect(await continues('Pohl')).toBe('{"code":"vorgaenger-fehlt"}');
    expect(await continues('Holm')).toBe('{"code":"dokument-abgewiesen"}');
  });

  test('tenant, author and roles in a body change nothing', async () => {
    const { clientId } = bearer('Pohl');
    const seq = (seqs.get('Pohl') ?? 0) + 1;
    seqs.set('Pohl', seq);
    const body = JSON.parse(
      commandBody(clientId, seq, 'akte', 'getarnt', { type: 'createNotiz', titel: 'x', fuer: 'alle' }),
    ) as { commands: object[] };
    const disguised = {
      ...body,
      tenant: 'hagen',
      person: byName('Brandt').id,
      commands: [
        { ...body.commands[0], tenant: 'hagen', author: byName('Brandt').id, rollen: ['systemverwaltung'] },
      ],
    };
    const answer = await request(service, bearer('Pohl'), 'POST', '/sync/push', {
      body: JSON.stringify(disguised),
    });
    expect(answer.status).toBe(200);
    const rows = await service.database.db
      .selectFrom('record')
      .select(['tenant', 'akteur'])
      .where('vorgang', '=', 'getarnt')
      .execute();
    expect(rows).toEqual([{ tenant: 'musterhafen', akteur: byName('Pohl').id }]);
  });
});
