import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
