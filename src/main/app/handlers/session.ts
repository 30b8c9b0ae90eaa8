import type { BridgeEvent, Handlers } from '../../../contract/bridge.ts';
import type { Answer } from '../../../contract/channel.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { done, refuse } from '../context.ts';
import type { Opened, Seats, WorkspaceFiles } from '../files.ts';
import { isUnfinished } from '../setup.ts';
import { stateOf, type OpenState, type StateDeps } from '../state.ts';

export interface SessionDeps extends StateDeps {
  readonly files: WorkspaceFiles;
  readonly seats: Seats;
  readonly emit: (event: BridgeEvent) => void;
  /** where an uploaded backup file lies; null: unknown or already used */
  readonly uploadPath: (upload: string) => string | null;
  /** the key store of this device no longer opens it: several people share it from now on */
  readonly forgetOnDevice: (() => void) | null;
}

/** What the application machine lends to those who open and close it. */
export interface SessionHost {
  readonly open: () => OpenState | null;
  readonly enter: (opened: Opened) => Promise<unknown>;
  readonly lock: () => void;
}

/** What may be asked while nothing is open: unlock it, get back into it, choose whose it is, put a backup in its place. */
export function sessionHandlers(deps: SessionDeps, host: SessionHost) {
  const state = () => done(stateOf(deps, host.open()));

  /** Nobody has been told of it yet, not even its recovery key: it is put aside and set up anew. */
  async function discardUnfinished(): Promise<Answer<never>> {
    const discarded = await deps.files.discard();
    if (!discarded.ok) return refuse(deps, discarded.error);
    deps.emit({ type: 'state' });
    return refuse(deps, { code: 'app.einrichtung-abgebrochen', params: {} });
  }

  return {
    'app.state': state,
    'session.unlock': async ({ passphrase }) => {
      if (host.open()) return state();
      const unlocked = await deps.files.unlock(passphrase);
      if (!unlocked.ok) return refuse(deps, unlocked.error);
      if (isUnfinished(unlocked.value.store)) return discardUnfinished();
      await host.enter(unlocked.value);
      return state();
    },
    'session.recover': async ({ recoveryKey, newPassphrase }) => {
      if (host.open()) host.lock();
      const recovered = await deps.files.recover(recoveryKey, newPassphrase);
      if (!recovered.ok) return refuse(deps, recovered.error);
      await host.enter(recovered.value);
      return done({ recoveryKey: recovered.value.recoveryKey });
    },
    'session.lock': () => {
      host.lock();
      return done(null);
    },
    'platz.waehlen': ({ id }) => {
      host.lock();
      if (!deps.seats.select(id)) return refuse(deps, NO_SEAT);
      deps.emit({ type: 'state' });
      return state();
    },
    'platz.neu': () => {
      host.lock();
      // What opens without a passphrase would open for everybody who sits here.
      deps.forgetOnDevice?.();
      deps.seats.add();
      deps.emit({ type: 'state' });
      return state();
    },
    'backup.list': async () => done(await deps.files.listBackups()),
    'backup.restore': async ({ name, upload, passphrase }) => {
      const path = upload === undefined ? null : deps.uploadPath(upload);
      if (upload !== undefined && path === null) return refuse(deps, UPLOAD_GONE);
      const source = path === null ? { name: name ?? '' } : { path };
      const lockOpen = () => {
        if (host.open()) host.lock();
      };
      const restored = await deps.files.restore(source, passphrase, lockOpen);
      if (!restored.ok) return refuse(deps, restored.error);
      const unlocked = await deps.files.unlock(passphrase);
      if (!unlocked.ok) return refuse(deps, unlocked.error);
      await host.enter(unlocked.value);
      return state();
    },
  } satisfies Partial<Handlers>;
}

const NO_SEAT: Rejection = { code: 'app.nichts-gefunden', params: { was: 'Die Mappe dieser Person' } };
const UPLOAD_GONE: Rejection = { code: 'app.nichts-gefunden', params: { was: 'Die hochgeladene Sicherung' } };
