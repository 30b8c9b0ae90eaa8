import type { Handlers } from '../../../contract/bridge.ts';
import type { ConflictRow } from '../../../contract/sync-client.ts';
import { formatZeitpunkt } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { done, problemOf, refuse, withNames, type AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { mayRead } from '../rights.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { fateOfSignature, forgetSignature } from '../signing/again.ts';
import {
  CONFLICTS_SETTING,
  REFUSED_UPLOADS_SETTING,
  type Conflict,
  type SyncControl,
} from '../connection/sync-ports.ts';
import { nameOf, toRow, viewerOf, type Viewer } from '../views.ts';

/** What waits for the centre, what it has refused, and what becomes of that. */
export function syncHandlers(workspace: OpenWorkspace, person: () => string, sync: () => SyncControl | null) {
  const { ctx } = workspace;
  const notConnected = () => refuse(ctx, { code: 'sync.nicht-verbunden', params: {} });
  const read = (): readonly Conflict[] =>
    (ctx.store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? [];
  const list = () => read().map((c) => rowOf(workspace, viewerOf(ctx, person()), c));
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
      const { art, vorgang, command } = conflict.envelope;
      if (wie === 'wiederholen') {
        // A signature is not carried over to another version: its author looks at it and signs anew.
        const fate = fateOfSignature(workspace, person(), conflict.envelope);
        if (fate !== null && fate !== 'passt_noch') return refuse(ctx, signAnew(ctx, conflict.envelope));
        // On the state as it is now, the own entries that still wait counted in.
        const baseRevision = ctx.store.read.confirmed(vorgang)?.revision ?? 0;
        const again = executeCommand(ctx, person(), { art, vorgang, command, baseRevision });
        if (!again.ok) return refuse(ctx, again.error);
      } else forgetSignature(ctx, command);
      ctx.store.setSetting(
        CONFLICTS_SETTING,
        read().filter((c) => c.envelope.seq !== seq),
      );
      ctx.changed([vorgang]);
      return done(list());
    },
  } satisfies Partial<Handlers>;
}

function rowOf(workspace: OpenWorkspace, viewer: Viewer, { envelope, result, zeit }: Conflict): ConflictRow {
  const { ctx } = workspace;
  const row = ctx.store.read.row(envelope.vorgang);
  const zeichnung = fateOfSignature(workspace, viewer.person, envelope);
  return {
    seq: envelope.seq,
    ausgang: result.outcome,
    eingegeben: envelope.clientTime,
    beantwortet: zeit,
    grund: problemOf(
      ctx.errors,
      zeichnung === 'neu' ? signAnew(ctx, envelope) : withNames(ctx, reasonOf(ctx, result, envelope)),
    ),
    zeichnung,
    vorgang: row && mayRead(row.projection, viewer.scopes) ? toRow(row) : null,
    vorgangId: envelope.vorgang,
    art: envelope.art,
    artBezeichnung: ctx.kinds.get(envelope.art)?.bezeichnung ?? envelope.art,
    befehl: envelope.command,
    gesehen: envelope.baseRevision,
    aktuell: ctx.store.read.confirmed(envelope.vorgang)?.revision ?? 0,
  };
}

/** The rule's reason compares hashes; its author needs to know who was first, and that signing once more is all. */
function signAnew(ctx: AppContext, { vorgang }: Conflict['envelope']): Rejection {
  const { akteur, zeit } = ctx.store.read.confirmed(vorgang)?.zuletzt ?? {};
  const params = {
    person: akteur ? nameOf(ctx, akteur) : 'jemand anderem',
    zeit: zeit ? formatZeitpunkt(zeit) : '–',
  };
  return { code: 'sync.neu-unterschreiben', params };
}

function reasonOf(
  { store }: AppContext,
  result: Conflict['result'],
  envelope: Conflict['envelope'],
): Rejection {
  const { art, command } = envelope;
  switch (result.outcome) {
    case 'conflict':
    case 'rejected': {
      if (result.rejection.code !== 'ledger.dokument-fehlt') return result.rejection;
      // The centre says that it is not there; why it was not taken was said when it arrived.
      const text = JSON.stringify(command);
      const refused = (store.read.setting(REFUSED_UPLOADS_SETTING) ?? {}) as Readonly<
        Record<string, Rejection>
      >;
      return Object.entries(refused).find(([sha256]) => text.includes(sha256))?.[1] ?? result.rejection;
    }
    case 'blocked':
      return { code: 'sync.haengt-an-abgelehntem', params: {} };
    case 'needs_upgrade':
      return { code: 'ledger.bitte-aktualisieren', params: { art } };
    default:
      return assertNever(result);
  }
}
