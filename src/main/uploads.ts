import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../contract/channel.ts';

/** Backup files on their way in, in a folder beside the workspace. What is left from the last run goes. */
export function createUploads(dir: string) {
  const directory = join(dir, 'eingang');
  const paths = new Map<string, string>();
  rmSync(directory, { recursive: true, force: true });
  return {
    get directory(): string {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      return directory;
    },
    acceptUpload: async (_name: string, path: string): Promise<Answer<{ readonly upload: string }>> => {
      const upload = randomUUID();
      paths.set(upload, path);
      return { ok: true, value: { upload } };
    },
    pathOf: (upload: string): string | null => paths.get(upload) ?? null,
  };
}
