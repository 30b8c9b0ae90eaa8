import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'msedge',
];

/** Places on Windows and macOS where the browsers install themselves without touching PATH. */
const PLACES: readonly (readonly (string | undefined)[])[] = [
  ...[process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap(
    (root) => [
      [root, 'Microsoft/Edge/Application/msedge.exe'],
      [root, 'Google/Chrome/Application/chrome.exe'],
      [root, 'Chromium/Application/chrome.exe'],
    ],
  ),
  ['/Applications', 'Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['/Applications', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
];

/** Path of a Chromium, Chrome or Edge on this machine; AMTSMAPPE_BROWSER wins; null: there is none. */
export function findBrowser(): string | null {
  const wanted = process.env['AMTSMAPPE_BROWSER'];
  const candidates = [
    ...(wanted === undefined ? [] : [wanted]),
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name))),
    ...PLACES.flatMap(([root, path]) => (root === undefined || path === undefined ? [] : [join(root, path)])),
  ];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
