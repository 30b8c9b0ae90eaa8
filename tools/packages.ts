import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian packages that tests need, each with a file or command that shows it is there. */
const PACKAGES = [
  { name: 'chromium', commands: ['chromium', 'google-chrome', 'chromium-browser'] },
  { name: 'softhsm2', commands: ['softhsm2-util'] },
  { name: 'poppler-utils', commands: ['pdfsig', 'pdftotext', 'pdftoppm'] },
  { name: 'qpdf', commands: ['qpdf'] },
  { name: 'postgresql', files: ['/usr/lib/postgresql'] },
  { name: 'libxml2-utils', commands: ['xmllint'] },
  { name: 'openssl', commands: ['openssl'] },
  { name: 'slapd', files: ['/usr/sbin/slapd'] },
] as const;

/** Names of the packages that are missing on this machine. */
export function missingPackages(): readonly string[] {
  return PACKAGES.filter((p) => {
    if ('files' in p) return !p.files.some((f) => existsSync(f));
    return !p.commands.some(hasCommand);
  }).map((p) => p.name);
}

const hasCommand = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/**
 * Installs what is missing when we may (root on Debian); otherwise says what to install and why.
 * Returns false when something is still missing.
 */
export function ensurePackages(): boolean {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    console.error(`Missing programs the tests need: ${missing.join(', ')}.`);
    console.error(`Install them and run again: sudo apt-get install ${missing.join(' ')}`);
    return false;
  }
  console.log(`Installing ${missing.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  const run = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  return run.status === 0 && missingPackages().length === 0;
}
