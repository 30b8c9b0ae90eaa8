import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CentralDatabase } from '../../src/central/db/open.ts';

/** Files below these folders in which one of the texts stands, in whatever page: free ones and logs included. */
export function filesWith(dirs: readonly string[], texts: readonly string[]): readonly string[] {
  const needles = texts.map((t) => Buffer.from(t));
  return dirs.flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, name))
      .filter((path) => statSync(path).isFile())
      .filter((path) => {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      }),
  );
}

/** All rows of all tables of a central database as text, and what PostgreSQL's planner has noted of their values. */
export async function everyRow(db: CentralDatabase['db']): Promise<string> {
  const tables = (await db.introspection.getTables()).map((t) => sql.table(t.name));
  const texts: string[] = [];
  for (const table of [...tables, sql.raw('pg_stats')]) {
    const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM ${table} t`.execute(db);
    texts.push(...rows.map((r) => r.row));
  }
  if (texts.length < 20) throw new Error('Hardly a row: not searched');
  return texts.join('\n');
}
