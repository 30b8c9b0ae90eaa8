import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build as vite, type InlineConfig, type Plugin } from 'vite';

/**
 * `npm run build`: the window (dist/renderer) and the two bundles Electron loads (dist/electron). Each part is
 * built only when something it is made of has changed; `--force` builds all. Everything else of the house runs
 * from source (docs/adr/0002).
 */
const root = join(import.meta.dirname, '..');
const parts = {
  renderer: {
    out: 'dist/renderer',
    from: ['src/renderer', 'src/contract', 'src/domain'],
    run: buildRenderer,
  },
  electron: {
    out: 'dist/electron',
    from: ['src/main', 'src/preload', 'src/contract', 'src/domain', 'src/ledger', 'src/signature'],
    run: buildElectron,
  },
} as const;
export type Part = keyof typeof parts;

/** Builds what is out of date; answers the names of the parts it had to build. Throws when a build fails. */
export async function build(wanted: readonly Part[], force = false): Promise<readonly Part[]> {
  const built: Part[] = [];
  for (const name of wanted) {
    const part = parts[name];
    const stampFile = join(root, part.out, '.stamp');
    const stamp = hashOf([...part.from, 'package-lock.json', 'tools/build.ts', 'vite.config.ts']);
    if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    await part.run();
    writeFileSync(stampFile, stamp);
    built.push(name);
  }
  return built;
}

const common = {
  root,
  configFile: false,
  logLevel: 'warn',
  clearScreen: false,
} as const satisfies InlineConfig;

/** The window has its own configuration, shared with `vite` on the command line. */
async function buildRenderer(): Promise<void> {
  await vite({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    build: { reportCompressedSize: false },
  });
}

async function buildElectron(): Promise<void> {
  const out = join(root, parts.electron.out);
  const bundle = (entry: Readonly<Record<string, string>>, config: InlineConfig, first: boolean) =>
    vite({
      ...common,
      ...config,
      build: {
        outDir: out,
        emptyOutDir: first,
        ssr: true,
        target: 'node24',
        minify: false,
        reportCompressedSize: false,
        ...config.build,
        rolldownOptions: { input: { ...entry }, ...config.build?.rolldownOptions },
      },
    });
  const workers = findWorkers();
  await bundle(
    { main: join(root, 'src/main/shell/electron/main.ts') },
    {
      plugins: [keepModulePlaces(workers)],
      build: {
        rolldownOptions: {
          external: ['electron'],
          output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
        },
      },
    },
    true,
  );
  for (const [file, name] of workers) {
    await bundle(
      { [name]: file },
      {
        plugins: [keepModulePlaces(workers)],
        build: {
          rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false } },
        },
      },
      false,
    );
  }
  // a sandboxed preload is one CommonJS file and may require nothing but electron
  await bundle(
    { preload: join(root, 'src/preload/preload.ts') },
    {
      ssr: { noExternal: true },
      build: {
        rolldownOptions: {
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    false,
  );
}

const WORKER = /new URL\(\s*'(\.{1,2}\/[\w./-]+)\.ts',\s*import\.meta\.url,?\s*\)/g;

/** Modules started as threads of their own: absolute file -> name of their bundle. */
function findWorkers(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of [...filesUnder(join(root, 'src/main')), ...filesUnder(join(root, 'src/signature'))]) {
    if (file.includes('/shell/browser/') || !file.endsWith('.ts')) continue;
    for (const match of readFileSync(file, 'utf8').matchAll(WORKER)) {
      const worker = join(dirname(file), `${match[1]}.ts`);
      found.set(worker, relative(join(root, 'src'), worker).replace(/\.ts$/, '').replaceAll('/', '-'));
    }
  }
  return found;
}

/**
 * Modules find migrations and resources beside themselves by `import.meta.url`. In a bundle they would all
 * look beside the bundle; this puts each one's own place back. A worker's address becomes its bundle's.
 */
function keepModulePlaces(workers: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'keep-module-places',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0]!;
      if (!file.startsWith(join(root, 'src')) || !code.includes('import.meta.')) return null;
      const place = `new URL(${JSON.stringify(`../../${relative(root, file)}`)}, import.meta.url)`;
      const mark = 'IMPORT_META_OF_BUNDLE';
      return code
        .replaceAll(WORKER, (all: string, path: string) => {
          const name = workers.get(join(dirname(file), `${path}.ts`));
          return name === undefined ? all : `new URL('./${name}.js', ${mark})`;
        })
        .replaceAll(
          'import.meta.dirname',
          `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', ${place.replace('import.meta.url', mark)}))`,
        )
        .replaceAll('import.meta.url', `${place.replace('import.meta.url', mark)}.href`)
        .replaceAll(mark, 'import.meta.url');
    },
  };
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(root, path)))
      hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

if (import.meta.main) {
  const names = process.argv.slice(2).filter((arg): arg is Part => arg in parts);
  const started = Date.now();
  const built = await build(
    names.length > 0 ? names : ['renderer', 'electron'],
    process.argv.includes('--force'),
  );
  console.log(
    built.length === 0 ? 'Build is up to date.' : `Built ${built.join(', ')} in ${Date.now() - started} ms.`,
  );
}
