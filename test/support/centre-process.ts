import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Starts the central service as `npm run central -- --demo` does, on free ports, in a process of its own. */
export async function startCentreProcess() {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-zentrale-'));
  const args = ['--no-warnings', 'src/cli/main.ts', 'central', '--demo', '--port', '0', '--data', dir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise<string>((done, fail) => {
    let said = '';
    child.once('exit', (code) => fail(new Error(`The service ended with ${code}: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = /zentraler Dienst: (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found?.[1]) done(found[1]);
    });
  });
  return {
    address,
    close: async () => {
      child.kill('SIGTERM');
      await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done(null)));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
