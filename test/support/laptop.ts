import { join } from 'node:path';
import { hoursAt } from './hours.ts';
import { connectAs } from './login.ts';
import { openLaptop } from './open-laptop.ts';

export { TABLE } from './hours.ts';

/** A laptop in a folder of its own below `base`, with the one table that its tests change. */
export function laptopIn(base: string, name: string, network: typeof fetch = fetch) {
  const laptop = openLaptop(join(base, name), { network });
  return {
    ...laptop,
    ...hoursAt(laptop),
    connect: async (adresse: string, person: string) => {
      await connectAs(laptop.app, adresse, person, 'pw');
      return laptop.call('sync.now', null);
    },
    sync: () => laptop.call('sync.now', null),
  };
}

/** Until the outbox is empty and the state is `verbunden`; a resync takes more than one round. */
export async function settled(laptop: ReturnType<typeof laptopIn>) {
  let state = await laptop.sync();
  for (let tries = 0; tries < 10 && (state.art !== 'verbunden' || state.wartend > 0); tries += 1)
    state = await laptop.sync();
  return state;
}
