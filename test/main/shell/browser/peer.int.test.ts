import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { findOwner } from '../../../../src/main/shell/browser/peer.ts';
import { startBrowserShell } from '../../../../src/main/shell/browser/index.ts';
import { stubApp, stubRenderer } from '../stub.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1
   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1
   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 3 1`;

test('finds whose end of a connection it is', () => {
  expect(findOwner(TABLE, 0xc350, 0x1f90)).toBe(1001);
  expect(findOwner(TABLE, 0x1f90, 0xc350)).toBe(1000);
  expect(findOwner(TABLE, 0xc351, 0x1f90)).toBeNull();
  expect(findOwner('', 1, 2)).toBeNull();
});

const run = promisify(execFile);

test('another user of the machine gets no answer, not even with the right start address', async () => {
  const shell = await startBrowserShell({ ...stubApp().ports, rendererDir: stubRenderer() });
  const code = `fetch(${JSON.stringify(shell.url)}).then((r) => console.log(r.status), () => console.log('none'))`;
  const ask = async (user: { uid?: number }) =>
    (await run(process.execPath, ['-e', code], user)).stdout.trim();
  // only root may become somebody else; elsewhere the table above has to do
  if (process.getuid?.() === 0) expect(await ask({ uid: 65534 })).toBe('none');
  expect(await ask({})).toBe('200');
  await shell.close();
});
