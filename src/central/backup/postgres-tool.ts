import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A program of PostgreSQL failed; its text may name tables, not contents. */
export class ToolFailed extends Error {}

/** Runs pg_dump or pg_restore. Address and password go by the environment: arguments are seen by everybody. */
export function runTool(
  program: 'pg_dump' | 'pg_restore',
  url: string | null,
  args: readonly string[],
): Promise<void> {
  const env = url === null ? {} : environmentOf(url);
  const database = env['PGDATABASE'];
  const target = program === 'pg_restore' && database !== undefined ? [`--dbname=${database}`] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...target, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(0, 10_000)));
    child.once('error', () => reject(new ToolFailed(`${program} ist nicht installiert`)));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new ToolFailed(`${program}: ${text.split('\n')[0] ?? ''}`)),
    );
  });
}

const EXTENSION = /^\d+; \d+ \d+ (EXTENSION -|COMMENT - EXTENSION) /;

/**
 * Restores a dump with the rights of the service's role: extensions and rights are the administrator's. The extension is
 * there already or made here, and it stays; `pg_restore` would drop it, which only its owner may.
 */
export async function restoreDump(url: string, dump: string, options: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
  } finally {
    await client.end();
  }
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-restore-'));
  const list = join(dir, 'inhalt');
  try {
    await runTool('pg_restore', null, ['--list', `--file=${list}`, dump]);
    const entries = readFileSync(list, 'utf8').split('\n');
    writeFileSync(list, entries.filter((line) => !EXTENSION.test(line)).join('\n'));
    await runTool('pg_restore', url, [...options, '--no-privileges', `--use-list=${list}`, dump]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function environmentOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const parts: Record<string, string> = {
    PGHOST: decodeURIComponent(searchParams.get('host') ?? hostname),
    PGPORT: searchParams.get('port') ?? port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
    PGSSLCERT: searchParams.get('sslcert') ?? '',
    PGSSLKEY: searchParams.get('sslkey') ?? '',
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
}
