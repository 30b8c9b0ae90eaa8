import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const BIN = '/usr/lib/postgresql/15/bin';

export interface TestPostgres {
  readonly url: string;
  readonly dir: string;
  /** a further, empty database in the same cluster */
  readonly newDatabase: () => string;
  readonly stop: () => void;
  /** SIGKILL to the whole server, then start again on the same files */
  readonly crashAndRestart: () => void;
  /** what an init system does when the server has ended by itself; answers whether it had */
  readonly startIfEnded: () => boolean;
}

/**
 * A cluster of its own in a temporary folder, durable settings as delivered by Debian; run by a non-root user.
 * `on`: a folder on another disk; `small`: with a log in small pieces, for a small disk.
 */
export async function startPostgres(
  options: { readonly on?: string; readonly small?: boolean } = {},
): Promise<TestPostgres> {
  if (!existsSync(join(BIN, 'initdb'))) throw new Error('postgresql-15 is not installed (tools/packages.ts)');
  const dir = mkdtempSync(join(options.on ?? tmpdir(), 'amtsmappe-pg-'));
  const root = process.getuid?.() === 0;
  if (root) {
    const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
    chownSync(dir, id('-u'), id('-g'));
  }
  chmodSync(dir, 0o700);
  const port = await freePort();
  const data = join(dir, 'data');
  const small = options.small ? ['--wal-segsize=1'] : [];
  const kept = options.small ? ' -c min_wal_size=2MB -c max_wal_size=4MB' : '';
  const made = ['-U', 'amtsmappe', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N', ...small];
  run(root, 'initdb', '-D', data, ...made);
  const start = () =>
    run(
      root,
      'pg_ctl',
      '-D',
      data,
      '-w',
      '-l',
      join(dir, 'log'),
      '-o',
      `-p ${port} -k ${dir} -c listen_addresses=127.0.0.1${kept}`,
      'start',
    );
  start();
  const url = (database: string) => `postgres://amtsmappe@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    url: url('postgres'),
    dir,
    newDatabase: () => {
      databases += 1;
      const name = `mappe${databases}`;
      run(root, 'createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'amtsmappe', name);
      return url(name);
    },
    stop: () => {
      run(root, 'pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(dir, { recursive: true, force: true });
    },
    startIfEnded: () => {
      const pid = existsSync(join(data, 'postmaster.pid'))
        ? (readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '')
        : '';
      if (pid !== '' && spawnSync('ps', ['-p', pid]).status === 0) return false;
      start();
      return true;
    },
    crashAndRestart: () => {
      const pid = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
      const children = spawnSync('ps', ['-o', 'pid=', '--ppid', pid], { encoding: 'utf8' }).stdout;
      for (const one of [pid, ...children.trim().split(/\s+/)]) {
        if (/^\d+$/.test(one)) spawnSync('kill', ['-9', one]);
      }
      // Until the last of them is gone, the files count as in use.
      for (let tries = 1; ; tries += 1) {
        spawnSync('sleep', ['0.5']);
        try {
          return start();
        } catch (error) {
          if (tries === 20) throw error;
        }
      }
    },
  };
}

function run(root: boolean, program: string, ...args: readonly string[]): void {
  const path = join(BIN, program);
  const [command, all] = root
    ? (['runuser', ['-u', 'postgres', '--', path, ...args]] as const)
    : ([path, args] as const);
  const done = spawnSync(command, [...all], {
    encoding: 'utf8',
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
}
