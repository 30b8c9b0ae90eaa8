import { createHash } from 'node:crypto';
import type { BridgeEvent } from '../../../contract/bridge.ts';
import { ok } from '../../../domain/shared/result.ts';
import type { CentralSession } from '../../../contract/central.ts';
import { rebaseOutbox } from './connected.ts';
import { clientIdOf } from '../context.ts';
import { dropLease, keepLease, noteSeen, leaseState, type LeaseState } from './lease.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { kindOf } from '../checking/document-kind.ts';
import {
  CENTRE_SETTING,
  LIMIT_SETTING,
  type CentreSettings,
  type SyncControl,
  type SyncPort,
} from './sync-ports.ts';

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
    transfer: ({ richtung, sha256, erledigt, gesamt }) =>
      deps.emit({
        type: 'progress',
        job: 'dokumente',
        done: erledigt,
        total: gesamt ?? erledigt,
        text: richtung === 'hinauf' ? 'Geht zur Zentrale' : 'Kommt von der Zentrale',
        dokument: sha256,
      }),
    session: (session) => {
      keepLease(ctx.store, session, ctx.clock.now());
      keepLimit(workspace, session);
      deps.emit({ type: 'state' });
    },
    needsSession: () => leaseOf(workspace)?.art !== 'gueltig',
    revoked: (grund) => {
      dropLease(ctx.store, grund);
      deps.emit({ type: 'state' });
    },
    acceptDocument: (sha256, bytes) => acceptDocument(workspace, sha256, bytes),
  });
  workspace.pens.use(control.pen);
  // Whatever changes here may have put something into the outbox.
  workspace.watch(() => control.wake());
  return control;
}

/** The lease of a workspace that belongs to a centre; null: a single seat needs none. */
export function leaseOf({ ctx }: OpenWorkspace): LeaseState | null {
  const centre = (ctx.store.read.setting(CENTRE_SETTING) ?? null) as CentreSettings | null;
  if (centre === null) return null;
  const { tenant, person } = centre;
  return leaseState(ctx.store, { tenant, person, device: ctx.device }, ctx.clock.now());
}

const WATCH_MS = 60_000;

/** While it is open: remembers that it was used, and tells the window when the lease ends. */
export function watchLease(
  deps: { readonly emit: (event: BridgeEvent) => void },
  workspace: OpenWorkspace,
): void {
  const { ctx } = workspace;
  if (leaseOf(workspace) === null) return;
  let before = leaseOf(workspace)?.art;
  const look = () => {
    const art = leaseOf(workspace)?.art;
    // A time before the one that was seen is not remembered: it is what has to be noticed.
    if (art === 'gueltig') noteSeen(ctx.store, ctx.clock.now());
    if (art !== before) deps.emit({ type: 'state' });
    before = art;
  };
  look();
  const timer = setInterval(look, WATCH_MS);
  timer.unref();
  workspace.atClose(() => clearInterval(timer));
}

/** What the identity provider says of roles: here as well, so that nothing is offered that the centre refuses. */
function keepLimit({ ctx }: OpenWorkspace, { grenze = null }: CentralSession): void {
  const before = JSON.stringify(ctx.store.read.setting(LIMIT_SETTING) ?? null);
  if (JSON.stringify(grenze) === before) return;
  ctx.store.setSetting(LIMIT_SETTING, grenze);
  ctx.forgetVerzeichnis();
}

/** Validated here as well: what this screen says of a document, this device has seen for itself. */
async function acceptDocument(
  { ctx, checker }: OpenWorkspace,
  sha256: string,
  bytes: Uint8Array,
): Promise<boolean> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
  // foreign bytes: what makes the reader stumble is no record, and is looked at as a file below
  const record = await checker.checkRecord(sha256, bytes).catch(() => null);
  const kind = kindOf(bytes);
  const name = `${sha256.slice(0, 8)}.${kind?.endung ?? 'json'}`;
  const checked = record?.ok
    ? record
    : kind === null
      ? null
      : kind.mime === 'text/csv'
        ? ok(plainText(sha256, bytes))
        : await checker.check(name, bytes, kind.art, { von: 'fremd' });
  if (!checked?.ok) return false;
  ctx.store.blobs.put(bytes, { mime: checked.value.mime, name });
  // What was made here is known better: of which version it is the signed one.
  if (ctx.store.read.dokument(sha256) === null) ctx.store.blobs.saveFakt(checked.value.fakt);
  return true;
}

const plainText = (sha256: string, { length }: Uint8Array) => ({
  mime: 'text/csv',
  fakt: { sha256, bytes: length, mime: 'text/csv', seiten: null, signaturen: [], vorgaenger: null },
});
