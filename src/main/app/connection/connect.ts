import type { Handlers } from '../../../contract/bridge.ts';
import type { ErrorTable, Rejection } from '../../../domain/shared/rejection.ts';
import { done, refuse } from '../context.ts';
import type { Opened, WorkspaceFiles } from '../files.ts';
import { dropLease, keepLease } from './lease.ts';
import type { FinishedLogin, LoginPort } from './login-ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { Clock } from '../ports.ts';
import {
  CENTRE_SETTING,
  DEMO_CA_SETTING,
  type CentreSettings,
  type SyncControl,
  type SyncPort,
} from './sync-ports.ts';

export interface ConnectDeps {
  readonly errors: ErrorTable;
  readonly clock: Clock;
  readonly files: WorkspaceFiles;
  readonly login: LoginPort;
  readonly sync: SyncPort;
  /** opens the browser of the system; null: the window does it itself */
  readonly openExternal: ((url: string) => Promise<void>) | null;
}

/** What the application machine lends to the way to a centre. */
export interface ConnectHost {
  readonly open: () => { readonly workspace: OpenWorkspace; readonly sync: SyncControl | null } | null;
  readonly enter: (opened: Opened) => Promise<unknown>;
  /** ends the sync that runs and begins it anew */
  readonly restartSync: () => SyncControl | null;
  readonly lock: () => void;
  /** the key store of this device may open the workspace from now on */
  readonly remember: () => void;
}

/** The way to a centre: look at it, log in, make a workspace that belongs to it; later log in again, or log out. */
export function connectHandlers(deps: ConnectDeps, host: ConnectHost) {
  let finished: { readonly id: string; readonly login: FinishedLogin } | null = null;
  const take = (id: string): FinishedLogin | null => (finished?.id === id ? finished.login : null);

  /** In Electron the browser of the system; otherwise the window opens a tab. */
  async function show(url: string | null): Promise<boolean> {
    if (url === null || deps.openExternal === null) return false;
    return deps.openExternal(url).then(
      () => true,
      () => false,
    );
  }

  return {
    'sync.check': async ({ adresse }) => {
      const found = await deps.login.check(adresse);
      return found.ok ? done(found.value) : refuse(deps, found.error);
    },
    'login.begin': async ({ adresse, stadt }) => {
      const workspace = host.open()?.workspace ?? null;
      const centre = workspace && centreOf(workspace);
      const to = adresse ?? centre?.adresse ?? null;
      if (to === null) return refuse(deps, NOT_CONNECTED);
      const begun = await deps.login.begin(to, stadt ?? (adresse === null ? (centre?.tenant ?? null) : null));
      if (!begun.ok) return refuse(deps, begun.error);
      return done({ ...begun.value, geoeffnet: await show(begun.value.url) });
    },
    'login.wait': async ({ id }) => {
      const known = take(id);
      if (known) return done({ name: known.person.name, stadt: known.person.stadt });
      const result = await deps.login.wait(id);
      if (!result.ok) return refuse(deps, result.error);
      finished = { id, login: result.value };
      const { name, stadt } = result.value.person;
      return done({ name, stadt });
    },
    'login.cancel': () => {
      deps.login.cancel();
      finished = null;
      return done(null);
    },
    'sync.setup': async ({ id, passphrase }) => {
      const login = take(id);
      if (!login) return refuse(deps, CANCELLED);
      if (deps.files.status() !== 'fehlt')
        return refuse(deps, { code: 'app.schon-eingerichtet', params: {} });
      const created = await deps.files.create(passphrase);
      if (!created.ok) return refuse(deps, created.error);
      const { store, device, recoveryKey } = created.value;
      deps.login.keep(store, login);
      const connected = await deps.sync.connect(store, device, login.adresse);
      if (!connected.ok) {
        // Nothing is in it yet: another try must not find it in its way.
        await deps.files.discard();
        return refuse(deps, connected.error);
      }
      const { centre, session } = connected.value;
      store.setSetting('demo', (store.read.setting(DEMO_CA_SETTING) ?? null) !== null);
      store.setSetting('stadt', centre.stadt);
      store.setSetting('person', centre.person);
      store.setSetting(CENTRE_SETTING, centre);
      keepLease(store, session, deps.clock.now());
      finished = null;
      await host.enter(created.value);
      host.remember();
      return done({ recoveryKey });
    },
    'sync.login': async ({ id }) => {
      const open = host.open();
      const login = take(id);
      const centre = open && centreOf(open.workspace);
      if (!open || !centre) return refuse(deps, NOT_CONNECTED);
      if (!login) return refuse(deps, CANCELLED);
      if (login.person.person !== centre.person || login.person.tenant !== centre.tenant) {
        const person = open.workspace.ctx.verzeichnis().personen.find((p) => p.id === centre.person);
        return refuse(deps, {
          code: 'login.andere-person',
          params: {
            angemeldet: `${login.person.name}, ${login.person.stadt}`,
            person: person ? `${person.vorname} ${person.nachname}` : 'einer anderen Person',
          },
        });
      }
      finished = null;
      const { store, device } = open.workspace.ctx;
      deps.login.keep(store, login);
      // Enrols it once more: after a restore from a backup this device has another name.
      const connected = await deps.sync.connect(store, device, login.adresse);
      if (!connected.ok) return refuse(deps, connected.error);
      keepLease(store, connected.value.session, deps.clock.now());
      const sync = host.restartSync();
      if (!sync) return refuse(deps, NOT_CONNECTED);
      await sync.syncNow();
      return done(sync.state());
    },
    'sync.logout': async () => {
      const open = host.open();
      if (!open || !centreOf(open.workspace)) return refuse(deps, NOT_CONNECTED);
      const { store } = open.workspace.ctx;
      open.sync?.close();
      dropLease(store);
      const url = await deps.login.forget(store);
      host.lock();
      return done({ url, geoeffnet: await show(url) });
    },
  } satisfies Partial<Handlers>;
}

const NOT_CONNECTED: Rejection = { code: 'sync.nicht-verbunden', params: {} };
const CANCELLED: Rejection = { code: 'login.abgebrochen', params: {} };

const centreOf = ({ ctx }: OpenWorkspace): CentreSettings | null =>
  (ctx.store.read.setting(CENTRE_SETTING) ?? null) as CentreSettings | null;
