import type { OpenWorkspace } from '../open-workspace.ts';
import type { Clock } from '../ports.ts';
import { daysAgo } from './clock.ts';

/** Who one is first in the demo: somebody of the Vergabestelle, whose day shows most of it. */
export const demoPerson = (workspace: OpenWorkspace, fallback: string): string => {
  const people = workspace.ctx.verzeichnis().personen;
  const leads = (p: (typeof people)[number]) =>
    ['vergabestelle', 'abteilungsleitung'].every((rolle) => p.rollen.some((r) => r.rolle === rolle));
  return people.find(leads)?.id ?? fallback;
};

/** Nine weeks back: early enough for everything the demo has done before today (the bodies are the oldest). */
const DEMO_DAYS = 63;
export const demoStart = (clock: Clock): string => daysAgo(clock, DEMO_DAYS);
