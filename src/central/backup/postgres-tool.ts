import { spawn } from 'node:child_process';

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
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()).slice(0, 10_000));
    child.once('error', () => reject(new ToolFailed(`${program} ist nicht installiert`)));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new ToolFailed(`${program}: ${text.split('\n')[0] ?? ''}`)),
    );
  });
}

function environmentOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const parts: Record<string, string> = {
    PGHOST: decodeURIComponent(searchParams.get('host') ?? hostname),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
}
