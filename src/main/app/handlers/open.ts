import type { Handlers } from '../../../contract/bridge.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { SyncControl } from '../connection/sync-ports.ts';
import { beschaffungHandlers } from './beschaffung.ts';
import { isHistoryIncomplete } from '../views.ts';
import { bestattungHandlers } from './bestattung.ts';
import { checkingHandlers } from './checking.ts';
import { centreHandlers } from './centre.ts';
import { documentHandlers } from './document.ts';
import { retentionHandlers } from './retention.ts';
import { settingsHandlers } from './settings.ts';
import { keyHandlers } from './keys.ts';
import { issueHandlers } from './issue.ts';
import { linkHandlers } from './link.ts';
import { mailHandlers } from './mail.ts';
import { signingHandlers } from './signing.ts';
import { signingWishHandlers } from './signing-wish.ts';
import { stammdatenHandlers } from './stammdaten.ts';
import { transferHandlers } from './transfer.ts';
import { trustHandlers } from './trust.ts';
import { syncHandlers } from './sync.ts';
import { sitzungHandlers } from './sitzung.ts';
import { upgradeHandlers } from './upgrade.ts';
import { verzeichnisHandlers } from './verzeichnis.ts';
import { vorgangHandlers } from './vorgang.ts';

/** Everything the window may ask of an open workspace. A Fach adds its line here. */
export function openHandlers(
  workspace: OpenWorkspace,
  person: () => string,
  sync: () => SyncControl | null,
): Partial<Handlers> {
  return {
    ...vorgangHandlers(workspace.ctx, person),
    ...verzeichnisHandlers(workspace.ctx, person),
    ...centreHandlers(workspace, person, sync),
    ...issueHandlers(workspace, person, sync),
    ...stammdatenHandlers(workspace),
    ...retentionHandlers(workspace.ctx, person),
    ...documentHandlers(workspace, person),
    ...keyHandlers(workspace, person),
    ...signingHandlers(workspace, person),
    ...checkingHandlers(workspace, person),
    ...signingWishHandlers(workspace, person),
    ...upgradeHandlers(workspace, person),
    ...trustHandlers(workspace, person),
    ...settingsHandlers(workspace.ctx, person),
    ...beschaffungHandlers(workspace, person),
    ...linkHandlers(workspace.ctx, person, sync),
    ...mailHandlers(workspace.ctx, sync),
    ...syncHandlers(workspace, person, sync),
    ...transferHandlers(workspace, person, sync),
    ...sitzungHandlers(workspace, person),
    ...bestattungHandlers(workspace, person, async (vorgang) => {
      if (isHistoryIncomplete(workspace.ctx, vorgang)) await sync()?.fetchHistory(vorgang);
    }),
  } satisfies Partial<Handlers>;
}
