import type { Kind, Sha256 } from '../../shared/vorgang.ts';
import { VERLAUF_MELDUNGEN } from '../verlauf/schema.ts';
import { evolveSitzung } from './evolve.ts';
import { projectSitzung } from './project.ts';
import { zSitzungCommand, zSitzungEvent, type SitzungCommand, type SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';
import { needsSitzung } from './needs.ts';
import { decideSitzung } from './decide.ts';
import { reactSitzung } from './react.ts';

function documents(s: Sitzung): readonly Sha256[] {
  return [
    s.einladung?.dokument,
    ...s.zustellungen.map((z) => z.zugestellt?.dokument),
    ...s.nachtraege.map((n) => n.dokument),
    s.bekanntmachung?.dokument,
    s.oeffentlichesPaket?.dokument,
    ...Object.values(s.verlauf).flatMap((v) => v.tischvorlagen.map((t) => t.sha256)),
  ].filter((d): d is Sha256 => typeof d === 'string');
}

export const sitzungKind: Kind<Sitzung, SitzungCommand, SitzungEvent> = {
  art: 'sitzung',
  bezeichnung: 'Sitzung',
  stateVersion: 1,
  commandSchema: zSitzungCommand,
  eventSchema: zSitzungEvent,
  needs: needsSitzung,
  decide: decideSitzung,
  evolve: evolveSitzung,
  react: reactSitzung,
  project: projectSitzung,
  documents,
  meldungen: new Set<string>([
    ...VERLAUF_MELDUNGEN,
    'startSitzung',
    'recordAnwesenheit',
    'correctAnwesenheit',
    'recordFeststellung',
    'endSitzung',
  ]),
};
