import { readFileSync } from 'node:fs';
import { organisationsdateiSchema, organisationCommands } from '../../src/domain/organisation/muster.ts';
import type { Einheit, Person, Verzeichnis } from '../../src/domain/organisation/verzeichnis.ts';

/** The sample city, read from the file that the demo workspace uses. */
export const musterdatei = organisationsdateiSchema.parse(
  JSON.parse(readFileSync(new URL('../../resources/demo/organisation.json', import.meta.url), 'utf8')),
);

export const musterCommands = organisationCommands(musterdatei);

export const musterVerzeichnis: Verzeichnis = {
  einheiten: musterdatei.einheiten,
  personen: musterdatei.personen.map((p) => ({ ...p, zertifikate: [`cert-${p.id}`] })),
};

/** A person of the sample city by last name. */
export function byName(nachname: string): Person {
  const found = musterVerzeichnis.personen.find((p) => p.nachname === nachname);
  if (!found) throw new Error(`no ${nachname} in the sample city`);
  return found;
}

export function einheitByKuerzel(kuerzel: string): Einheit {
  const found = musterVerzeichnis.einheiten.find((e) => e.kuerzel === kuerzel);
  if (!found) throw new Error(`no ${kuerzel} in the sample city`);
  return found;
}
