import type { Handlers } from '../../contract/bridge.ts';
import { channels, type ChannelName } from '../../contract/channels.ts';
import type { ErrorTable, Rejection } from '../../domain/shared/rejection.ts';
import { refuse } from './context.ts';

interface GuardDeps {
  readonly errors: ErrorTable;
}

/**
 * One handler per channel: what needs an open workspace is refused while there is none. `before` is done before
 * an open workspace is asked.
 */
export function guardedHandlers(
  deps: GuardDeps,
  closed: Partial<Handlers>,
  whenOpen: (name: ChannelName) => unknown,
  before: (name: ChannelName, input: unknown) => Promise<void>,
): Handlers {
  const gesperrt: Rejection = { code: 'app.gesperrt', params: {} };
  const entries = (Object.keys(channels) as ChannelName[]).map((name) => {
    const handler =
      closed[name] ??
      (async (input: never) => {
        await before(name, input);
        const found = whenOpen(name) as ((input: never) => unknown) | null | undefined;
        if (found === null) return refuse(deps, gesperrt);
        if (found === undefined) throw new Error(`No handler for ${name}`);
        return found(input);
      });
    return [name, withFaults(deps, handler as (input: never) => unknown)];
  });
  return Object.fromEntries(entries) as Handlers;
}

/**
 * A fault of the disk is thrown from wherever the store met it and carries its rejection: the screen gets its
 * cause and next step instead of an incident number.
 */
const withFaults = (deps: GuardDeps, handler: (input: never) => unknown) => async (input: never) => {
  try {
    return await handler(input);
  } catch (error) {
    if (error instanceof Error && 'rejection' in error) return refuse(deps, error.rejection as Rejection);
    throw error;
  }
};
