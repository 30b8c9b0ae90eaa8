import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { FactQuery, Facts } from '../../shared/vorgang.ts';
import { requireVorgang, vorgangQuery } from '../fakten.ts';
import type { Sitzung } from '../sitzung/state.ts';
import type { BeratungCommand } from './schema.ts';

/** Facts for a command by which a session reports to a paper; nothing for any other command. */
export const beratungQueries = (command: {
  readonly type: string;
  readonly sitzung?: unknown;
}): readonly FactQuery[] =>
  command.type === 'recordBeratungsergebnis' && typeof command.sitzung === 'string'
    ? [vorgangQuery(command.sitzung)]
    : [];

/** What a session tells any paper it deals with; who may has been asked before. */
export const decideBeratung = (command: BeratungCommand, facts: Facts) =>
  checkErgebnis(command, facts) ?? ok([beratungEvent(command)]);

/**
 * A result comes from a session whose record is closed. Sent by hand before that it is refused, so that no
 * paper counts as decided that was not.
 */
function checkErgebnis(command: BeratungCommand, facts: Facts) {
  if (command.type !== 'recordBeratungsergebnis') return null;
  const sitzung = requireVorgang<Sitzung>(facts, command.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  return sitzung.value && sitzung.value.phase !== 'abgeschlossen'
    ? reject('sitzung.ergebnis-ohne-sitzung', { sitzung: sitzung.value.titel })
    : null;
}

/** What a session tells a paper is taken as it is: the session has judged it. */
function beratungEvent(command: BeratungCommand) {
  switch (command.type) {
    case 'recordTerminierung':
      return { ...command, type: 'BeratungTerminiert' as const };
    case 'withdrawTerminierung':
      return { ...command, type: 'TerminierungZurueckgenommen' as const };
    case 'recordBeratungsergebnis':
      return { ...command, type: 'BeratungsergebnisErfasst' as const };
    case 'grantEinsicht':
      return { ...command, type: 'EinsichtGewaehrt' as const };
  }
}
