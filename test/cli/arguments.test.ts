import { describe, expect, test } from '@jest/globals';
import { CENTRAL_OPTIONS, parseCommandLine } from '../../src/cli/arguments.ts';

describe('a command line', () => {
  const read = (...argv: string[]) => parseCommandLine(argv, { options: CENTRAL_OPTIONS });

  test('gives what was said, and the default for the rest', () => {
    expect(read('--config', 'a.json')?.values).toEqual({ data: 'zentrale', config: 'a.json' });
  });

  test.each([[['--dota', 'x']], [['--data']], [['zuviel']]])('%j is wrong usage', (argv) => {
    expect(read(...argv)).toBeNull();
  });

  test('a mistake in the program is not called wrong usage', () => {
    const broken = { options: { data: { type: 'number' } } } as never;
    expect(() => parseCommandLine([], broken)).toThrow('must be');
  });
});
