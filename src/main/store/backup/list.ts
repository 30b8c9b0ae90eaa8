import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import { EXPIRED_MARK, readContainer, type Container } from './container.ts';

export interface BackupInfo {
  readonly name: string;
  readonly zeit: Zeitpunkt;
  readonly bytes: number;
  /** reopened with its key and checked after writing; an unproven file never gets a backup's name */
  readonly geprueft: boolean;
  /** false: its keys have expired; it restores with the keys of a newer backup or of the workspace */
  readonly schluessel: boolean;
}

export const backupInfo = ({ name, head, bytes, hasKeys }: Container): BackupInfo => ({
  name,
  zeit: head.zeit,
  bytes,
  geprueft: true,
  schluessel: hasKeys,
});

/** Backups of a folder, newest first; files that are none, or are cut off, are left out. */
export async function listBackups(dir: string): Promise<readonly BackupInfo[]> {
  const found: BackupInfo[] = [];
  for (const path of backupFiles(dir)) {
    const container = await readContainer(path);
    if (container.ok) found.push(backupInfo(container.value));
  }
  return found.sort((a, b) => (a.zeit < b.zeit ? 1 : -1));
}

export const backupFiles = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.sicherung'))
        .map((name) => join(dir, name))
    : [];

/**
 * Cuts the keys off backups older than this, for good: overwritten, flushed, shortened. Such a backup restores
 * with keys from elsewhere, and those no longer hold what was erased since. Answers the names.
 */
export async function expireBackupKeys(dir: string, olderThan: Zeitpunkt): Promise<readonly string[]> {
  const expired: string[] = [];
  for (const path of backupFiles(dir)) {
    const container = await readContainer(path);
    if (!container.ok || !container.value.hasKeys || container.value.head.zeit >= olderThan) continue;
    const { offset, bytes } = container.value.head.teile.schluessel;
    const file = await open(path, 'r+');
    try {
      await file.write(randomBytes(bytes), 0, bytes, offset);
      await file.sync();
      await file.truncate(offset);
      await file.write(EXPIRED_MARK, 0, EXPIRED_MARK.length, offset);
      await file.sync();
    } finally {
      await file.close();
    }
    expired.push(container.value.name);
  }
  return expired;
}
