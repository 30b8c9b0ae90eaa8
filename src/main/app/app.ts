import type { Handlers } from '../../contract/bridge.ts';
import type { Answer } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import { findPerson } from '../../domain/organisation/index.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import { syncGraeber } from './bestattung/stammdaten.ts';
import { connectHandlers, type ConnectDeps } from './connection/connect.ts';
import { isConnected } from './connection/connected.ts';
import { done, refuse } from './context.ts';
import { createDemoClock, daysAgo, type DemoClock } from './demo/clock.ts';
import { demoPerson, demoStart } from './demo/start.ts';
import { guardedHandlers } from './guard.ts';
import { openHandlers } from './handlers/open.ts';
import { noteSeen } from './connection/lease.ts';
import { stateOf } from './state.ts';
import type { Opened, Seats, WorkspaceFiles } from './files.ts';
import { openWorkspace, type OpenWorkspace, type WorkspaceDeps } from './open-workspace.ts';
import { enterFirstPerson, enterMasterData, type SetupData } from './setup.ts';
import { labelSeat } from './connection/seats.ts';
import { beginSync, leaseOf, watchLease } from './connection/sync.ts';
import type { SyncControl } from './connection/sync-ports.ts';

export interface AppDeps extends WorkspaceDeps, ConnectDeps {
  readonly files: WorkspaceFiles;
  readonly version: string;
  /** where an uploaded backup file lies; null: unknown or already used */
  readonly uploadPath: (upload: string) => string | null;
  /** opens the workspace by the key store of this device, without a passphrase; null: there is none */
  readonly unlockOnDevice: (() => Promise<Result<Opened, Rejection>>) | null;
  /** lets the key store of this device open the workspace from now on */
  readonly rememberOnDevice: (() => void) | null;
  /** the key store of this device no longer opens it: several people share it from now on */
  readonly forgetOnDevice: (() => void) | null;
  readonly seats: Seats;
  readonly setupData: () => SetupData;
  /** fills a demo workspace with a believable week around `jetzt` */
  readonly fillDemo: (
    workspace: OpenWorkspace,
    clock: DemoClock,
    jetzt: Zeitpunkt,
    data: SetupData,
  ) => Promise<void>;
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

/** `laeuft` while a workspace is being set up; a crash in between leaves it so. */
const SETUP = 'einrichtung';
const isUnfinished = ({ store }: Opened): boolean =>
  store.read.setting(SETUP) === 'laeuft' || store.read.setting('person') === undefined;

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

  async function setup(
    input: Parameters<Handlers['setup.create']>[0],
  ): Promise<Answer<{ recoveryKey: string }>> {
    if (deps.files.status() !== 'fehlt') return refuse(deps, { code: 'app.schon-eingerichtet', params: {} });
    if (!input.demo && !input.person) return refuse(deps, { code: 'app.name-fehlt', params: {} });
    const created = await deps.files.create(input.passphrase);
    if (!created.ok) return refuse(deps, created.error);
    const { store } = created.value;
    store.setSetting(SETUP, 'laeuft');
    store.setSetting('demo', input.demo);
    const data = deps.setupData();
    // The demo is an invented city: its papers and the header must not name two different ones.
    store.setSetting(
      'stadt',
      input.demo ? (data.organisation.einheiten[0]?.name ?? input.stadt) : input.stadt,
    );
    // Acts of the demo lie in the past, so it is filled with a clock of its own before the real one takes over.
    const demoClock = input.demo ? createDemoClock(demoStart(deps.clock)) : null;
    const workspace = await openWorkspace(
      { ...deps, clock: demoClock ?? deps.clock },
      created.value,
      input.demo,
    );
    const person = input.person
      ? enterFirstPerson(workspace.ctx, data, input.stadt, input.person)
      : enterMasterData(workspace.ctx, data);
    store.setSetting('person', input.demo ? demoPerson(workspace, person) : person);
    syncGraeber(workspace.ctx, deps.clock.today());
    if (demoClock) await deps.fillDemo(workspace, demoClock, deps.clock.now(), data);
    store.setSetting(SETUP, 'fertig');
    await enter(created.value);
    if (deps.seats.list().length <= 1) deps.rememberOnDevice?.();
    deps.emit({ type: 'state' });
    return done({ recoveryKey: created.value.recoveryKey });
  }

