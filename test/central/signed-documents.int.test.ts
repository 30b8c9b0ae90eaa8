import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { signPdf } from '../../src/signature/index.ts';
import { createDemoCa, type DemoCa } from '../../src/main/tokens/index.ts';
import { keyFiles } from '../../src/main/tokens/workspace-keys.ts';
import { classicPdf } from '../signature/write/samples.ts';
import { akte } from '../support/akte.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/*
 * Every signed PDF is looked at by the centre before the step counts: an incremental update of the version before,
 * with exactly one new valid signature, of the person whose step it is. What is not, is refused with its reason.
 */

let service: TestService;
let ca: DemoCa;
const kaya = byName('Kaya').id;
const janssen = byName('Janssen').id;
const PIN = 'geheim';

type Line = Awaited<ReturnType<TestService['lineOf']>> & {
  seq: number;
  readonly p12: Uint8Array;
  readonly certificate: Uint8Array;
};
let a: Line;
let b: Line;
let version1: Uint8Array;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  ca = await createDemoCa(new Date());
  service = await startTestService({ kinds: [akte], trust: [ca.rootDer] });
  version1 = await classicPdf();
  a = await join(kaya);
  b = await join(janssen);
}, 120_000);
afterAll(() => service.remove());

/** A line of this person, with a key that is entered in the directory. */
async function join(person: string): Promise<Line> {
  const line = { ...(await service.lineOf(person)), seq: 0 };
  const issued = await ca.issue({ name: person, key: 'ec-p256' }, PIN, new Date());
  const joined = { ...line, ...issued };
  const year = (n: number) => new Date(Date.now() + n * 365 * 86_400_000).toISOString();
  const enrolled = await push(joined, 'person', person, {
    type: 'enrolZertifikat',
    sha256: sha256Of(issued.certificate),
    bezeichnung: 'Schlüssel',
    gueltigVon: year(-1),
    gueltigBis: year(1),
  });
  expect(enrolled).toMatchObject({ outcome: 'applied' });
  return joined;
}

async function push(
  line: Line,
  art: string,
  vorgang: string,
  command: { readonly type: string; readonly [more: string]: unknown },
) {
  line.seq += 1;
  const answer = await line.transport.push({
    protocol: 1,
    clientId: line.clientId,
    commands: [
      {
        seq: line.seq,
        id: `${line.clientId}-${line.seq}`,
        art,
        vorgang,
        command,
        v: 1,
        baseRevision: 9,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      },
    ],
  });
  if (answer.line !== 'ok') throw new Error(answer.line);
  const [first] = answer.value.answers;
  return first?.answer === 'result' ? first.result : first;
}

async function sign(bytes: Uint8Array, by: Line): Promise<Uint8Array> {
  const key = await keyFiles.openP12(by.p12, PIN);
  if (!key.ok) throw new Error(key.error.code);
  const signed = await signPdf(bytes, key.value, { claimedTime: new Date() });
  key.value.close();
  if (!signed.ok) throw new Error(signed.error.code);
  return signed.value.bytes();
}

let akten = 0;
/** A file with the unsigned version in it, put there by Kaya. */
async function open(): Promise<string> {
  const vorgang = `akte-${(akten += 1)}`;
  await a.transport.uploadBlob(sha256Of(version1), version1, null);
  expect(
    await push(a, 'akte', vorgang, { type: 'anlegen', sha256: sha256Of(version1) } as never),
  ).toMatchObject({
    outcome: 'applied',
  });
  return vorgang;
}

/** Sends a version and commands the step with it, as a client would that has checked nothing. */
async function step(
  by: Line,
  vorgang: string,
  gezeigt: Uint8Array,
  bytes: Uint8Array,
  predecessor = gezeigt,
) {
  await by.transport.uploadBlob(sha256Of(bytes), bytes, sha256Of(predecessor));
  return push(by, 'akte', vorgang, {
    type: 'zeichnen',
    gezeigt: sha256Of(gezeigt),
    sha256: sha256Of(bytes),
  } as never);
}

test('one after the other signs the version before: every step counts', async () => {
  const vorgang = await open();
  const second = await sign(version1, a);
  expect(await step(a, vorgang, version1, second)).toMatchObject({ outcome: 'applied' });
  const third = await sign(second, b);
  expect(await step(b, vorgang, second, third)).toMatchObject({ outcome: 'applied' });
  expect(await b.transport.downloadBlob(sha256Of(third))).toMatchObject({ line: 'ok' });
});

