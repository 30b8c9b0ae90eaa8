import type { FactQuery, Kind, Sha256 } from '../../shared/vorgang.ts';
import { dokumentQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { VERZEICHNIS } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import { VERLAUF_MELDUNGEN } from '../verlauf/schema.ts';
import { decideNichtoeffentlich } from './decide.ts';
import {
  zNichtoeffentlichCommand,
  zNichtoeffentlichEvent,
  type NichtoeffentlichCommand,
  type NichtoeffentlichEvent,
} from './schema.ts';
import type { NichtoeffentlicheSitzung } from './state.ts';
import { evolveNichtoeffentlich } from './evolve.ts';
import { reactNichtoeffentlich } from './react.ts';
import { projectNichtoeffentlich } from './project.ts';

/** What changes the agenda is tried on the session first, so that the reaction cannot fail. */
const FUEHREN: ReadonlySet<string> = new Set([
  'addNichtoeffentlichenTop',
  'changeNichtoeffentlichenTop',
  'removeNichtoeffentlichenTop',
]);

function needs(
  state: NichtoeffentlicheSitzung | null,
  command: NichtoeffentlichCommand,
): readonly FactQuery[] {
  const out: FactQuery[] = [VERZEICHNIS];
  if ('dokument' in command && typeof command.dokument === 'string')
    out.push(dokumentQuery(command.dokument));
  if (command.type === 'addNichtoeffentlichenTop' && command.bezug) out.push(vorgangQuery(command.bezug));
  if (state && FUEHREN.has(command.type)) out.push(vorgangQuery(state.sitzung), vorgangQuery(state.gremium));
  if (state && 'top' in command) {
    out.push(vorgangQuery(state.sitzung), vorgangQuery(state.gremium), tabelleQuery(TABELLE.stimmrecht));
    const bezug = state.punkte.find((p) => p.id === command.top)?.bezug;
    if (bezug) out.push(vorgangQuery(bezug));
  }
  return out;
}

const documents = (s: NichtoeffentlicheSitzung): readonly Sha256[] =>
  [
    s.leckpruefung?.dokument,
    s.vollstaendigesPaket?.dokument,
    ...Object.values(s.verlauf).flatMap((v) => v.tischvorlagen.map((t) => t.sha256)),
  ].filter((d): d is Sha256 => typeof d === 'string');

export const nichtoeffentlichKind: Kind<
  NichtoeffentlicheSitzung,
  NichtoeffentlichCommand,
  NichtoeffentlichEvent
> = {
  art: 'sitzung_nichtoeffentlich',
  bezeichnung: 'Nichtöffentlicher Teil einer Sitzung',
  stateVersion: 1,
  commandSchema: zNichtoeffentlichCommand,
  eventSchema: zNichtoeffentlichEvent,
  needs,
  decide: decideNichtoeffentlich,
  evolve: evolveNichtoeffentlich,
  react: reactNichtoeffentlich,
  project: projectNichtoeffentlich,
  documents,
  meldungen: new Set<string>(VERLAUF_MELDUNGEN),
};
