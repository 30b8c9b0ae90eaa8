import type { BridgeEvent } from '../../contract/bridge.ts';
import {
  begrenzeRollen,
  buildVerzeichnis,
  type Rollengrenze,
  type Verzeichnis,
} from '../../domain/organisation/index.ts';
import type { EinheitState, PersonState } from '../../domain/organisation/index.ts';
import type { ErrorTable } from '../../domain/shared/rejection.ts';
import type { TabellenDefinition } from '../../domain/stammdaten/index.ts';
import type { Kinds, LedgerCrypto } from '../../ledger/index.ts';
import type { DocumentChecker } from './checking/checker.ts';
import type { AppContext } from './context.ts';
import { openDocuments, type Documents } from './documents.ts';
import type { Opened } from './files.ts';
import type { KindServices, Printer } from './fach-ports.ts';
import type { Cards, DemoKeys, KeyFiles } from './keys/ports.ts';
import type { RemoteSigning } from './signing/remote-ports.ts';
import { openRemoteAccount, type RemoteAccount } from './signing/remote.ts';
import { openKeyring, type Keyring } from './keys/keyring.ts';
import { openRejudge, type Rejudge } from './checking/rejudge.ts';
import { openPens, type Pens } from './signing/pen.ts';
import { openTrust, type Trust } from './checking/trust.ts';
import type { Clock, NewId, WorkspaceStore } from './ports.ts';
import { LIMIT_SETTING } from './connection/sync-ports.ts';

/** What an unlocked workspace needs besides its store; the same for every unlocking. */
export interface WorkspaceDeps {
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly errors: ErrorTable;
  /** checks documents as this workspace sees them: its people, its demo authority, the issuers it trusts */
  readonly makeChecker: (
    verzeichnis: () => Verzeichnis,
    demoRoot: Uint8Array | null,
    anchors: () => readonly Uint8Array[],
  ) => DocumentChecker;
  readonly keyFiles: KeyFiles;
  readonly cards: Cards;
  readonly remoteSigning: RemoteSigning;
  /** opens a page in the browser of the system; null: the window must offer it as a link */
  readonly openExternal: ((url: string) => Promise<void>) | null;
  readonly printer: Printer;
  /** every table one may edit */
  readonly tabellen: readonly TabellenDefinition[];
  /** what each kind adds to signing and printing, by `art` */
  readonly services: ReadonlyMap<string, KindServices>;
  /** opens (or makes) the demo authority that this workspace keeps */
  readonly demoKeys: (store: WorkspaceStore, clock: Clock) => Promise<DemoKeys>;
  readonly emit: (event: BridgeEvent) => void;
}

export interface OpenWorkspace {
  readonly ctx: AppContext;
  readonly documents: Documents;
  readonly checker: DocumentChecker;
  readonly printer: Printer;
  readonly services: ReadonlyMap<string, KindServices>;
  readonly tabellen: readonly TabellenDefinition[];
  readonly keyring: Keyring;
  readonly remote: RemoteAccount;
  readonly trust: Trust;
  /** to be run when trust has changed */
  readonly rejudge: Rejudge;
  readonly demo: DemoKeys | null;
  readonly pens: Pens;
  /** tells a Fach which Vorgaenge have changed, after it is durable and before the window learns of it */
  readonly watch: (listener: (vorgaenge: readonly string[]) => void) => void;
  /** tells the window how far a long task is */
  readonly progress: (job: string, done: number, total: number, text: string) => void;
  /** done on locking, before the store is closed */
  readonly atClose: (end: () => void) => void;
  readonly close: () => void;
}

/** Wires the use cases to one opened store. `demo`: this workspace makes its own „Übung“ keys. */
export async function openWorkspace(
  deps: WorkspaceDeps,
  opened: Opened,
  demo: boolean,
): Promise<OpenWorkspace> {
  const { store } = opened;
  const verzeichnis = cachedVerzeichnis(store);
  const watchers: ((vorgaenge: readonly string[]) => void)[] = [];
  const ends: (() => void)[] = [];
  const ctx: AppContext = {
    store,
    kinds: deps.kinds,
    crypto: deps.crypto,
    clock: deps.clock,
    newId: deps.newId,
    tenant: 'einzelplatz',
    device: opened.device,
    errors: deps.errors,
    verzeichnis: verzeichnis.get,
    forgetVerzeichnis: verzeichnis.forget,
    changed: (vorgaenge) => {
      for (const watcher of watchers) watcher(vorgaenge);
      deps.emit({ type: 'changed', vorgaenge });
    },
  };
  const demoKeys = demo ? await deps.demoKeys(store, deps.clock) : null;
  const trust = openTrust(ctx);
  const checker = deps.makeChecker(ctx.verzeichnis, demoKeys?.rootDer ?? null, trust.anchors);
  const documents = openDocuments(ctx, checker);
  const rejudge = openRejudge(ctx, checker, (done, total) =>
    deps.emit({ type: 'progress', job: 'nachpruefen', done, total, text: 'Dokumente werden nachgeprüft' }),
  );
  let page: string | null = null;
  const remote = openRemoteAccount(ctx, deps.remoteSigning, (url) => {
    page = url;
    const tell = (offen: boolean) => {
      // Whoever was quick has been there and back before the browser was said to be open.
      if (page === url) deps.emit({ type: 'browser', url, offen });
    };
    if (url === null || !deps.openExternal) return tell(false);
    deps.openExternal(url).then(
      () => tell(true),
      () => tell(false),
    );
  });
  return {
    ctx,
    documents,
    checker,
    printer: deps.printer,
    services: deps.services,
    tabellen: deps.tabellen,
    trust,
    rejudge,
    keyring: openKeyring(ctx, deps.keyFiles, deps.cards, demoKeys, remote),
    remote,
    demo: demoKeys,
    pens: openPens(),
    progress: (job, done, total, text) => deps.emit({ type: 'progress', job, done, total, text }),
    watch: (listener) => void watchers.push(listener),
    atClose: (end) => void ends.push(end),
    close: () => {
      for (const end of ends) end();
      rejudge.stop();
      remote.cancel();
      documents.forget();
      store.close();
    },
  };
}

/** The directory, made anew only after a person or unit has changed. */
function cachedVerzeichnis(store: WorkspaceStore) {
  let cached: Verzeichnis | null = null;
  return {
    get: () =>
      (cached ??= begrenzeRollen(
        buildVerzeichnis(
          store.read.statesOf('person').map((s) => s.state as PersonState),
          store.read.statesOf('einheit').map((s) => s.state as EinheitState),
        ),
        (store.read.setting('person') as string | undefined) ?? '',
        (store.read.setting(LIMIT_SETTING) as Rollengrenze | null | undefined) ?? null,
      )),
    forget: () => {
      cached = null;
    },
  };
}
