import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { aktuelleSchritte } from '../../../src/domain/umlauf/index.ts';
import { DEMO_PIN } from '../../../src/main/app/keys/keyring.ts';
import {
  makeLaufzettel,
  ok,
  problem,
  signingInput,
  signNext,
  startDemoApp,
  stateOf,
  trustRoot,
  type TestApp,
} from '../../support/app.ts';
import { startTestPki, TEST_PIN, type TestIdentity, type TestPki } from '../../support/pki.ts';

/*
 * No signature that is not true: the ways to a wrong one, through the signing dialog's own channel, with real keys.
 * Naumann and Thomsen both may confirm the funds, so both may try.
 */

let t: TestApp;
let pki: TestPki;
let slip: string;

beforeAll(async () => {
  [t, pki] = await Promise.all([startDemoApp(), startTestPki()]);
}, 90_000);
afterAll(async () => {
  t.remove();
  await pki.close();
});
beforeEach(async () => {
  slip ??= await makeLaufzettel(t);
});

const sign = (input: ReturnType<typeof signingInput>) => t.app.handlers['sign.step'](input);
const demoKey = async () => {
  const keys = ok(await t.app.handlers['sign.keys'](null));
  return keys.find((k) => k.art === 'uebung')?.id ?? '';
};
async function addKey(identity: TestIdentity, pin = TEST_PIN) {
  const { sha256: upload } = ok(
    await t.app.app.putDocument(`${identity.name}.p12`, readFileSync(identity.p12File)),
  );
  return t.app.handlers['sign.addKey']({ upload, pin, name: identity.name });
}
/** What must not move when a signature is refused. */
const trace = () => {
  const { store } = t.workspace().ctx;
  return { revision: store.read.stand(slip)?.revision, waiting: store.outbox.waiting().length };
};

describe('refused, and nothing is written', () => {
  const refusal = async (input: ReturnType<typeof signingInput>) => {
    const before = trace();
    const refused = problem(await sign(input));
    expect(trace()).toEqual(before);
    return refused;
  };

  test('a wrong PIN', async () => {
    await t.als('Naumann');
    const refused = await refusal(signingInput(t, slip, await demoKey(), '000000'));
    expect(refused.code).toBe('token.uebungs-pin-falsch');
    expect(JSON.stringify(refused)).not.toContain('000000');
  });

  test('no key chosen', async () => {
    await t.als('Naumann');
    const { schluessel: _key, pin: _pin, ...without } = signingInput(t, slip, '');
    expect(problem(await t.app.handlers['sign.step'](without)).code).toBe('signatur.schluessel-fehlt');
  });

  test('the key of somebody else is not there for me', async () => {
    await t.als('Thomsen');
    const foreign = await demoKey();
    await t.als('Naumann');
    expect((await refusal(signingInput(t, slip, foreign))).code).toBe('app.nichts-gefunden');
  });

  test('a key file that belongs to somebody else already cannot be mine as well', async () => {
    await t.als('Thomsen');
    ok(await addKey(pki.signers.p256));
    await t.als('Naumann');
    expect(problem(await addKey(pki.signers.p256)).code).toBe('organisation.zertifikat-vergeben');
    expect(ok(await t.app.handlers['sign.keys'](null)).map((k) => k.art)).toEqual(['uebung']);
  });

  test('a key file with a wrong passphrase, and a file that is none', async () => {
    await t.als('Naumann');
    expect(problem(await addKey(pki.signers.rsa, 'falsch')).code).toBe('token.passphrase-falsch');
    const { sha256: upload } = ok(await t.app.app.putDocument('key.p12', new Uint8Array([1, 2, 3])));
    const refused = problem(await t.app.handlers['sign.addKey']({ upload, pin: TEST_PIN, name: 'x' }));
    expect(refused.code).toBe('token.datei-beschaedigt');
  });

  test.each([
    ['expired', /abgelaufen/],
    ['notYetValid', /gilt erst/],
  ] as const)('a certificate that is %s', async (name, obstacle) => {
    await t.als('Naumann');
    const key = ok(await addKey(pki.signers[name]));
    expect(key.hindernis).toMatch(obstacle);
    const refused = await refusal(signingInput(t, slip, key.id, TEST_PIN));
    expect(refused.code).toBe('token.zertifikat-abgelaufen');
    expect(`${refused.cause} ${refused.next}`).toMatch(/\d{2}\.\d{2}\.\d{4}/);
  });

  test('a certificate that the directory has struck off', async () => {
    const person = await t.als('Naumann');
    const key = ok(await addKey(pki.signers.p384));
    await t.als('Brandt');
    ok(
      await t.app.handlers['command.execute']({
        art: 'person',
        vorgang: person,
        baseRevision: t.workspace().ctx.store.read.stand(person)?.revision ?? 0,
        command: { type: 'revokeZertifikat', sha256: key.id, grund: 'Karte verloren' },
      }),
    );
    await t.als('Naumann');
    expect((await refusal(signingInput(t, slip, key.id, TEST_PIN))).code).toBe(
      'umlauf.zertifikat-nicht-eingetragen',
    );
  });

  test('another version of the document than the one that was shown', async () => {
    await t.als('Naumann');
    const input = signingInput(t, slip, await demoKey());
    const gezeigt = input.gezeigt.map((d) => ({ ...d, sha256: 'a'.repeat(64) }));
    const refused = await refusal({ ...input, gezeigt });
    expect(refused.code).toBe('umlauf.dokument-geaendert');
    expect(refused.cause).toContain('Vergabevermerk');
  });

  test('out of turn, and by somebody who is not asked', async () => {
    await t.als('Lohmann');
    const input = signingInput(t, slip, await demoKey());
    const last = stateOf(t, slip).umlauf?.schritte.at(-1)?.id ?? '';
    expect((await refusal({ ...input, schritt: last })).code).toBe('umlauf.reihenfolge');
    expect((await refusal(input)).code).toBe('umlauf.nicht-zustaendig');
  });

  test('what the rule refuses is refused before the key is opened: no attempt at the PIN, no document', async () => {
    await t.als('Lohmann');
    const documents = () => t.workspace().ctx.store.read.dokumente().length;
    const before = documents();
    const input = signingInput(t, slip, await demoKey(), '000000');
    expect((await refusal(input)).code).toBe('umlauf.nicht-zustaendig');
    expect(documents()).toBe(before);
  });

  test('without the declaration on conflicts of interest', async () => {
    await t.als('Naumann');
    const input = { ...signingInput(t, slip, await demoKey()), keinInteressenkonflikt: false };
    const refused = await refusal(input);
    expect(refused.code).toBe('umlauf.erklaerung-offen');
    expect(`${refused.cause} ${refused.next}`).toContain('§ 6 VgV');
  });

  test('funds lower than the estimate: the difference is named', async () => {
    await t.als('Naumann');
    const input = signingInput(t, slip, await demoKey());
    const refused = await refusal({ ...input, zusatz: { ...input.zusatz, betragCent: 1_000_000 } as never });
    expect(refused.code).toBe('beschaffung.mittel-zu-niedrig');
    expect(refused.cause).toMatch(/1\.424,00/);
  });
});

