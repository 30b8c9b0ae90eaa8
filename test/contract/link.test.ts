import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isLink, isLinkable, readLink, routeOfLink, writeLink, type Link } from '../../src/contract/link.ts';
import { parseRoute } from '../../src/renderer/shell/router.ts';

const ID = '01920000-0000-7000-8000-000000000001';

test('a link names a Vorgang and the city whose centre sent it, or the tray of tasks', () => {
  expect(readLink(`amtsmappe://vorgang/${ID}?stadt=siegen`)).toEqual({
    ort: 'vorgang',
    id: ID,
    stadt: 'siegen',
  });
  expect(readLink(`amtsmappe://vorgang/${ID}`)).toEqual({ ort: 'vorgang', id: ID, stadt: null });
  expect(readLink(`amtsmappe://vorgang/${ID}/`)).toEqual({ ort: 'vorgang', id: ID, stadt: null });
  expect(readLink('amtsmappe://arbeitskorb')).toEqual({ ort: 'arbeitskorb' });
});

test.each([
  '',
  'amtsmappe:',
  'amtsmappe://',
  'amtsmappe://vorgang',
  'amtsmappe://vorgang/',
  'amtsmappe://vorgang/1',
  `amtsmappe:vorgang/${ID}`,
  `amtsmappe:/vorgang/${ID}`,
  `AMTSMAPPE://vorgang/${ID}`,
  `https://vorgang/${ID}`,
  ` amtsmappe://vorgang/${ID}`,
  `amtsmappe://vorgang/${ID}\n`,
  `amtsmappe://vorgang/${ID.toUpperCase()}A`,
  `amtsmappe://vorgang/${ID}/../../einstellungen`,
  `amtsmappe://vorgang/${ID}/zeichnen`,
  `amtsmappe://vorgang/${ID}?tun=zeichnen`,
  `amtsmappe://vorgang/${ID}?stadt=siegen&tun=zeichnen`,
  `amtsmappe://vorgang/${ID}?stadt=`,
  `amtsmappe://vorgang/${ID}?stadt=../x`,
  `amtsmappe://vorgang/${ID}?stadt=%2e%2e`,
  `amtsmappe://vorgang/${ID}?stadt=${'x'.repeat(500)}`,
  `amtsmappe://vorgang/${ID}#zeichnen`,
  `amtsmappe://u:p@vorgang/${ID}`,
  `amtsmappe://vorgang:80/${ID}`,
  'amtsmappe://einstellungen',
  'amtsmappe://constructor/',
  'amtsmappe://__proto__/',
])('%j is none of ours', (text) => {
  expect(readLink(text)).toEqual({ ort: 'ungueltig' });
});

const uuid = fc.uuid();
const stadt = fc.stringMatching(/^[\w.:@-]{1,60}$/);
const link: fc.Arbitrary<Exclude<Link, { ort: 'ungueltig' }>> = fc.oneof(
  fc.constant({ ort: 'arbeitskorb' } as const),
  fc.record({ ort: fc.constant('vorgang' as const), id: uuid, stadt: fc.option(stadt) }),
);

test('what is written is read back, and leads to that place and no other', () => {
  fc.assert(
    fc.property(link, (written) => {
      expect(readLink(writeLink(written))).toEqual(written);
      const { path, query } = parseRoute(`#/${routeOfLink(written)}`);
      expect(path).toEqual(written.ort === 'vorgang' ? ['vorgang', written.id] : ['arbeitskorb']);
      expect(query).toEqual(
        written.ort === 'vorgang' && written.stadt !== null ? { stadt: written.stadt } : {},
      );
    }),
  );
});

test('whatever comes from outside, a route of ours comes out: a Vorgang, the tray, or the page that says it is broken', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.string().map((s) => `amtsmappe://${s}`),
    fc.string().map((s) => `amtsmappe://vorgang/${s}`),
    fc.tuple(uuid, fc.string()).map(([id, s]) => `amtsmappe://vorgang/${id}${s}`),
    fc.tuple(uuid, fc.string()).map(([id, s]) => `amtsmappe://vorgang/${id}?stadt=${s}`),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const route = routeOfLink(readLink(text));
      expect(route).toMatch(/^(arbeitskorb|vorgang\/ungueltig|vorgang\/[0-9a-f-]{36}(\?stadt=[\w.%-]+)?)$/);
    }),
    { numRuns: 2000 },
  );
});

test('only what is ours by its scheme is taken for a link; ids that are no UUID have none', () => {
  expect(['amtsmappe:', 'amtsmappe://x'].map(isLink)).toEqual([true, true]);
  expect(['', 'x', 'Amtsmappe://x', 'amtsmapper://x', ' amtsmappe:'].map(isLink)).toEqual(
    Array(5).fill(false),
  );
  expect([isLinkable(ID, 'siegen'), isLinkable('stammdaten:x', 'siegen'), isLinkable(ID, 'a b')]).toEqual([
    true,
    false,
    false,
  ]);
});
