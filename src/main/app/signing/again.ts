import type { ConflictRow } from '../../../contract/sync-client.ts';
import type { Command, PersonId, Sha256, VorgangId } from '../../../domain/shared/vorgang.ts';
import { zeichnungsauftrag } from '../../../domain/umlauf/index.ts';
import type { CommandEnvelope } from '../../../ledger/index.ts';
import type { AppContext } from '../context.ts';
import { dryDecision, NOT_YET_MADE } from '../dry-decision.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { CONFLICTS_SETTING, type Conflict } from '../connection/sync-ports.ts';
import { forgetWaiting } from './upgrade-list.ts';
import { viewerOf, viewVorgang } from '../views.ts';

interface Signing {
  /** step or capacity: what was signed, whichever version */
  readonly platz: string;
  readonly dokument: Sha256;
}

/** The signature in a command: all that sign are called so. Null: none, or one without a key. */
function signingOf(command: Command): Signing | null {
  if (!command.type.startsWith('sign')) return null;
  const { schritt, rolle, dokument, signatur } = command as Command & {
    readonly schritt?: string;
    readonly rolle?: string;
    readonly dokument?: Sha256;
    readonly signatur?: { readonly sha256?: Sha256 };
  };
  const sha256 = signatur?.sha256 ?? dokument;
  return sha256 === undefined
    ? null
    : { platz: `${command.type} ${schritt ?? rolle ?? ''}`, dokument: sha256 };
}

/**
 * What can become of a signature that the centre did not accept. A signature is never decided on another version than
 * the one it stands on: `passt_noch`, that version is still the one in force (the pen was another's, who did not
 * sign); `neu`, there is a newer one that this person may still sign; `erledigt`, there is nothing left to sign.
 */
export function fateOfSignature(
  workspace: OpenWorkspace,
  person: PersonId,
  { art, vorgang, command }: Pick<CommandEnvelope, 'art' | 'vorgang' | 'command'>,
): ConflictRow['zeichnung'] {
  const { ctx, services } = workspace;
  if (signingOf(command) === null) return null;
  const view = viewVorgang(ctx, viewerOf(ctx, person), vorgang);
  if (!view || view.nurLesen) return 'erledigt';
  if (dryDecision(ctx, person, { art, vorgang, command }) === null) return 'passt_noch';
  const { schritt, rolle = '' } = command as Command & { readonly schritt?: string; readonly rolle?: string };
  if (schritt !== undefined) {
    const subject = services.get(art)?.signing?.(view.state);
    const { umlauf, kontext } = subject ?? {};
    const auftrag =
      umlauf && kontext
        ? zeichnungsauftrag(umlauf, schritt, kontext, person, ctx.verzeichnis(), ctx.clock.today())
        : null;
    return auftrag?.ok ? 'neu' : 'erledigt';
  }
  const auftrag = services.get(art)?.unterschrift?.(view.state, rolle) ?? null;
  const again = auftrag && { art, vorgang, command: auftrag.befehl(NOT_YET_MADE) };
  return again && dryDecision(ctx, person, again) === null ? 'neu' : 'erledigt';
}

/** Signed anew: what was refused of the same step or capacity is settled with it, and its file waits for nothing. */
export function settleSignedAgain(ctx: AppContext, vorgang: VorgangId, command: Command): void {
  const platz = signingOf(command)?.platz;
  const open = (ctx.store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? [];
  const settled = open.filter(
    ({ envelope }) => envelope.vorgang === vorgang && signingOf(envelope.command)?.platz === platz,
  );
  if (platz === undefined || settled.length === 0) return;
  ctx.store.setSetting(
    CONFLICTS_SETTING,
    open.filter((c) => !settled.includes(c)),
  );
  for (const { envelope } of settled) forgetSignature(ctx, envelope.command);
  ctx.changed([vorgang]);
}

/** Given up: its file need not be raised to another level any more. */
export function forgetSignature(ctx: AppContext, command: Command): void {
  const signing = signingOf(command);
  if (signing) forgetWaiting(ctx, signing.dokument);
}
