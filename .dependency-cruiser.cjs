// The layer rules of the house (docs/architektur.md), checked by `npm run verify`; test/tools/layers.test.ts plants
// a violation of each and looks whether it is found. Parser is swc: dependency-cruiser does not know TypeScript 7.
// Type-only imports count like all others: a layer that knows the types of another one knows that layer.

const PURE_LIBRARIES =
  '^node_modules/(zod|temporal-polyfill|temporal-spec|temporal-utils|feiertagejs|@noble/hashes)/';

/** Rule of a layer that may import only what is listed. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: to },
});

/** Rule that nobody but those listed may import something. */
const onlyFrom = (name, comment, to, from) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: from },
  to: { path: to },
});

const FACH = '(beschaffung|sitzung|bestattung)';
/** what every Fach may use: language of the house, people, tables */
const GRUND = '^src/domain/(shared|organisation|stammdaten)/';

module.exports = {
  forbidden: [
    // ── domain ──────────────────────────────────────────────────────────────
    only(
      'shared-imports-nothing',
      'domain/shared is the ground: it imports nothing of ours',
      '^src/domain/shared/',
      '^src/domain/shared/',
    ),
    only(
      'people-and-tables',
      'organisation and stammdaten stand on shared alone',
      '^src/domain/(organisation|stammdaten)/',
      GRUND,
    ),
    only('umlauf', 'umlauf knows no Fach', '^src/domain/umlauf/', [GRUND, '^src/domain/umlauf/']),
    only('fach-beschaffung', 'a Fach never imports its sibling', '^src/domain/beschaffung/', [
      GRUND,
      '^src/domain/(umlauf|beschaffung)/',
    ]),
    only('fach-sitzung', 'a Fach never imports its sibling', '^src/domain/sitzung/', [
      GRUND,
      '^src/domain/(umlauf|sitzung)/',
    ]),
    only('fach-bestattung', 'a Fach never imports its sibling', '^src/domain/bestattung/', [
      GRUND,
      '^src/domain/bestattung/',
    ]),
    {
      name: 'rules-are-pure',
      comment: 'domain, ledger and contract run everywhere: no Node built-in',
      severity: 'error',
      from: { path: '^src/(domain|ledger|contract)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-use-pure-libraries',
      comment:
        'domain, ledger and contract may use zod, temporal-polyfill, feiertagejs and @noble/hashes, and no framework',
      severity: 'error',
      from: { path: '^src/(domain|ledger|contract)/' },
      to: { path: '^node_modules/', pathNot: PURE_LIBRARIES },
    },

    // ── ledger, contract, signature ─────────────────────────────────────────
    only('ledger', 'the engine knows domain/shared only; kinds and SHA-256 are passed in', '^src/ledger/', [
      '^src/ledger/',
      '^src/domain/shared/',
    ]),
    only('contract', 'the border is made of domain schemas', '^src/contract/', [
      '^src/contract/',
      '^src/domain/',
    ]),
    only('signature-stands-alone', 'signature is a package of its own', '^src/signature/', '^src/signature/'),
    onlyFrom(
      'signature-users',
      'only app, central and cli import signature',
      '^src/signature/',
      '^src/(signature|main/app|central|cli)/',
    ),
    {
      name: 'signature-entrance',
      comment: 'signature has one entrance',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/signature/' },
      to: { path: '^src/signature/', pathNot: '^src/signature/index\\.ts$' },
    },

    // ── main ────────────────────────────────────────────────────────────────
    {
      name: 'app-knows-no-adapter',
      comment: 'app and its adapters never import each other: the root wires them',
      severity: 'error',
      from: { path: '^src/main/app/' },
      to: { path: '^src/main/', pathNot: '^src/main/app/' },
    },
    {
      name: 'adapters-know-only-ports',
      comment:
        'an adapter may know the ports it implements, nothing else of app, and no other adapter; those that speak ' +
        'TLS name the faults of a certificate in the same way',
      severity: 'error',
      from: { path: '^src/main/(store|sync|login|tokens|print|crypto)/' },
      to: {
        path: '^src/main/',
        pathNot: ['^src/main/$1/', '^src/main/app/.*ports\\.ts$', '^src/main/certificate-fault\\.ts$'],
      },
    },
    {
      name: 'shell-knows-the-contract',
      comment: 'a shell gets its ports passed in; only its entry knows the root',
      severity: 'error',
      from: { path: '^src/main/shell/', pathNot: '^src/main/shell/electron/main\\.ts$' },
      to: { path: '^src/(main/(?!shell/)|domain/(?!shared/)|ledger/|renderer/|central/|cli/)' },
    },
    {
      name: 'shells-are-two',
      comment: 'the browser shell and the Electron shell do not know each other',
      severity: 'error',
      from: { path: '^src/main/shell/(electron|browser)/' },
      to: { path: '^src/main/shell/(electron|browser)/', pathNot: '^src/main/shell/$1/' },
    },
    {
      name: 'electron-only-in-its-shell',
      comment: 'everything else runs and is tested without Electron',
      severity: 'error',
      from: { path: '^(src|tools|test|bench)/', pathNot: '^(src/main/shell/electron|src/preload)/' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    only('preload', 'the preload is one small file', '^src/preload/', ['^src/preload/', '^src/contract/']),

    // ── renderer ────────────────────────────────────────────────────────────
    only('renderer', 'the window knows domain and contract', '^src/renderer/', [
      '^src/renderer/',
      '^src/domain/',
      '^src/contract/',
    ]),
    onlyFrom('renderer-is-the-end', 'nobody imports the window', '^src/renderer/', '^src/renderer/'),
    {
      name: 'renderer-never-node',
      comment: 'the window runs in a browser',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-kit',
      comment: 'kit is below the screens; it may use router and bridge',
      severity: 'error',
      from: { path: '^src/renderer/kit/' },
      to: { path: '^src/renderer/', pathNot: '^src/renderer/(kit/|shell/|bridge\\.ts$)' },
    },
    {
      name: 'renderer-fach',
      comment: 'the screens of a Fach do not import those of its sibling',
      severity: 'error',
      from: { path: `^src/renderer/${FACH}/` },
      to: { path: `^src/renderer/${FACH}/`, pathNot: '^src/renderer/$1/' },
    },

    // ── central, cli, the rest ──────────────────────────────────────────────
    {
      name: 'central-stands-alone',
      comment: 'the central service shares rules and border with the app, not its inside',
      severity: 'error',
      from: { path: '^src/central/' },
      to: { path: '^src/(main|renderer|preload|cli)/' },
    },
    onlyFrom('cli-is-the-end', 'nobody imports the command line', '^src/cli/', '^src/cli/'),
    {
      name: 'source-knows-no-tools',
      comment: 'source never imports tools, tests or benches',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tools|test|bench)/' },
    },
    {
      name: 'no-circle',
      comment: 'modules that need each other are one module, or lack a third one',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'runtime-dependencies',
      comment: 'what runs in the office is a dependency, not a development dependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/(electron|@types|vite)/' },
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
