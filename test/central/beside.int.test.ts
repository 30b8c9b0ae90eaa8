import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { callerOf, commandOf, openTestCentre } from '../support/central.ts';

/** Another process that writes into the same file all the time, as a command line beside the service does now and then. */
const WRITER = `
import Database from 'better-sqlite3-multiple-ciphers';
const db = new Database(process.argv[1]);
db.pragma('busy_timeout = 5000');
db.exec('CREATE TABLE nebenan (n INTEGER)');
process.stdout.write('schreibt');
for (;;) {
  db.exec('INSERT INTO nebenan VALUES (1)');
  await new Promise((next) => setTimeout(next, 1));
}
`;

test('the service on a SQLite file settles commands while another process writes into the same file', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-nebenan-'));
  const file = join(dir, 'zentrale.db');
  const centre = await openTestCentre(file);
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  try {
    await once(writer.stdout, 'data');
    const author = callerOf('kaya');
    for (let seq = 1; seq <= 150; seq += 1) {
      const [answer] = await centre.push(
        author,
        commandOf(seq, `n${seq}`, { type: 'createNotiz', titel: 'A' }),
      );
      expect(answer).toMatchObject({ answer: 'result', result: { outcome: 'applied' } });
    }
    expect(await centre.chainFault('siegen')).toBeNull();
  } finally {
    writer.kill('SIGKILL');
    await centre.database.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
