import type { FactQuery } from '../../shared/vorgang.ts';
import { dokumentQuery, merkmalQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { VERZEICHNIS } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import type { SitzungCommand } from './schema.ts';
import type { Sitzung } from './state.ts';
import { findTop } from './tagesordnung.ts';

/** What a command to a session must know beyond it. */
export function needsSitzung(state: Sitzung | null, command: SitzungCommand): readonly FactQuery[] {
  const base = [VERZEICHNIS];
  if (command.type === 'createSitzung')
    return [
      ...base,
      vorgangQuery(command.gremium),
      tabelleQuery(TABELLE.hybrid),
      ...(command.wiederholungVon ? [vorgangQuery(command.wiederholungVon)] : []),
    ];
  if (!state) return base;
  const out: FactQuery[] = [...base, vorgangQuery(state.gremium)];
  if (command.type === 'sendEinladung')
    out.push(merkmalQuery('dringlichkeitsentscheidung', `beratungsreif:${state.gremium}`));
  if (command.type === 'changeSitzung') out.push(tabelleQuery(TABELLE.hybrid));
  if (command.type === 'addTop' && command.bezug) out.push(vorgangQuery(command.bezug));
  if ('dokument' in command && typeof command.dokument === 'string')
    out.push(dokumentQuery(command.dokument));
  if ('top' in command) {
    const bezug = findTop(state.tagesordnung, command.top)?.bezug;
    if (bezug) out.push(vorgangQuery(bezug));
    out.push(tabelleQuery(TABELLE.stimmrecht));
  }
  if (command.type.endsWith('TopHuelle') || command.type === 'recordPaketfreigabe')
    out.push(vorgangQuery(state.nichtoeffentlicheSitzung));
  if (
    command.type === 'recordAnwesenheit' ||
    command.type === 'correctAnwesenheit' ||
    command.type === 'endSitzung' ||
    command.type === 'closeSitzung'
  )
    out.push(vorgangQuery(state.nichtoeffentlicheSitzung), tabelleQuery(TABELLE.stimmrecht));
  return out;
}
