/** Child of the full-disk test: enters until there is no room, prints each acknowledged id, then the code. */
import { writeSync } from 'node:fs';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { StoreFault } from '../../../src/main/store/fault.ts';
import { applied, makeWorkspace } from '../../support/workspace.ts';

const ws = makeWorkspace({ dir: process.argv[2] ?? '' });
applied(ws.execute('v0', { type: 'createNotiz', titel: 'Voll' } as Command));
try {
  for (let n = 0; ; n++) {
    const id = `befehl-${n}`;
    applied(ws.execute('v0', { type: 'addText', text: 'x'.repeat(20_000) } as Command, { id }));
    writeSync(1, `${id}\n`);
  }
} catch (error) {
  writeSync(1, error instanceof StoreFault ? `${error.rejection.code}\n` : `${String(error)}\n`);
}
process.kill(process.pid, 'SIGKILL');