test('an issuer that is not filed here: refused until the administration files it, then the same key signs', async () => {
  await t.als('Thomsen');
  const keys = ok(await t.app.handlers['sign.keys'](null));
  const own = keys.find((k) => k.art === 'p12');
  const before = trace();
  const refused = problem(await sign(signingInput(t, slip, own?.id ?? '', TEST_PIN)));
  expect(refused.code).toBe('umlauf.zertifikat-unbekannter-aussteller');
  expect(trace()).toEqual(before);
  await trustRoot(t, pki.rootFile);
  await t.als('Thomsen');
  const answer = ok(await sign(signingInput(t, slip, own?.id ?? '', TEST_PIN)));
  expect(answer.nachweis?.signatur).toMatchObject({
    indication: 'TOTAL_PASSED',
    niveau: 'fortgeschritten',
    aenderungen: 'none',
  });
});

test('after the first signature the file is closed to changes: file, hash and signature are named', async () => {
  await t.als('Arslan');
  const other = ok(await t.app.app.putDocument('anders.pdf', await pdf()));
  const vermerk = stateOf(t, slip).dokumente.find((d) => d.art === 'vergabevermerk');
  const version = vermerk?.versionen.at(-1);
  const refused = problem(
    await t.app.handlers['command.execute']({
      art: 'laufzettel',
      vorgang: slip,
      baseRevision: t.workspace().ctx.store.read.stand(slip)?.revision ?? 0,
      command: {
        type: 'replaceDokument',
        dokument: vermerk?.dokument ?? '',
        version: (version?.version ?? 0) + 1,
        sha256: other.sha256,
        previous: version?.sha256 ?? '',
        dateiname: 'anders.pdf',
        grund: 'versehentlich',
      },
    }),
  );
  expect(refused.code).toBe('beschaffung.dokument-gezeichnet');
  for (const named of ['Vergabevermerk', other.sha256.slice(0, 8), 'Thomsen'])
    expect(JSON.stringify(refused)).toContain(named);
});

test('the others finish; then nobody signs any more', async () => {
  await signNext(t, slip, 'Krüger');
  await signNext(t, slip, 'Lohmann');
  const { umlauf, status } = stateOf(t, slip);
  expect(status).toBe('gezeichnet');
  expect(umlauf && aktuelleSchritte(umlauf)).toEqual([]);
  await t.als('Thomsen');
  const [step] = umlauf?.schritte ?? [];
  const refused = problem(
    await sign({
      art: 'laufzettel',
      vorgang: slip,
      baseRevision: t.workspace().ctx.store.read.stand(slip)?.revision ?? 0,
      schritt: step?.id ?? '',
      gezeigt: [],
      rolle: '',
      entscheidung: 'mittel-bestaetigt',
      bemerkung: '',
      keinInteressenkonflikt: true,
      schluessel: await demoKey(),
      pin: DEMO_PIN,
    }),
  );
  expect(refused.code).toBe('umlauf.beendet');
});

const pdf = async (): Promise<Uint8Array> => (await import('../../signature/write/samples.ts')).classicPdf();
