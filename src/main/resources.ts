import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisationsdateiSchema } from '../domain/organisation/index.ts';
import { gremiendateiSchema } from '../domain/sitzung/index.ts';
import { stammdatendateiSchema } from '../domain/stammdaten/index.ts';
import type { SetupData } from './app/setup.ts';

/** Folder with fonts, tables and sample data: beside the source, or beside the packed app. */
export function resourcesDir(): string {
  const candidates = [
    join(import.meta.dirname, '../../resources'),
    join(process.resourcesPath ?? '', 'resources'),
  ];
  const found = candidates.find((dir) => existsSync(join(dir, 'stammdaten')));
  if (!found) throw new Error('The folder `resources` is missing');
  return found;
}

/** What a new workspace starts with; every file is checked, a broken one is a bug of the release. */
export function readSetupData(dir = resourcesDir()): SetupData {
  const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const haus = organisationsdateiSchema.parse(json(join(dir, 'demo/organisation.json')));
  const gremien = gremiendateiSchema.parse(json(join(dir, 'demo/gremien.json')));
  return {
    organisation: {
      bezeichnung: haus.bezeichnung,
      einheiten: [...haus.einheiten, ...gremien.einheiten],
      personen: [...haus.personen, ...gremien.personen],
    },
    gremien,
    stammdaten: readdirSync(join(dir, 'stammdaten'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => stammdatendateiSchema.parse(json(join(dir, 'stammdaten', name)))),
  };
}
