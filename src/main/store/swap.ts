import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER_FILE, writeWhole } from './header.ts';
import { syncFile } from './migrate.ts';

/** What a workspace consists of. Moved in this order into place, in the opposite order out of it. */
export const WORKSPACE_FILES = [
  'schluessel.db',
  'schluessel.db-wal',
  'mappe.db',
  'mappe.db-wal',
  'mappe.db-shm',
  'blobs.db',
  'blobs.db-wal',
  'blobs.db-shm',
  HEADER_FILE,
] as const;

/** A workspace that is being made or restored; it is none until it has been moved into place. */
export const UNFINISHED_DIR = '.neu';
/** Former workspaces, kept beside after a restore; one folder each. */
export const FORMER_DIR = 'alt';
/** In UNFINISHED_DIR: it is whole, and this is how far the exchange has come. */
const NOTE = 'tausch.json';

interface Note {
  readonly phase: 'alte-weg' | 'neue-her';
  readonly alt: string;
}

/**
 * Puts the whole workspace in UNFINISHED_DIR in place of the one in `dir`, which goes to `alt/NAME`. Each step
 * is noted before it is taken: after a crash `finishSwap` goes on where it stopped.
 */
export function swapIn(dir: string, name: string): void {
  writeNote(dir, { phase: 'alte-weg', alt: name });
  finishSwap(dir);
}

/** Puts the workspace in `dir` aside, as `alt/NAME`, and nothing in its place. */
export function putAside(dir: string, name: string): void {
  const unfinished = join(dir, UNFINISHED_DIR);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  swapIn(dir, name);
}

/** Completes an exchange that a crash cut off; nothing to do otherwise. */
export function finishSwap(dir: string): void {
  const unfinished = join(dir, UNFINISHED_DIR);
  if (!existsSync(join(unfinished, NOTE))) return;
  const note = JSON.parse(readFileSync(join(unfinished, NOTE), 'utf8')) as Note;
  if (note.phase === 'alte-weg') {
    moveFiles(dir, join(dir, FORMER_DIR, note.alt), [...WORKSPACE_FILES].reverse());
    writeNote(dir, { ...note, phase: 'neue-her' });
  }
  moveFiles(unfinished, dir, WORKSPACE_FILES);
  rmSync(unfinished, { recursive: true, force: true });
}

/** Name of a former workspace's folder: the time it was put aside, in characters every file system takes. */
export const formerName = (zeit: string): string => zeit.replace(/[:.]/g, '-');

/** Removes former workspaces put aside before this time: they hold keys and states, like a backup does. */
export function removeFormer(dir: string, olderThan: string): void {
  const former = join(dir, FORMER_DIR);
  if (!existsSync(former)) return;
  for (const name of readdirSync(former)) {
    if (name < formerName(olderThan)) rmSync(join(former, name), { recursive: true, force: true });
  }
}

function moveFiles(from: string, to: string, files: readonly string[]): void {
  const present = files.filter((file) => existsSync(join(from, file)));
  if (present.length === 0) return;
  mkdirSync(to, { recursive: true });
  for (const file of present) renameSync(join(from, file), join(to, file));
  syncFile(to);
  syncFile(from);
}

const writeNote = (dir: string, note: Note): void =>
  writeWhole(join(dir, UNFINISHED_DIR, NOTE), JSON.stringify(note));
