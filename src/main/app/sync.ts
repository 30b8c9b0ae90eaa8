import { createHash } from 'node:crypto';
import type { BridgeEvent } from '../../contract/bridge.ts';
import { rebaseOutbox } from './connected.ts';
import { clientIdOf } from './context.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { CENTRE_SETTING, type CentreSettings, type SyncControl, type SyncPort } from './sync-ports.ts';

/** Starts the sync of a workspace that belongs to a centre; null for a single seat. */
export function beginSync(
  deps: { readonly sync: SyncPort; readonly emit: (event: BridgeEvent) => void },
  workspace: OpenWorkspace,
): SyncControl | null {
  const { ctx } = workspace;
  const centre = (ctx.store.read.setting(CENTRE_SETTING) ?? null) as CentreSettings | null;
  if (centre === null) return null;
  const control = deps.sync.start({
    store: ctx.store,
    kinds: ctx.kinds,
    crypto: ctx.crypto,
    clientId: clientIdOf(ctx.device, centre.person),
    centre,
    rebase: () => rebaseOutbox(ctx, centre.person),
    now: ctx.clock.now,
    changed: (vorgaenge) => {
      ctx.forgetVerzeichnis();
      ctx.changed(vorgaenge);
    },
    stateChanged: () => deps.emit({ type: 'state' }),
    progress: (done, total) =>
      deps.emit({ type: 'progress', job: 'sync', done, total, text: 'Erster Abgleich mit der Zentrale' }),
    acceptDocument: (sha256, bytes) => acceptDocument(workspace, sha256, bytes),
  });
  // Whatever changes here may have put something into the outbox.
  workspace.watch(() => control.wake());
  return control;
}

/** Validated here as well: what this screen says of a document, this device has seen for itself. */
async function acceptDocument(
  { documents, checker }: OpenWorkspace,
  sha256: string,
  bytes: Uint8Array,
): Promise<void> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return;
  const record = await checker.checkRecord(sha256, bytes).catch(() => null);
  if (record?.ok) documents.keep(`${sha256.slice(0, 8)}.json`, bytes, record.value);
  else await documents.put(`${sha256.slice(0, 8)}.pdf`, bytes);
}
