import { join } from 'node:path';

/**
 * Where a workspace lies when nobody says otherwise: the folder for a user's own application data on this
 * system; on Windows the local one, so that a database never travels with a roaming profile.
 */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Amtsmappe');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Amtsmappe');
    default:
      return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'amtsmappe');
  }
}
