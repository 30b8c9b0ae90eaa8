import type { Random } from './random.ts';

const RESOURCES = ['halle', 'bagger', 'kolonne'];
export const START = Date.UTC(2026, 10, 22, 8);

export interface Wish {
  readonly art: 'notiz' | 'weg';
  readonly vorgang: string;
  readonly command: { readonly type: string; readonly [field: string]: unknown };
}

/** What somebody does next: something new, or one more step of what is there already. */
export function randomWish(
  random: Random,
  vorgaenge: string[],
  people: readonly string[],
  self: string,
): Wish {
  if (vorgaenge.length === 0 || random.chance(0.15)) return create(random, vorgaenge, people, self);
  // Few at a time, so that people meet.
  const vorgang = random.pick(random.chance(0.8) ? vorgaenge.slice(-5) : vorgaenge);
  if (vorgang.startsWith('w')) return { art: 'weg', vorgang, command: { type: 'sign' } };
  return { art: 'notiz', vorgang, command: notizCommand(random, vorgaenge, people) };
}

function create(random: Random, vorgaenge: string[], people: readonly string[], self: string): Wish {
  if (random.chance(0.2)) {
    const vorgang = `w${random.below(1000)}-${vorgaenge.length}`;
    vorgaenge.push(vorgang);
    const schritte = Array.from({ length: 2 + random.below(4) }, () => random.pick(people));
    return { art: 'weg', vorgang, command: { type: 'createWeg', schritte } };
  }
  const vorgang = `v${random.below(1000)}-${vorgaenge.length}`;
  vorgaenge.push(vorgang);
  const fuer = random.chance(0.4) ? { fuer: random.chance(0.5) ? self : random.pick(people) } : {};
  return { art: 'notiz', vorgang, command: { type: 'createNotiz', titel: `Notiz ${vorgang}`, ...fuer } };
}

function notizCommand(
  random: Random,
  vorgaenge: readonly string[],
  people: readonly string[],
): Wish['command'] {
  const hour = random.below(6);
  const at = (h: number) => new Date(START + 86_400_000 + h * 3600_000).toISOString();
  switch (random.below(11)) {
    case 0:
    case 1:
      return { type: 'addText', text: `Text ${random.below(1e9)}` };
    case 2:
    case 3:
      return { type: 'rename', titel: `Titel ${random.below(1000)}` };
    case 4:
    case 5: {
      const ressource = random.pick(RESOURCES);
      return {
        type: 'book',
        belegt: [{ ressource, von: at(hour), bis: at(hour + 1 + random.below(2)) }],
      };
    }
    case 6:
      return { type: 'report', text: `Meldung ${random.below(1e9)}` };
    case 7:
      return random.chance(0.3) ? { type: 'close' } : { type: 'assignNummer' };
    case 8:
      return random.chance(0.5) ? { type: 'look' } : { type: 'addText', text: `Text ${random.below(1e9)}` };
    case 9:
      return { type: 'handOver', fuer: random.chance(0.4) ? null : random.pick(people) };
    default:
      return random.chance(0.3)
        ? { type: 'closeOther', vorgang: random.pick(vorgaenge.filter((v) => v.startsWith('v'))) }
        : { type: 'rename', titel: 'Umbenannt' };
  }
}
