/**
 * Child of the kill test: enters commands one after another and prints each one only when it is acknowledged.
 * Arguments: folder, and the number of the first command.
 */
import { writeSync } from 'node:fs';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { applied, makeWorkspace } from '../../support/workspace.ts';

const [dir = '', first = '0'] = process.argv.slice(2);
const ws = makeWorkspace({ dir });
writeSync(1, 'bereit\n');
for (let n = Number(first); ; n++) {
  const vorgang = `v${n % 7}`;
  if (ws.store.read.confirmed(vorgang) === null) {
    applied(ws.execute(vorgang, { type: 'createNotiz', titel: `Vorgang ${vorgang}` } as Command));
  }
  const sha =
    n % 5 === 0
      ? ws.store.blobs.put(Buffer.from(`Dokument ${n} `.repeat(2000)), { mime: 'x', name: 'y' })
      : null;
  const command = sha ? { type: 'attach', sha256: sha } : { type: 'addText', text: `Eintrag ${n}` };
  applied(ws.execute(vorgang, command as Command, { id: `befehl-${n}` }));
  writeSync(1, `${n} ${sha ?? '-'}\n`);
}
