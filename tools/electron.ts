import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The Electron binary, if `npx install-electron` or an administrator has put one there; never downloads. */
export function findElectron(): string | null {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given === undefined && !existsSync(pathFile)) return null;
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = join(given ?? join(root, 'node_modules/electron/dist'), name);
  return existsSync(binary) ? binary : null;
}
