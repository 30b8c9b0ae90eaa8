import { expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema, readConfig } from '../../src/cli/central-config.ts';

const doc = readFileSync(join(import.meta.dirname, '../../docs/betrieb.md'), 'utf8');

/** Every key of the file, with those inside of others as `mail.host`. */
function keysOf(schema: object, prefix = ''): readonly string[] {
  const { properties = {} } = schema as { properties?: Record<string, object> };
  return Object.entries(properties).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...keysOf(inner, `${prefix}${name}.`),
  ]);
}
const keys = keysOf(z.toJSONSchema(configSchema, { unrepresentable: 'any', io: 'input' }));

test.each(keys)('docs/betrieb.md says what „%s“ means', (key) => {
  const name = key.split('.').at(-1) ?? '';
  const row = doc.split('\n').filter((line) => line.includes(`\`${name}\``) || line.includes(`"${name}"`));
  expect([key, row.length > 0]).toEqual([key, true]);
});

test('environment variables named in the source are documented', () => {
  const source = ['central-config.ts', 'central-jobs.ts'].map((f) =>
    readFileSync(join(import.meta.dirname, '../../src/cli', f), 'utf8'),
  );
  for (const [name] of source.join('\n').matchAll(/\b(AMTSMAPPE_[A-Z0-9_]+|DATABASE_URL)\b/g))
    expect([name, doc.includes(name)]).toEqual([name, true]);
});

test('what is wrong in the file is named, without its value', () => {
  let err = '';
  const io = {
    out: () => undefined,
    err: (t: string) => void (err += t),
    env: { DATABASE_URL: 'postgres://a@b/c' },
  };
  expect(readConfig(undefined, io)).toMatchObject({ databaseUrl: 'postgres://a@b/c' });
  expect(readConfig('/gibt/es/nicht.json', io)).toBeNull();
  expect(err).toContain('gibt es nicht');
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-config-'));
  const file = join(dir, 'central.json');
  const faultOf = (text: string) => {
    err = '';
    writeFileSync(file, text);
    expect(readConfig(file, { ...io, env: {} })).toBeNull();
    return err;
  };
  expect(faultOf('{ "issuer": ')).toContain('ist kein JSON');
  expect(faultOf('{ "isuer": "geheim" }')).toMatch(/„isuer“ ist unbekannt/);
  expect(faultOf('{ "mail": { "hots": "geheim" } }')).toMatch(/„mail\.hots“ ist unbekannt/);
  expect(faultOf('{ "leaseDays": "geheim" }')).toMatch(/„leaseDays“ stimmt nicht/);
  // A misprint would otherwise be the name of a new, empty SQLite file.
  for (const url of ['postgress://geheim@b/c', 'central.db', 'postgres://a@/c'])
    expect(faultOf(JSON.stringify({ databaseUrl: url }))).toMatch(/„databaseUrl“ stimmt nicht/);
  expect(err).not.toContain('geheim');
  rmSync(dir, { recursive: true });
});
