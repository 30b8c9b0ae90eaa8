import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly dir: string;
  /** to the last block; answers when nothing more goes on it */
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => void;
}

/** A disk of its own that can really be full: a tmpfs, which only root may mount. Else why there is none. */
export function mountSmallDisk(megabytes: number): SmallDisk | { readonly why: string } {
  if (process.getuid?.() !== 0) return { why: 'only root may mount' };
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-platte-'));
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', dir];
  const mounted = spawnSync('mount', options, { encoding: 'utf8' });
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true, force: true });
    return { why: `mount: ${mounted.stderr?.trim() || 'not there'}` };
  }
  const ballast = join(dir, 'ballast');
  return {
    dir,
    fill: () => {
      const file = openSync(ballast, 'a');
      for (const size of [1 << 20, 4096, 1]) {
        const block = Buffer.alloc(size, 7);
        try {
          while (writeSync(file, block) === size);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      // Files that a process has just closed may hold it for a moment.
      for (let tries = 0; tries < 20 && spawnSync('umount', [dir]).status !== 0; tries += 1)
        spawnSync('sleep', ['0.5']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
