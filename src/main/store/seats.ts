import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHeader } from './header.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** The workspace of one person on a shared device. `id` '': the one in the folder of the application itself. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly stadt: string;
  /** of its centre, so that the next person here need not know it; '': not known */
  readonly adresse: string;
}

const FOLDER = 'personen';
const LABEL = 'platz.json';
const LAST = 'zuletzt.json';
const ID = /^[0-9a-f-]{36}$/;

/**
 * Several people on one device: one workspace each, with a file, an outbox and a passphrase of its own, so that
 * nobody's entries travel under another's name. Beside each lies only whose it is, as on a login screen.
 */
export function openSeats(base: string, open: (dir: string) => WorkspaceFiles) {
  const own = open(base);
  const opened = new Map([['', own]]);
  const dirOf = (id: string): string => (id === '' ? base : join(base, FOLDER, id));
  let current = lastOr('');

  const at = (): WorkspaceFiles => {
    const known = opened.get(current);
    if (known) return known;
    const files = open(dirOf(current));
    opened.set(current, files);
    return files;
  };

  function list(): readonly Seat[] {
    const folder = join(base, FOLDER);
    const others = existsSync(folder) ? readdirSync(folder).filter((id) => ID.test(id)) : [];
    return ['', ...others.sort()]
      .filter((id) => readHeader(dirOf(id)).ok)
      .map((id) => ({ id, ...labelOf(id) }));
  }

  function labelOf(id: string): Omit<Seat, 'id'> {
    const label = readJson(join(dirOf(id), LABEL)) as Partial<Record<keyof Seat, unknown>> | null;
    const { name = '', stadt = '', adresse = '' } = label ?? {};
    return { name: String(name), stadt: String(stadt), adresse: String(adresse) };
  }

  function lastOr(otherwise: string): string {
    const last = (readJson(join(base, LAST)) as { id?: unknown } | null)?.id;
    return typeof last === 'string' && ID.test(last) && existsSync(dirOf(last)) ? last : otherwise;
  }

  function goTo(id: string): void {
    opened.get(current)?.lock();
    current = id;
  }

  // Whatever is asked of the files is asked of those of the current seat.
  const methods = Object.keys(own) as (keyof WorkspaceFiles)[];
  const files = Object.fromEntries(
    methods.map((name) => [name, (...args: never[]) => (at()[name] as (...a: never[]) => unknown)(...args)]),
  ) as unknown as WorkspaceFiles;

  return {
    files,
    list,
    current: (): string => current,
    /** False: there is none of that id. */
    select: (id: string): boolean => {
      if (!list().some((s) => s.id === id)) return false;
      goTo(id);
      return true;
    },
    /** An empty place for one more person; it counts once a workspace is in it. */
    add: (): void => {
      const id = list().length === 0 ? '' : randomUUID();
      mkdirSync(dirOf(id), { recursive: true, mode: 0o700 });
      goTo(id);
    },
    /** Whose the current one is; the next start begins with it. */
    label: (of: Omit<Seat, 'id'>): void => {
      writeJson(join(dirOf(current), LABEL), of);
      writeJson(join(base, LAST), { id: current });
    },
  };
}

export type Seats = ReturnType<typeof openSeats>;

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whole or not at all: a torn label would take a person from the list. */
function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.neu`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.neu`, path);
}
