import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { dispatch, describeWithoutContent } from '../../../src/main/shell/dispatch.ts';

const channels = { 'a.add': { input: z.object({ x: z.number(), pin: z.string().min(4) }) } };

function setUp(handler: (input: never) => unknown = () => ({ ok: true, value: 1 })) {
  const log: string[] = [];
  return {
    log,
    call: (name: unknown, input: unknown) =>
      dispatch(channels, { 'a.add': handler }, name, input, (line) => log.push(line)),
  };
}

describe('dispatch', () => {
  test('passes what the schema lets through, and nothing beside it', async () => {
    const { call } = setUp((input) => ({ ok: true, value: input }));
    expect(await call('a.add', { x: 1, pin: '1234', extra: true })).toEqual({
      ok: true,
      value: { x: 1, pin: '1234' },
    });
  });

  test.each(['', 'a.gone', '__proto__', 'constructor', 'toString', null, 7, {}, ['a.add']])(
    'refuses the unknown channel %p',
    async (name) => {
      expect(await setUp().call(name, null)).toMatchObject({
        ok: false,
        problem: { code: 'shell.kanal-unbekannt' },
      });
    },
  );

  test('names the wrong field and never its value', async () => {
    const { call } = setUp();
    const answer = await call('a.add', { x: 1, pin: '987' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'shell.eingabe-ungueltig', field: 'pin' } });
    expect(JSON.stringify(answer)).not.toContain('987');
  });

  test('an exception becomes an incident: number on the screen, position in the log, content nowhere', async () => {
    const { call, log } = setUp(() => {
      throw Object.assign(new TypeError('Erika Mustermann, PIN 4711'), { code: 'SQLITE_IOERR' });
    });
    const answer = await call('a.add', { x: 1, pin: '4711' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'shell.interner-fehler' } });
    const vorfall = answer.ok ? '' : String(answer.problem.params['vorfall']);
    expect(vorfall).toMatch(/^[0-9a-f]{8}$/);
    expect(answer.ok ? '' : answer.problem.cause).toContain(vorfall);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain(vorfall);
    expect(log[0]).toContain('TypeError SQLITE_IOERR');
    expect(log[0]).toContain('dispatch.test.ts');
    expect(log[0] + JSON.stringify(answer)).not.toMatch(/Mustermann|4711/);
  });

  test('a multi-line message leaves no line in the log', () => {
    expect(describeWithoutContent(new Error('first\nat Erika Mustermann\n at home'))).not.toMatch(
      /Erika|home/,
    );
    expect(describeWithoutContent('Erika')).toBe('thrown string');
  });
});
