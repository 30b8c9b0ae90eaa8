import { tagOf } from '../../../domain/shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { DemoAct } from './acts.ts';
import type { DemoClock } from './clock.ts';
import { friedhofActs } from './friedhof.ts';
import { laufzettelActs } from './laufzettel.ts';
import { sitzungActs } from './sitzung.ts';
import type { SetupData } from '../setup.ts';

/** Where the demo's acts come from; a further Fach is a further line. */
const sources: readonly ((workspace: OpenWorkspace, heute: Tag, data: SetupData) => readonly DemoAct[])[] = [
  laufzettelActs,
  friedhofActs,
  (workspace, heute, { gremien }) => sitzungActs(workspace, heute, gremien),
];

/**
 * Fills a demo workspace with a believable week in all fields around today. Acts of all fields are done in the
 * order of time, so that the log runs as it would have; what would lie after `jetzt` is done just before it.
 */
export async function fillDemo(
  workspace: OpenWorkspace,
  clock: DemoClock,
  jetzt: Zeitpunkt,
  data: SetupData,
): Promise<void> {
  const latest = new Date(Date.parse(jetzt) - 60_000).toISOString();
  const acts = sources
    .flatMap((source) => source(workspace, tagOf(jetzt), data))
    .map((act) => (act.zeit > latest ? { ...act, zeit: latest } : act))
    // stable: acts of one Vorgang at the same minute keep their order
    .sort((a, b) => (a.zeit < b.zeit ? -1 : a.zeit > b.zeit ? 1 : 0));
  for (const act of acts) {
    clock.set(act.zeit);
    await act.run();
  }
}
