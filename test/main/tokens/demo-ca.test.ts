import { describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import {
  checkValidity,
  chooseKey,
  createDemoCa,
  errors,
  openDemoCa,
  openPkcs12,
} from '../../../src/main/tokens/index.ts';
import { signDetached } from '../../../src/signature/index.ts';
import { fakeKey } from '../../../src/main/tokens/fake.ts';

const now = new Date('2026-05-04T10:00:00Z');

describe('demo authority', () => {
  test.each(['ec-p256', 'rsa2048'] as const)(
    '%s: every certificate says Übung and chains to the root',
    async (key) => {
      const ca = await createDemoCa(now);
      const { p12, certificate } = await ca.issue({ name: 'Änne Müller', key }, 'geheim ä', now);
      const root = new X509Certificate(ca.rootDer);
      const own = new X509Certificate(certificate);
      expect(own.subject).toContain('CN=Änne Müller (Übung)');
      expect(root.subject).toContain('Übung');
      expect(own.checkIssued(root) && own.verify(root.publicKey)).toBe(true);
      const opened = openPkcs12(p12, 'geheim ä');
      if (!opened.ok) throw new Error(opened.error.code);
      expect(opened.value.keys[0]!.label).toBe('Änne Müller');
      expect(opened.value.keys[0]!.chain).toHaveLength(1);
      expect(openPkcs12(p12, 'geheim a')).toMatchObject({
        ok: false,
        error: { code: 'token.passphrase-falsch' },
      });
    },
  );

  test('a saved authority goes on issuing', async () => {
    const first = await createDemoCa(now);
    const again = await openDemoCa(first.save('wort'), 'wort');
    if (!again.ok) throw new Error(again.error.code);
    expect(again.value.rootPem).toBe(first.rootPem);
    const { certificate } = await again.value.issue({ name: 'B', key: 'ec-p256' }, 'x', now);
    expect(new X509Certificate(certificate).verify(new X509Certificate(first.rootDer).publicKey)).toBe(true);
    expect(await openDemoCa(first.save('wort'), 'anderes')).toMatchObject({ ok: false });
  });

  test('keys are chosen by name and date', async () => {
    const ca = await createDemoCa(now);
    const { p12 } = await ca.issue({ name: 'C', key: 'ec-p256' }, 'x', now);
    const opened = openPkcs12(p12, 'x');
    if (!opened.ok) throw new Error(opened.error.code);
    expect(chooseKey(opened.value, 'C', now).ok).toBe(true);
    expect(chooseKey(opened.value, 'D', now)).toMatchObject({ error: { code: 'token.schluessel-fehlt' } });
    expect(checkValidity(opened.value.keys[0]!, new Date('2050-01-01'))).toMatchObject({
      error: { code: 'token.zertifikat-abgelaufen', params: { von: '4.5.2026' } },
    });
  });

  test('a fake card fails when it is told to, with its own code', async () => {
    const ca = await createDemoCa(now);
    const { p12 } = await ca.issue({ name: 'E', key: 'ec-p256' }, 'x', now);
    const opened = openPkcs12(p12, 'x');
    if (!opened.ok) throw new Error(opened.error.code);
    const key = fakeKey(opened.value.keys[0]!, { at: 1, code: 'token.karte-entfernt' });
    expect((await signDetached(Buffer.from('a'), key)).ok).toBe(true);
    expect(await signDetached(Buffer.from('a'), key)).toEqual({
      ok: false,
      error: { code: 'SIGNER', signer: { code: 'token.karte-entfernt', params: {} } },
    });
    expect(key.asked()).toBe(2);
  });
});

test('every error has heading, cause and next step', () => {
  for (const text of Object.values(errors))
    expect([text.heading, text.cause, text.next].every((part) => part.length > 10)).toBe(true);
});
