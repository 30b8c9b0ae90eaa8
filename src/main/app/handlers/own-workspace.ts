import type { BridgeEvent, Handlers } from '../../../contract/bridge.ts';
import { findPerson } from '../../../domain/organisation/index.ts';
import { isConnected } from '../connection/connected.ts';
import { done, refuse } from '../context.ts';
import { daysAgo } from '../demo/clock.ts';
import type { WorkspaceFiles } from '../files.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { stateOf, type OpenState, type StateDeps } from '../state.ts';

export interface OwnWorkspaceDeps extends StateDeps {
  readonly files: WorkspaceFiles;
  readonly emit: (event: BridgeEvent) => void;
}

/** What concerns the open workspace as a whole: its passphrase, its backups, and in a demo who sits before it. */
export function ownWorkspaceHandlers(
  deps: OwnWorkspaceDeps,
  open: () => OpenState | null,
  setPerson: (workspace: OpenWorkspace, person: string) => void,
) {
  return {
    'session.changePassphrase': async ({ passphrase, newPassphrase }) => {
      const changed = await deps.files.changePassphrase(passphrase, newPassphrase);
      return changed.ok ? done(null) : refuse(deps, changed.error);
    },
    'session.switchPerson': ({ person }) => {
      const workspace = open()?.workspace;
      if (!workspace?.demo || isConnected(workspace.ctx.store))
        return refuse(deps, { code: 'app.personwechsel-nur-uebung', params: {} });
      if (!findPerson(workspace.ctx.verzeichnis(), person)) {
        return refuse(deps, { code: 'ledger.person-unbekannt', params: { person } });
      }
      setPerson(workspace, person);
      deps.emit({ type: 'state' });
      return done(stateOf(deps, open()));
    },
    'backup.create': async () => {
      const made = await deps.files.createBackup();
      if (made.ok) await deps.files.expireBackupKeys(daysAgo(deps.clock, BACKUP_KEY_DAYS));
      return made.ok ? done(made.value) : refuse(deps, made.error);
    },
  } satisfies Partial<Handlers>;
}

/** Keys in backups live this long, so that an old backup does not bring back what was erased (ADR 3). */
const BACKUP_KEY_DAYS = 30;
