import type { Command, Reaktion, VorgangId } from '../shared/vorgang.ts';

/** A command to another Vorgang; `react` knows kinds by name only, so its fields are checked on arrival. */
export const reaktion = (
  art: string,
  vorgang: VorgangId,
  command: Command & Readonly<Record<string, unknown>>,
): Reaktion => ({ art, vorgang, command });
