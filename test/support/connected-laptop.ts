import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAs } from './login.ts';
import { openLaptop } from './open-laptop.ts';

/** A laptop of one person in a folder of its own, logged in at a real centre. */
export async function connectLaptop(
  adresse: string,
  person: string,
  /** the network behind the cable */
  network: typeof fetch = fetch,
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-laptop-')),
) {
  const laptop = openLaptop(dir, { network });
  const { app, call } = laptop;
  await connectAs(app, adresse, person, 'pw');
  await call('sync.now', null);
  return {
    ...laptop,
    person,
    sync: () => call('sync.now', null),
    workspace: () => {
      const open = app.app.workspace();
      if (!open) throw new Error('The workspace is locked');
      return open.open;
    },
    remove: () => {
      app.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Laptop = Awaited<ReturnType<typeof connectLaptop>>;
