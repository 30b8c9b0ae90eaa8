import { toStored } from '../../src/central/engine/states.ts';
import type { Notiz } from '../support/toy.ts';
import type { SimCentre } from './centre.ts';
import type { SimClient } from './client.ts';
import type { Entered } from './invariants.ts';

/**
 * Looks at the screens after every step, also of a centre that has lost its last hours: what its author was told to be
 * kept, and has seen, is still there, as confirmed or as provisional. Reasons to go: it was refused (and is in the inbox),
 * the note is closed or not for these eyes any more, or the program has changed and fetches everything anew.
 */
export function createLookout(centre: SimCentre, scopesOf: (person: string) => readonly string[]) {
  const seen = new Set<string>();
  const emptied = new Map<string, number>();

  /** Since the last look the program has changed and fetched everything anew: only what the centre has now is here. */
  function wasEmptied({ person, disk }: SimClient): boolean {
    const before = emptied.get(person) ?? 0;
    emptied.set(person, disk.emptyings());
    return disk.emptyings() > before;
  }

  /** The centre has it, and it is not for this person. */
  async function isHidden(person: string, vorgang: string): Promise<boolean> {
    const row = await centre.database.db
      .selectFrom('stand')
      .selectAll()
      .where('vorgang', '=', vorgang)
      .executeTakeFirst();
    if (row === undefined) return false;
    const own = new Set(['alle', ...scopesOf(person)]);
    return !toStored(row).projection.lesbar.some((l) => own.has(l));
  }

  return async (clients: readonly SimClient[], entered: readonly Entered[]): Promise<string | null> => {
    const clientOf = new Map(clients.map((c) => [c.person, c]));
    const anew = new Set(clients.filter(wasEmptied).map((c) => c.person));
    for (const { person, seq, vorgang, text } of entered) {
      const client = clientOf.get(person);
      if (client === undefined || text === null) continue;
      const name = `${person}#${seq}`;
      const shown = client.shownOf(vorgang)?.state as Notiz | undefined;
      if (shown?.texte.includes(text)) {
        seen.add(name);
        continue;
      }
      if (!seen.has(name)) continue;
      const outcome = client.disk.results().get(seq)?.outcome ?? 'applied';
      const unreadable =
        client.isOld() || client.unknown().includes(vorgang) || client.disk.isEmptied() || anew.has(person);
      const excused = outcome !== 'applied' || unreadable || shown?.geschlossen === true;
      if (excused || (await isHidden(person, vorgang))) seen.delete(name);
      else return `${name}: was kept and shown, and is gone from the screen`;
    }
    return null;
  };
}
