import { expect, test } from '@jest/globals';
import { pushRequestSchema } from '../../src/contract/sync.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const pushed = (change: object) =>
  pushRequestSchema.safeParse({
    protocol: 1,
    clientId: 'd:p',
    commands: [
      {
        ...{ seq: 1, id: 'c1', art: 'notiz', vorgang: 'v1', v: 1, baseRevision: 0, hangsOn: null },
        command: { type: 'createNotiz' },
        clientTime: '2026-11-22T08:00:00.000Z',
        ...change,
      },
    ],
  }).success;

test('names of the envelope are texts that every database keeps, a command is no deeper than a form', () => {
  expect(pushed({})).toBe(true);
  expect(pushed({ vorgang: 'grab:ü 😀', command: { type: 'x', a: nested(150) } })).toBe(true);
  for (const name of ['id', 'art', 'vorgang'])
    for (const text of ['a\0b', 'a\nb', 'a\ud800']) expect(pushed({ [name]: text })).toBe(false);
  expect(pushed({ command: { type: 'x', a: nested(5_000) } })).toBe(false);
  expect(pushed({ clientTime: '2026-02-30T08:00:00.000Z' })).toBe(false);
});
