import type { Rejection } from '../../domain/shared/rejection.ts';

/**
 * A failure of disk or file that surfaces in the middle of a use case. It is expected (disks fill up), but it
 * can come from any statement, so it travels as an exception; the edge turns `rejection` into a message.
 */
export class StoreFault extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection, cause?: unknown) {
    super(rejection.code, { cause });
    this.name = 'StoreFault';
    this.rejection = rejection;
  }
}

/** The rejection behind an exception of SQLite or the file system; null: none of ours, a bug. */
export function faultOf(error: unknown, datei: string): Rejection | null {
  if (error instanceof StoreFault) return error.rejection;
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT') {
    return { code: 'store.platte-voll', params: {} };
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return { code: 'store.beschaedigt', params: { datei } };
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return { code: 'store.schreibgeschuetzt', params: {} };
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return { code: 'store.ein-ausgabe', params: { art: code } };
  }
  return null;
}

/** Runs work on a file and turns failures of disk and file into StoreFault; bugs pass through unchanged. */
export function guarded<T>(datei: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const rejection = faultOf(error, datei);
    throw rejection === null ? error : new StoreFault(rejection, error);
  }
}

/** Code of an error of SQLite or the file system; '' for any other. Not by class: native modules have their own. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
