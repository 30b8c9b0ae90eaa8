import type { Answer, Problem } from '../../contract/channel.ts';
import type { ExecuteAnswer, VorgangView } from '../../contract/vorgang.ts';
import type { Command } from '../../domain/shared/vorgang.ts';
import { call } from '../bridge.ts';
import { holdAction, toast, toastProblem } from '../kit/toasts.ts';
import { refreshAll } from '../shell/query.ts';

type Target = Pick<VorgangView, 'art' | 'id' | 'revision'>;

/** Commands a Vorgang; what is on screen is asked again afterwards. `revision` 0 creates it. */
export async function execute(target: Target, command: Command): Promise<Answer<ExecuteAnswer>> {
  const answer = await call('command.execute', {
    art: target.art,
    vorgang: target.id,
    baseRevision: target.revision,
    command: { ...command },
  });
  if (answer.ok) refreshAll();
  return answer;
}

/** As a message: done, or waiting for the centre. */
export const sayDone = (text: string, answer: ExecuteAnswer): void =>
  toast(text, answer.bestaetigt ? undefined : 'Vorläufig: wartet auf Bestätigung der Zentrale.');

/** As a message: done, or why it was refused. True when it was done. */
export function sayOutcome(text: string, answer: Answer<ExecuteAnswer>): boolean {
  if (answer.ok) sayDone(text, answer.value);
  else toastProblem(answer.problem);
  return answer.ok;
}

/**
 * Sends a command after ten seconds in which it can be undone. Only for what goes to other people and is
 * easily done by mistake; what is signed is never held.
 */
export function executeHeld(
  target: Target,
  command: Command,
  texte: { readonly wird: string; readonly ist: string },
  onDone?: () => void,
): void {
  holdAction(texte.wird, async () => {
    if (sayOutcome(texte.ist, await execute(target, command))) onDone?.();
  });
}

/** A new id for a Vorgang, a document, a question; made by the main process. */
export async function newId(): Promise<string | Problem> {
  const answer = await call('id.new', null);
  return answer.ok ? answer.value : answer.problem;
}

/** Creates a Vorgang of this kind, under a new id. */
export async function executeNew(art: string, command: Command): Promise<Answer<ExecuteAnswer>> {
  const id = await newId();
  return typeof id === 'string' ? execute({ art, id, revision: 0 }, command) : { ok: false, problem: id };
}
