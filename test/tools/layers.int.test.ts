import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';

/* Each layer rule is planted with a violation, by value and by type, in a house of its own, and must be found. */

const root = join(import.meta.dirname, '../..');
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
  options: object;
};

/** rule -> [importing file, imported file or package] */
const PLANTED: Readonly<Record<string, readonly [string, string]>> = {
  'shared-imports-nothing': ['src/domain/shared/a.ts', 'src/domain/umlauf/x.ts'],
  'people-and-tables': ['src/domain/organisation/a.ts', 'src/domain/umlauf/x.ts'],
  umlauf: ['src/domain/umlauf/a.ts', 'src/domain/beschaffung/x.ts'],
  'fach-beschaffung': ['src/domain/beschaffung/a.ts', 'src/domain/sitzung/x.ts'],
  'fach-sitzung': ['src/domain/sitzung/a.ts', 'src/domain/bestattung/x.ts'],
  'fach-bestattung': ['src/domain/bestattung/a.ts', 'src/domain/umlauf/x.ts'],
  'rules-are-pure': ['src/domain/umlauf/b.ts', 'node:fs'],
  'rules-use-pure-libraries': ['src/ledger/b.ts', 'fastify'],
  ledger: ['src/ledger/a.ts', 'src/domain/umlauf/x.ts'],
  contract: ['src/contract/a.ts', 'src/ledger/x.ts'],
  'signature-stands-alone': ['src/signature/a.ts', 'src/domain/shared/x.ts'],
  'signature-users': ['src/main/store/a.ts', 'src/signature/index.ts'],
  'signature-entrance': ['src/main/app/a.ts', 'src/signature/x.ts'],
  'app-knows-no-adapter': ['src/main/app/b.ts', 'src/main/store/x.ts'],
  'adapters-know-only-ports': ['src/main/store/b.ts', 'src/main/app/x.ts'],
  'shell-knows-the-contract': ['src/main/shell/a.ts', 'src/main/app/x.ts'],
  'shells-are-two': ['src/main/shell/browser/a.ts', 'src/main/shell/electron/x.ts'],
  'electron-only-in-its-shell': ['src/main/app/c.ts', 'electron'],
  preload: ['src/preload/a.ts', 'src/main/app/x.ts'],
  renderer: ['src/renderer/a.ts', 'src/ledger/x.ts'],
  'renderer-is-the-end': ['src/main/app/d.ts', 'src/renderer/x.ts'],
  'renderer-never-node': ['src/renderer/b.ts', 'node:path'],
  'renderer-kit': ['src/renderer/kit/a.ts', 'src/renderer/x.ts'],
  'renderer-fach': ['src/renderer/beschaffung/a.ts', 'src/renderer/sitzung/x.ts'],
  'central-stands-alone': ['src/central/a.ts', 'src/main/app/x.ts'],
  'cli-is-the-end': ['src/main/app/e.ts', 'src/cli/x.ts'],
  'source-knows-no-tools': ['src/central/b.ts', 'tools/x.ts'],
  'runtime-dependencies': ['src/central/c.ts', 'jest'],
  resolvable: ['src/central/d.ts', 'src/central/gone.ts'],
};

/** What a rule must not hit. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['src/domain/sitzung/ok.ts', 'src/domain/umlauf/x.ts'],
  ['src/domain/shared/ok.ts', 'zod'],
  ['src/main/store/ok.ts', 'src/main/app/fach-ports.ts'],
  ['src/main/app/ok.ts', 'src/signature/index.ts'],
  ['src/main/shell/electron/ok.ts', 'electron'],
  ['src/renderer/sitzung/ok.ts', 'src/domain/sitzung/x.ts'],
  ['src/main/workspace.ts', 'src/main/store/x.ts'],
];

const house = mkdtempSync(join(tmpdir(), 'amtsmappe-layers-'));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

function plant(from: string, to: string, suffix: string, typeOnly: boolean): void {
  const up = '../'.repeat(from.split('/').length - 1);
  const target = /^(src|tools)\//.test(to) ? `${up}${to}` : to;
  if (target !== to && !to.endsWith('gone.ts')) write(to, 'export const x = 1;\nexport type X = number;\n');
  const file = from.replace(/\.ts$/, `${suffix}.ts`);
  write(
    file,
    typeOnly
      ? `import type { X } from '${target}';\nexport type Y = X;\n`
      : `import { x } from '${target}';\nexport const y = x;\n`,
  );
}

let found: ReadonlySet<string>;
beforeAll(async () => {
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  writeFileSync(
    join(house, 'package.json'),
    createRequire(import.meta.url)('node:fs').readFileSync(join(root, 'package.json')),
  );
  for (const [from, to] of Object.values(PLANTED)) {
    plant(from, to, '', false);
    plant(from, to, '-type', true);
  }
  for (const [from, to] of ALLOWED) plant(from, to, '', false);
  write('src/central/circle-a.ts', `import { b } from './circle-b.ts';\nexport const a = () => b;\n`);
  write('src/central/circle-b.ts', `import { a } from './circle-a.ts';\nexport const b = () => a;\n`);
  const { output } = await cruise(['src'], {
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    baseDir: house,
    preserveSymlinks: true,
  } as never);
  found = new Set(
    (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`),
  );
});

describe('layer rules', () => {
  test('every rule has its planted violation', () => {
    const names = config.forbidden.map(({ name }) => name).filter((name) => name !== 'no-circle');
    expect(Object.keys(PLANTED).toSorted()).toEqual(names.toSorted());
  });

  test.each(Object.entries(PLANTED))('%s is found', (rule, [from]) => {
    expect(found).toContain(`${rule} ${from}`);
    expect(found).toContain(`${rule} ${from.replace(/\.ts$/, '-type.ts')}`);
  });

  test('a circle is found', () => {
    expect([...found].some((entry) => entry.startsWith('no-circle src/central/circle-'))).toBe(true);
  });

  test.each(ALLOWED)('%s may import %s', (from) => {
    expect([...found].filter((entry) => entry.endsWith(` ${from}`))).toEqual([]);
  });
});
