import { reject } from '../../shared/rejection.ts';
import type { FactQuery, Facts } from '../../shared/vorgang.ts';
import { requireVorgang, vorgangQuery } from '../fakten.ts';
import type { Sitzung } from './state.ts';

/** Facts for a command by which a session reports to a paper; nothing for any other command. */
export const ergebnisQueries = (command: {
  readonly type: string;
  readonly sitzung?: unknown;
}): readonly FactQuery[] =>
  command.type === 'recordBeratungsergebnis' && typeof command.sitzung === 'string'
    ? [vorgangQuery(command.sitzung)]
    : [];

/**
 * A result comes from a session whose record is closed. Sent by hand before that it is refused, so that no
 * paper counts as decided that was not.
 */
export function checkErgebnis(command: { readonly type: string; readonly sitzung?: unknown }, facts: Facts) {
  if (command.type !== 'recordBeratungsergebnis' || typeof command.sitzung !== 'string') return null;
  const sitzung = requireVorgang<Sitzung>(facts, command.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  return sitzung.value && sitzung.value.phase !== 'abgeschlossen'
    ? reject('sitzung.ergebnis-ohne-sitzung', { sitzung: sitzung.value.titel })
    : null;
}
