import { addDays, instantOf, weekday } from '../../../domain/shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../../domain/shared/vorgang.ts';

/** Something somebody did at that time. Sources give their acts; they are done in the order of time. */
export interface DemoAct {
  readonly zeit: Zeitpunkt;
  readonly run: () => Promise<void> | void;
}

/** The working day `n` working days before `heute` (0: today or the last working day). */
export function workingDayBefore(heute: Tag, n: number): Tag {
  let tag = heute;
  for (let left = n; ; tag = addDays(tag, -1)) {
    if (weekday(tag) > 5) continue;
    if (left === 0) return tag;
    left -= 1;
  }
}

export const at = (tag: Tag, uhrzeit: string): Zeitpunkt => {
  const zeit = instantOf(tag, uhrzeit);
  if (zeit === null) throw new Error(`${uhrzeit} does not exist on ${tag}`);
  return zeit;
};