  /** Nobody has been told of it yet, not even its recovery key: it is put aside and set up anew. */
  async function discardUnfinished(): Promise<Answer<never>> {
    const discarded = await deps.files.discard();
    if (!discarded.ok) return refuse(deps, discarded.error);
    deps.emit({ type: 'state' });
    return refuse(deps, { code: 'app.einrichtung-abgebrochen', params: {} });
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

  const connect = connectHandlers(deps, {
    open: () => open,
    enter,
    restartSync: () => {
      if (!open) return null;
      open.sync?.close();
      open.sync = beginSync(deps, open.workspace);
      return open.sync;
    },
    lock,
    remember: () => {
      if (deps.seats.list().length <= 1) deps.rememberOnDevice?.();
    },
  });

  /** Unlocked, but the centre has not been heard for too long: nothing is shown before it has. */
  const needsCentre = (): boolean => {
    const lease = open && leaseOf(open.workspace);
    return lease !== null && lease.art !== 'gueltig';
  };

  const documentOf = (sha256: string) =>
    open && !needsCentre() ? open.workspace.documents.get(open.person, sha256) : null;

  const closedHandlers = {
    'app.state': () => done(stateOf(deps, open)),
    'setup.create': setup,
    ...connect,
    'session.unlock': async ({ passphrase }) => {
      if (open) return done(stateOf(deps, open));
      const unlocked = await deps.files.unlock(passphrase);
      if (!unlocked.ok) return refuse(deps, unlocked.error);
      if (isUnfinished(unlocked.value)) return discardUnfinished();
      await enter(unlocked.value);
      return done(stateOf(deps, open));
    },
    'session.recover': async ({ recoveryKey, newPassphrase }) => {
      if (open) lock();
      const recovered = await deps.files.recover(recoveryKey, newPassphrase);
      if (!recovered.ok) return refuse(deps, recovered.error);
      await enter(recovered.value);
      return done({ recoveryKey: recovered.value.recoveryKey });
    },
    'session.lock': () => {
      lock();
      return done(null);
    },
    'platz.waehlen': ({ id }) => {
      lock();
      if (!deps.seats.select(id)) return refuse(deps, NO_SEAT);
      deps.emit({ type: 'state' });
      return done(stateOf(deps, open));
    },
    'platz.neu': () => {
      lock();
      // What opens without a passphrase would open for everybody who sits here.
      deps.forgetOnDevice?.();
      deps.seats.add();
      deps.emit({ type: 'state' });
      return done(stateOf(deps, open));
    },
    'backup.list': async () => done(await deps.files.listBackups()),
    'backup.restore': async ({ name, upload, passphrase }) => {
      if (open) lock();
      const path = upload === undefined ? null : deps.uploadPath(upload);
      if (upload !== undefined && path === null) return refuse(deps, UPLOAD_GONE);
      const source = path === null ? { name: name ?? '' } : { path };
      const restored = await deps.files.restore(source, passphrase);
      if (!restored.ok) return refuse(deps, restored.error);
      const unlocked = await deps.files.unlock(passphrase);
      if (!unlocked.ok) return refuse(deps, unlocked.error);
      await enter(unlocked.value);
      return done(stateOf(deps, open));
    },
  } satisfies Partial<Handlers>;

  const openOnly = {
    'session.changePassphrase': async ({ passphrase, newPassphrase }) => {
      const changed = await deps.files.changePassphrase(passphrase, newPassphrase);
      return changed.ok ? done(null) : refuse(deps, changed.error);
    },
    'session.switchPerson': ({ person }) => {
      const workspace = open?.workspace;
      if (!workspace?.demo || isConnected(workspace.ctx.store))
        return refuse(deps, { code: 'app.personwechsel-nur-uebung', params: {} });
      if (!findPerson(workspace.ctx.verzeichnis(), person)) {
        return refuse(deps, { code: 'ledger.person-unbekannt', params: { person } });
      }
      setPerson(workspace, person);
      deps.emit({ type: 'state' });
      return done(stateOf(deps, open));
    },
    'backup.create': async () => {
      const made = await deps.files.createBackup();
      if (made.ok) await deps.files.expireBackupKeys(daysAgo(deps.clock, BACKUP_KEY_DAYS));
      return made.ok ? done(made.value) : refuse(deps, made.error);
    },
  } satisfies Partial<Handlers>;

  return {
    handlers: guardedHandlers(
      deps,
      closedHandlers,
      (name) => {
        if (!open) return null;
        if (!WITHOUT_LEASE.has(name) && needsCentre()) return () => refuse(deps, LEASE_NEEDED);
        return { ...openOnly, ...open.handlers }[name];
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

/** What is to be had while the centre must be heard first: the way to it, and nothing of what is in the workspace. */
const WITHOUT_LEASE: ReadonlySet<string> = new Set(['sync.state', 'sync.now']);

const LEASE_NEEDED: Rejection = { code: 'sync.freigabe-noetig', params: {} };
const NO_SEAT: Rejection = { code: 'app.nichts-gefunden', params: { was: 'Die Mappe dieser Person' } };
const UPLOAD_GONE: Rejection = { code: 'app.nichts-gefunden', params: { was: 'Die hochgeladene Sicherung' } };

/** Keys in backups live this long, so that an old backup does not bring back what was erased (ADR 3). */
const BACKUP_KEY_DAYS = 30;
