import type { Handlers } from '../../../contract/bridge.ts';
import type { ConflictRow } from '../../../contract/sync-client.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { done, problemOf, refuse, withNames, type AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { mayRead } from '../rights.ts';
import { CONFLICTS_SETTING, type Conflict, type SyncControl } from '../sync-ports.ts';
import { toRow, viewerOf, type Viewer } from '../views.ts';

/** What waits for the centre, what it has refused, and what becomes of that. */
export function syncHandlers(ctx: AppContext, person: () => string, sync: () => SyncControl | null) {
  const notConnected = () => refuse(ctx, { code: 'sync.nicht-verbunden', params: {} });
  const read = (): readonly Conflict[] =>
    (ctx.store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? [];
  const list = () => read().map((c) => rowOf(ctx, viewerOf(ctx, person()), c));
  return {
    'sync.state': () => {
      const control = sync();
      return control ? done(control.state()) : notConnected();
    },
    'sync.now': async () => {
      const control = sync();
      if (!control) return notConnected();
      await control.syncNow();
      return done(control.state());
    },
    'geraete.list': async () => {
      const control = sync();
      if (!control) return notConnected();
      const listed = await control.devices.list();
      return listed.ok ? done({ eigenes: ctx.device, geraete: listed.value }) : refuse(ctx, listed.error);
    },
    'geraete.gesendet': async ({ device }) => {
      const control = sync();
      if (!control) return notConnected();
      const sent = await control.devices.lastSent(device);
      return sent.ok ? done(sent.value) : refuse(ctx, sent.error);
    },
    'geraete.setzen': async ({ device, ...change }) => {
      const control = sync();
      if (!control) return notConnected();
      const changed = await control.devices.change(device, change);
      return changed.ok ? done(null) : refuse(ctx, changed.error);
    },
    'sync.conflicts': () => done(list()),
    'sync.resolve': ({ seq, wie }) => {
      const conflict = read().find((c) => c.envelope.seq === seq);
      if (!conflict) return refuse(ctx, { code: 'sync.konflikt-erledigt', params: {} });
      if (wie === 'wiederholen') {
        const { art, vorgang, command } = conflict.envelope;
        // On the state as it is now, the own entries that still wait counted in.
        const baseRevision = ctx.store.read.confirmed(vorgang)?.revision ?? 0;
        const again = executeCommand(ctx, person(), { art, vorgang, command, baseRevision });
        if (!again.ok) return refuse(ctx, again.error);
      }
      ctx.store.setSetting(
        CONFLICTS_SETTING,
        read().filter((c) => c.envelope.seq !== seq),
      );
      ctx.changed([conflict.envelope.vorgang]);
      return done(list());
    },
  } satisfies Partial<Handlers>;
}

function rowOf(ctx: AppContext, viewer: Viewer, { envelope, result, zeit }: Conflict): ConflictRow {
  const row = ctx.store.read.row(envelope.vorgang);
  return {
    seq: envelope.seq,
    ausgang: result.outcome,
    eingegeben: envelope.clientTime,
    beantwortet: zeit,
    grund: problemOf(ctx.errors, withNames(ctx, reasonOf(result, envelope.art))),
    vorgang: row && mayRead(row.projection, viewer.scopes) ? toRow(row) : null,
    vorgangId: envelope.vorgang,
    art: envelope.art,
    artBezeichnung: ctx.kinds.get(envelope.art)?.bezeichnung ?? envelope.art,
    befehl: envelope.command,
    gesehen: envelope.baseRevision,
    aktuell: ctx.store.read.confirmed(envelope.vorgang)?.revision ?? 0,
  };
}

function reasonOf(result: Conflict['result'], art: string): Rejection {
  switch (result.outcome) {
    case 'conflict':
    case 'rejected':
      return result.rejection;
    case 'blocked':
      return { code: 'sync.haengt-an-abgelehntem', params: {} };
    case 'needs_upgrade':
      return { code: 'ledger.bitte-aktualisieren', params: { art } };
    default:
      return assertNever(result);
  }
}
