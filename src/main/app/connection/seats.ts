import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import type { Seats } from '../files.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { CENTRE_SETTING, type CentreSettings } from './sync-ports.ts';

/** Writes beside a workspace that belongs to a centre whose it is, so that the next one here finds their own. */
export function labelSeat(seats: Seats, { ctx }: OpenWorkspace): void {
  const centre = (ctx.store.read.setting(CENTRE_SETTING) ?? null) as CentreSettings | null;
  if (centre === null) return;
  const person = findPerson(ctx.verzeichnis(), centre.person);
  const known = seats.list().find((s) => s.id === seats.current())?.name ?? '';
  // Before the first sync has come to its end the directory is not here yet.
  const name = person ? formatPerson(person) : (centre.name ?? known);
  seats.label({ name, stadt: centre.stadt, adresse: centre.adresse });
}
