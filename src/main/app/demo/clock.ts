import { tagOf } from '../../../domain/shared/dates.ts';
import type { Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { Clock } from '../ports.ts';

/** A clock that is set by hand and moves on a little with every reading, so that no two acts share an instant. */
export interface DemoClock extends Clock {
  readonly set: (zeit: Zeitpunkt) => void;
}

export function createDemoClock(start: Zeitpunkt): DemoClock {
  let at = Date.parse(start);
  const now = () => new Date((at += 7)).toISOString();
  return {
    now,
    today: () => tagOf(now()),
    set: (zeit) => {
      at = Math.max(at, Date.parse(zeit));
    },
  };
}

/** An instant whole days before now. */
export const daysAgo = (clock: Clock, days: number): string =>
  new Date(Date.parse(clock.now()) - days * 24 * 3600_000).toISOString();
