import { readFileSync } from 'node:fs';
import { stammdatendateiSchema } from '../../src/domain/stammdaten/index.ts';
import type { StammdatenTabelle } from '../../src/domain/stammdaten/index.ts';

/** A table as the demo workspace starts with it. */
export function musterTabelle<T = unknown>(tabelle: string): StammdatenTabelle<T> {
  const url = new URL(`../../resources/stammdaten/${tabelle}.json`, import.meta.url);
  return stammdatendateiSchema.parse(JSON.parse(readFileSync(url, 'utf8'))) as StammdatenTabelle<T>;
}
