import { addDays, instantOf, weekday } from '../../shared/dates.ts';
import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { adressaten } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { findPerson, formatPerson } from '../../organisation/verzeichnis.ts';
import type { StammdatenTabelle } from '../../stammdaten/tabelle.ts';
import { isArbeitstag } from '../../shared/feiertage.ts';
import type { Gremiendatei } from '../muster.ts';
import type { Buehne } from './buehne.ts';

/** What the demo is set in: the sample city with its bodies, and the tables in force. */
export interface Demoquelle {
  readonly gremien: Gremiendatei;
  /** with the people of the bodies */
  readonly verzeichnis: Verzeichnis;
  readonly tabellen: ReadonlyMap<string, StammdatenTabelle>;
}

export const at = (tag: Tag, uhrzeit: string): Zeitpunkt => {
  const zeit = instantOf(tag, uhrzeit);
  if (zeit === null) throw new Error(`${uhrzeit} does not exist on ${tag}`);
  return zeit;
};

export const werktagVor = (tag: Tag): Tag => (isArbeitstag(tag) ? tag : werktagVor(addDays(tag, -1)));
export const werktagAb = (tag: Tag): Tag =>
  isArbeitstag(tag) && weekday(tag) <= 4 ? tag : werktagAb(addDays(tag, 1));

/** Small repeatable choice; the demo is the same for the same seed. */
export function chooser(seed: number): (n: number) => number {
  let x = seed >>> 0 || 1;
  return (n) => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((x / 2 ** 32) * n);
  };
}

export interface Akt {
  readonly zeit: Zeitpunkt;
  readonly tun: (zeit: Zeitpunkt) => void;
}

export type Welt = ReturnType<typeof createWelt>;

export function createWelt(
  b: Buehne,
  q: Demoquelle,
  tag: Tag,
  newId: () => VorgangId,
  choose: (n: number) => number,
) {
  const v = q.verzeichnis;
  const byRolle = (rolle: string): PersonId => adressaten(v, { rolle }, tag)[0]?.id ?? '';
  const ids = new Map<string, VorgangId>();
  const id = (name: string): VorgangId => {
    const found = ids.get(name) ?? newId();
    ids.set(name, found);
    return found;
  };
  return {
    b,
    q,
    tag,
    id,
    choose,
    jahr: Number(tag.slice(0, 4)),
    ratsbuero: byRolle('ratsbuero'),
    schriftfuehrung: byRolle('schriftfuehrung'),
    buergermeister: byRolle('buergermeister'),
    gremium: (kuerzel: string) => {
      const g = q.gremien.gremien.find((x) => x.kuerzel === kuerzel);
      if (!g) throw new Error(`demo: no body ${kuerzel}`);
      return g.id;
    },
    einheit: (kuerzel: string) => v.einheiten.find((e) => e.kuerzel === kuerzel)?.id ?? kuerzel,
    /** somebody of the unit who does not lead it; else its first person */
    ausEinheit: (kuerzel: string): PersonId => {
      const einheit = v.einheiten.find((e) => e.kuerzel === kuerzel)?.id;
      const leute = v.personen.filter((p) => p.einheit === einheit);
      const ohneLeitung = leute.find((p) => !p.rollen.some((r) => r.rolle.endsWith('leitung')));
      return (ohneLeitung ?? leute[0])?.id ?? '';
    },
    nameOf: (p: PersonId) => {
      const found = findPerson(v, p);
      return found ? formatPerson(found) : p;
    },
  };
}

export const rahmenOf = (d: Welt, stand: Zeitpunkt) => ({
  absender: ['Stadt Musterhafen', 'Ratsbüro'],
  stand,
  nameOf: d.nameOf,
});
