import type { Rejection } from '../../domain/shared/rejection.ts';
import type { PersonId, Sha256 } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import type { Intent } from './execute.ts';
import { factsForPreview } from './facts.ts';
import { refuseMoved } from './connection/moved.ts';

/** Stands for a document that is still to be made: nothing is known of it, so the rule looks at all else. */
export const NOT_YET_MADE: Sha256 = '0'.repeat(64);

/**
 * Asks the rule before something is done that cannot be taken back, such as a signature: would it refuse this
 * command, whatever the document turns out to be? Its refusal, or null. Nothing is written.
 */
export function dryDecision(
  ctx: AppContext,
  person: PersonId,
  intent: Pick<Intent, 'art' | 'vorgang' | 'command'>,
): Rejection | null {
  const moved = refuseMoved(ctx.store);
  if (moved !== null) return moved;
  const kind = ctx.kinds.get(intent.art);
  const stand = ctx.store.read.stand(intent.vorgang);
  if (!kind || !stand) return { code: 'ledger.vorgang-unbekannt', params: {} };
  const { state } = stand;
  const facts = factsForPreview(ctx, person, intent.vorgang, kind.needs(state, intent.command));
  const decided = kind.decide(state, intent.command, facts);
  return decided.ok ? null : decided.error;
}
