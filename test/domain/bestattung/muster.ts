import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regelwerkAm, tabellen, type Regelwerk } from '../../../src/domain/bestattung/tabellen/index.ts';
import type { StammdatenTabelle } from '../../../src/domain/stammdaten/tabelle.ts';

/** The sample tables as shipped: rules are tested on what a new installation really has. */
const ROOT = join(import.meta.dirname, '../../../resources/stammdaten');
const geladen = new Map<string, StammdatenTabelle>(
  tabellen.map((t) => [
    t.tabelle,
    JSON.parse(readFileSync(join(ROOT, `${t.tabelle}.json`), 'utf8')) as StammdatenTabelle,
  ]),
);

export const musterTabelle = (name: string): StammdatenTabelle | null => geladen.get(name) ?? null;

export function musterRegelwerk(tag = '2026-11-22'): Regelwerk {
  const r = regelwerkAm(musterTabelle, tag);
  if (r === null) throw new Error('Sample tables are incomplete');
  return r;
}