test('a version without its predecessor is not looked at before that is there', async () => {
  const other = await classicPdf(3);
  const signed = await sign(other, a);
  expect(await a.transport.uploadBlob(sha256Of(signed), signed, sha256Of(other))).toEqual({
    line: 'ok',
    value: 'vorgaenger-fehlt',
  });
});

const anzahl = /umlauf\.signatur-(anzahl|andere-fassung)/;
const bad: readonly [string, RegExp, () => Promise<readonly [Line, Uint8Array, Uint8Array]>][] = [
  [
    'changed after signing',
    /umlauf\.signatur-(ungueltig|andere-fassung)/,
    async () => {
      const bytes = Uint8Array.from(await sign(version1, a));
      // Inside of what is signed, beyond the version before: the time that the signature dictionary tells.
      const at = Buffer.from(bytes).indexOf('/M (D:2') + 8;
      bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30;
      return [a, bytes, version1];
    },
  ],
  ['with two new signatures', anzahl, async () => [a, await sign(await sign(version1, a), a), version1]],
  [
    'signed by somebody else',
    /umlauf\.signatur-andere-person/,
    async () => [a, await sign(version1, b), version1],
  ],
  [
    'written anew before it was signed',
    /umlauf\.signatur-andere-fassung/,
    async () => {
      const rewritten = await (await PDFDocument.load(version1)).save();
      return [a, await sign(rewritten, a), version1];
    },
  ],
  [
    'that continues another version',
    /umlauf\.signatur-andere-fassung/,
    async () => {
      const other = await classicPdf(4);
      await a.transport.uploadBlob(sha256Of(other), other, null);
      return [a, await sign(other, a), other];
    },
  ],
  [
    'signed with a key that nobody has entered',
    /umlauf\.zertifikat-nicht-eingetragen/,
    async () => {
      const issued = await ca.issue({ name: 'Fremd', key: 'ec-p256' }, PIN, new Date());
      return [a, await sign(version1, { ...a, ...issued }), version1];
    },
  ],
  ['that is not signed at all', anzahl, async () => [a, version1, version1]],
];

test.each(bad)(
  'a version %s is refused with its reason, and the file stays as it was',
  async (_, code, make) => {
    const vorgang = await open();
    const [by, bytes, predecessor] = await make();
    const refused = await step(by, vorgang, version1, bytes, predecessor);
    expect(refused).toMatchObject({ outcome: 'rejected', revision: 1 });
    expect((refused as { rejection: { code: string } }).rejection.code).toMatch(code);
    // The step is still open, for whoever signs it truly.
    expect(await step(a, vorgang, version1, await sign(version1, a))).toMatchObject({ outcome: 'applied' });
  },
);

test('a key entered only after its signature had arrived counts once it is entered', async () => {
  const vorgang = await open();
  const issued = await ca.issue({ name: 'Neuer Schlüssel', key: 'rsa2048' }, PIN, new Date());
  const signed = await sign(version1, { ...b, ...issued });
  expect(await step(b, vorgang, version1, signed)).toMatchObject({
    rejection: { code: 'umlauf.zertifikat-nicht-eingetragen' },
  });
  const year = (n: number) => new Date(Date.now() + n * 365 * 86_400_000).toISOString();
  await push(b, 'person', janssen, {
    type: 'enrolZertifikat',
    sha256: sha256Of(issued.certificate),
    bezeichnung: 'Neuer Schlüssel',
    gueltigVon: year(-1),
    gueltigBis: year(1),
  } as never);
  expect(await step(b, vorgang, version1, signed)).toMatchObject({ outcome: 'applied' });
});

test('nobody shows the signature of another as an own one, not even with a key that was struck off', async () => {
  const hers = await sign(version1, a);
  expect(await step(a, await open(), version1, hers)).toMatchObject({ outcome: 'applied' });
  const sha256 = sha256Of(a.certificate);
  const gueltig = { gueltigVon: '2026-01-01T00:00:00.000Z', gueltigBis: '2030-01-01T00:00:00.000Z' };
  const enrol = { type: 'enrolZertifikat', sha256, bezeichnung: 'Gefunden', ...gueltig };
  await push(a, 'person', kaya, { type: 'revokeZertifikat', sha256, grund: 'Karte verloren' });
  expect(await push(b, 'person', janssen, enrol)).toMatchObject({
    rejection: { code: 'organisation.zertifikat-vergeben' },
  });
  expect(await step(b, await open(), version1, hers)).toMatchObject({
    rejection: { code: 'umlauf.zertifikat-nicht-eingetragen' },
  });
});
