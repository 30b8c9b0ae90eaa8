import type { Handlers } from '../../contract/bridge.ts';
import type { Answer } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import { connectHandlers, type ConnectDeps } from './connection/connect.ts';
import { noteSeen } from './connection/lease.ts';
import { labelSeat } from './connection/seats.ts';
import { beginSync, leaseOf, watchLease } from './connection/sync.ts';
import type { SyncControl } from './connection/sync-ports.ts';
import { refuse } from './context.ts';
import type { Opened } from './files.ts';
import { guardedHandlers } from './guard.ts';
import { firstSetupHandlers, type FirstSetupDeps } from './handlers/first-setup.ts';
import { openHandlers } from './handlers/open.ts';
import { ownWorkspaceHandlers } from './handlers/own-workspace.ts';
import { sessionHandlers, type SessionDeps } from './handlers/session.ts';
import { openWorkspace, type OpenWorkspace, type WorkspaceDeps } from './open-workspace.ts';

export interface AppDeps extends WorkspaceDeps, ConnectDeps, SessionDeps, FirstSetupDeps {
  /** opens the workspace by the key store of this device, without a passphrase; null: there is none */
  readonly unlockOnDevice: (() => Promise<Result<Opened, Rejection>>) | null;
  /** lets the key store of this device open the workspace from now on */
  readonly rememberOnDevice: (() => void) | null;
  /** what a Fach does by itself while a workspace is open */
  readonly attendants: readonly ((workspace: OpenWorkspace, person: () => string) => void)[];
}

export interface App {
  readonly handlers: Handlers;
  /** null while locked */
  readonly workspace: () => { readonly open: OpenWorkspace; readonly person: string } | null;
  readonly putDocument: (name: string, bytes: Uint8Array) => Promise<Answer<DocumentInfo>>;
  /** as far as it is here */
  readonly getDocument: (sha256: string) => { bytes: Uint8Array; mime: string; name: string } | null;
  /** fetched from the centre first where it is not here yet */
  readonly fetchDocument: (
    sha256: string,
  ) => Promise<{ bytes: Uint8Array; mime: string; name: string } | null>;
  /** to be called once before the first window: opens what this device may open by itself */
  readonly start: () => Promise<void>;
  readonly lock: () => void;
}

/** The application as a small machine: to be set up, locked, open. Every channel of the bridge ends here. */
export function createApp(deps: AppDeps): App {
  let open: {
    workspace: OpenWorkspace;
    person: string;
    handlers: Partial<Handlers>;
    sync: SyncControl | null;
  } | null = null;

  function lock(): void {
    if (open && leaseOf(open.workspace) !== null) noteSeen(open.workspace.ctx.store, deps.clock.now());
    open?.sync?.close();
    open?.workspace.close();
    open = null;
    deps.emit({ type: 'state' });
  }

  async function enter(opened: Opened): Promise<OpenWorkspace> {
    const demo = opened.store.read.setting('demo') === true;
    const workspace = await openWorkspace(deps, opened, demo);
    const person = (opened.store.read.setting('person') as string | undefined) ?? '';
    open = { workspace, person, handlers: {}, sync: null };
    open.handlers = openHandlers(
      workspace,
      () => open?.person ?? '',
      () => open?.sync ?? null,
    );
    watchLease(deps, workspace);
    labelSeat(deps.seats, workspace);
    open.sync = beginSync(deps, workspace);
    for (const attend of deps.attendants) attend(workspace, () => open?.person ?? '');
    deps.emit({ type: 'state' });
    return workspace;
  }

  /** What the window names and is not here yet comes from the centre first, if this person may see it. */
  async function fetchNamed(shas: readonly string[]): Promise<void> {
    for (const sha256 of new Set(shas)) {
      const { sync, workspace, person } = open ?? {};
      if (!sync || !workspace || !person) return;
      if (workspace.documents.isMissing(person, sha256)) await sync.fetchDocument(sha256);
    }
  }

  function setPerson(workspace: OpenWorkspace, person: string): void {
    workspace.ctx.store.setSetting('person', person);
    // What one has just uploaded is not for the next person's eyes.
    workspace.documents.forget();
    if (open) open.person = person;
  }

  /** One person alone at this device need not type the passphrase each time. */
  function remember(): void {
    if (deps.seats.list().length <= 1) deps.rememberOnDevice?.();
  }

  function restartSync(): SyncControl | null {
    if (!open) return null;
    open.sync?.close();
    open.sync = beginSync(deps, open.workspace);
    return open.sync;
  }

  /** Unlocked, but the centre has not been heard for too long: nothing is shown before it has. */
  const needsCentre = (): boolean => {
    const lease = open && leaseOf(open.workspace);
    return lease !== null && lease.art !== 'gueltig';
  };

  const documentOf = (sha256: string) =>
    open && !needsCentre() ? open.workspace.documents.get(open.person, sha256) : null;

  const host = { open: () => open, enter, lock, remember };
  const closed = {
    ...sessionHandlers(deps, host),
    ...firstSetupHandlers(deps, host),
    ...connectHandlers(deps, { ...host, restartSync }),
  } satisfies Partial<Handlers>;
  const own = ownWorkspaceHandlers(deps, () => open, setPerson);

  return {
    handlers: guardedHandlers(
      deps,
      closed,
      (name) => {
        if (!open) return null;
        if (!WITHOUT_LEASE.has(name) && needsCentre()) return () => refuse(deps, LEASE_NEEDED);
        return { ...own, ...open.handlers }[name];
      },
      async (name, input) => {
        if (!ABOUT_TRANSFER.has(name)) await fetchNamed(JSON.stringify(input ?? null).match(NAMES) ?? []);
      },
    ),
    start: async () => {
      if (!deps.unlockOnDevice || deps.files.status() !== 'vorhanden' || deps.seats.list().length > 1) return;
      const unlocked = await deps.unlockOnDevice();
      if (unlocked.ok) await enter(unlocked.value);
    },
    putDocument: async (name, bytes) =>
      open && !needsCentre()
        ? open.workspace.documents.put(name, bytes)
        : refuse(deps, { code: 'app.gesperrt', params: {} }),
    getDocument: documentOf,
    fetchDocument: async (sha256) => {
      await fetchNamed([sha256]);
      return documentOf(sha256);
    },
    workspace: () => open && { open: open.workspace, person: open.person },
    lock,
  };
}

/** Hashes of documents in whatever the window asks. */
const NAMES = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** Who asks how a document stands does not wait for it. */
const ABOUT_TRANSFER: ReadonlySet<string> = new Set(['dokument.lage', 'dokument.laden']);

/**
 * What is to be had while the centre must be heard first: the way to it, and a copy as sealed as the workspace itself,
 * so that what has not been sent can be kept. Nothing of what is in it.
 */
const WITHOUT_LEASE: ReadonlySet<string> = new Set(['sync.state', 'sync.now', 'backup.create']);

const LEASE_NEEDED: Rejection = { code: 'sync.freigabe-noetig', params: {} };
