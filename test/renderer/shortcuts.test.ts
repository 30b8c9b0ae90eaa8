import { expect, test } from '@jest/globals';
import { matches, tastenText } from '../../src/renderer/kit/shortcuts.ts';

const key = (
  k: string,
  mods: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key: k,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...mods,
});

test.each([
  ['Strg+K', key('k', { ctrlKey: true }), true],
  ['Strg+K', key('k', { metaKey: true }), true],
  ['Strg+K', key('k'), false],
  ['Strg+K', key('K', { ctrlKey: true, shiftKey: true }), false],
  ['Strg+Enter', key('Enter', { ctrlKey: true }), true],
  ['Strg+Enter', key('Enter'), false],
  ['Strg+Umschalt+P', key('P', { ctrlKey: true, shiftKey: true }), true],
  ['Strg+Umschalt+P', key('p', { ctrlKey: true }), false],
  ['?', key('?', { shiftKey: true }), true],
  ['Alt+1', key('1', { altKey: true }), true],
  ['Alt+1', key('1', { altKey: true, ctrlKey: true }), false],
])('%s', (taste, event, hit) => {
  expect(matches(taste, event)).toBe(hit);
});

test('as printed on the key caps', () => {
  expect(tastenText('Strg+Enter')).toBe('Strg ↵');
});
