import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BridgeEvent } from '../contract/bridge.ts';
import { findCertificateOwner, type Verzeichnis } from '../domain/organisation/index.ts';
import { tagOf } from '../domain/shared/dates.ts';
import type { ErrorTable } from '../domain/shared/rejection.ts';
import { createApp } from './app/app.ts';
import { createChecker } from './app/checking/check-documents.ts';
import type { DocumentChecker } from './app/checking/checker.ts';
import { startFriedhofsdienst } from './app/bestattung/dienst.ts';
import { errors as appErrors } from './app/errors.ts';
import { createValidator } from './app/checking/validation.ts';
import type { Cards } from './app/keys/ports.ts';
import { services } from './app/services.ts';
import { fillDemo } from './app/demo/fill.ts';
import type { Clock } from './app/ports.ts';
import { ledgerCrypto } from './crypto/ledger-crypto.ts';
import { domainErrors, kinds, tabellen } from './faecher.ts';
import { lazyPrinter } from './print/lazy.ts';
import { readSetupData } from './resources.ts';
import { errors as shellErrors } from './shell/errors.ts';
import type { ShellPorts } from './shell/ports.ts';
import { errors as storeErrors } from './store/errors.ts';
import { openSeats } from './store/seats.ts';
import { openWorkspaceFiles, type WorkspaceFiles } from './store/workspace-files.ts';
import type { KeyStore } from './store/wrap.ts';
import { errors as syncErrors } from './sync/errors.ts';
import { errors as loginErrors } from './login/errors.ts';
import { createLoginPort } from './login/port.ts';
import { createSyncPort } from './sync/port.ts';
import { describeWithoutContent } from './shell/dispatch.ts';
import { createUploads } from './uploads.ts';
import { errors as tokenErrors } from './tokens/errors.ts';
import { createCards } from './tokens/cards.ts';
import { createRemoteSigning } from './tokens/remote.ts';
import { keyFiles, openDemoKeys } from './tokens/workspace-keys.ts';
import { newUuidV7 } from './uuid.ts';
import { fetchAsMachine } from './system-trust.ts';

export interface OpenAppOptions {
  /** folder of the workspace; made when missing */
  readonly dir: string;
  readonly clock?: Clock;
  /** shows an address in the browser of the system (Electron); absent: the window does it */
  readonly openExternal?: (url: string) => Promise<void>;
  /** the network towards a central service; tests cut it */
  readonly fetch?: typeof fetch;
  readonly log?: (line: string) => void;
  /** card readers; tests put a troublesome card in */
  readonly cards?: Cards;
  /** key store of the operating system (Electron); null: it protects nothing here */
  readonly keyStore?: KeyStore | null;
  /** false: a demo workspace begins with people and tables only (command line, tests) */
  readonly fillDemo?: boolean;
  /** cost of the passphrase; tests take a cheap one */
  readonly scryptCost?: { readonly N: number; readonly r: number; readonly p: number };
}

export interface RunningApp extends ShellPorts {
  readonly app: ReturnType<typeof createApp>;
  readonly close: () => void;
}

export const allErrors: ErrorTable = {
  ...domainErrors,
  ...appErrors,
  ...storeErrors,
  ...tokenErrors,
  ...shellErrors,
  ...syncErrors,
  ...loginErrors,
};

/** The composition root of the desktop process: everything is made here and handed on as arguments. */
export function openApp(options: OpenAppOptions): RunningApp {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const listeners = new Set<(event: BridgeEvent) => void>();
  const emit = (event: BridgeEvent) => listeners.forEach((listener) => listener(event));
  const seats = openSeats(options.dir, (dir) =>
    openWorkspaceFiles({
      dir,
      kinds,
      crypto: ledgerCrypto,
      clock,
      newId: newUuidV7,
      ...(options.scryptCost ? { scryptCost: options.scryptCost } : {}),
    }),
  );
  const { files } = seats;
  const uploads = createUploads(options.dir);
  const network = options.fetch ?? fetchAsMachine;
  const login = createLoginPort(network);
  const app = createApp({
    kinds,
    crypto: ledgerCrypto,
    clock,
    newId: newUuidV7,
    errors: allErrors,
    makeChecker,
    keyFiles,
    cards: options.cards ?? createCards(),
    remoteSigning: createRemoteSigning(network),
    printer: lazyPrinter(),
    services,
    tabellen,
    demoKeys: openDemoKeys,
    emit,
    files,
    seats,
    login,
    sync: createSyncPort(login.tokens, (error) => log(`sync: ${describeWithoutContent(error)}`), network),
    openExternal: options.openExternal ?? null,
    uploadPath: uploads.pathOf,
    ...onDevice(files, options.keyStore ?? null),
    version: readVersion(),
    setupData: () => readSetupData(),
    attendants: [startFriedhofsdienst],
    fillDemo: options.fillDemo === false ? async () => {} : fillDemo,
  });
  return {
    app,
    handlers: app.handlers,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    documents: {
      putDocument: async (name, bytes) => app.putDocument(name, bytes),
      getDocument: app.fetchDocument,
    },
    uploads,
    log,
    close: app.lock,
  };
}

/** In Electron the database key is also wrapped by the system: no passphrase at the start of the day. */
function onDevice(files: WorkspaceFiles, keyStore: KeyStore | null) {
  if (keyStore === null) return { unlockOnDevice: null, rememberOnDevice: null, forgetOnDevice: null };
  return {
    unlockOnDevice: () => files.unlockOnDevice(keyStore),
    rememberOnDevice: () => void files.rememberOnDevice(keyStore),
    forgetOnDevice: () => void files.forgetOnDevice(),
  };
}

/**
 * Trust anchors of a workspace: those its administration has named, read again at every check, and its demo
 * authority, so that „Übung“ is recognised as such and nothing more. Only issuers named here are asked over the net.
 */
function makeChecker(
  verzeichnis: () => Verzeichnis,
  demoRoot: Uint8Array | null,
  anchors: () => readonly Uint8Array[],
): DocumentChecker {
  const root = demoRoot && new X509Certificate(demoRoot);
  return createChecker({
    validator: createValidator(() => (demoRoot ? [demoRoot, ...anchors()] : anchors()), { online: true }),
    personOf: (certificate) => findCertificateOwner(verzeichnis(), certificate),
    isDemo: (certificate) => root !== null && new X509Certificate(certificate).checkIssued(root),
  });
}

const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => tagOf(new Date().toISOString()),
};

function readVersion(): string {
  const file = join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
