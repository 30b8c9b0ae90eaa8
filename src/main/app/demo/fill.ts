import type { Tag } from '../../../domain/shared/vorgang.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { DemoClock } from './clock.ts';
import { fillLaufzettel } from './laufzettel.ts';

/** Fills a demo workspace with a believable week in all fields around `heute`. */
export async function fillDemo(workspace: OpenWorkspace, clock: DemoClock, heute: Tag): Promise<void> {
  await fillLaufzettel(workspace, clock, heute);
}
