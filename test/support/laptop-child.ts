import { randomBytes } from 'node:crypto';
import { keepEngineSafe } from '../../src/main/runtime.ts';
import { connectLaptop } from './connected-laptop.ts';
import { createSlip, executeSlip } from './connected-slip.ts';
import { openLaptop } from './open-laptop.ts';
import { byName } from './organisation.ts';

/**
 * A laptop in a process of its own, to be killed. With an address it connects and enters a slip with a large document;
 * what it was told to be kept is printed. Without one it is started again on its folder, and does what is left to do.
 */
keepEngineSafe();
const [dir, bytes = '0', address] = process.argv.slice(2);
if (dir === undefined) throw new Error('Usage: laptop-child.ts FOLDER [BYTES ADDRESS]');
if (address === undefined) await openLaptop(dir).call('session.unlock', { passphrase: 'pw' });
else {
  const laptop = await connectLaptop(address, byName('Arslan').id, fetch, dir);
  const slip = await createSlip(laptop, 'Mit großem Anhang', null);
  const photo = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(Number(bytes) - 6)]);
  const stored = await laptop.app.app.putDocument('foto.png', photo);
  if (!stored.ok) throw new Error(stored.problem.code);
  const { sha256 } = stored.value;
  const dokument = await laptop.call('id.new', null);
  await executeSlip(laptop, slip, {
    type: 'attachDokument',
    dokument,
    sha256,
    dateiname: 'foto.png',
    art: 'angebot',
  });
  await executeSlip(laptop, slip, { type: 'setVermerkPunkt', nummer: 6, zutreffend: false, text: '' });
  const later = await createSlip(laptop, 'Danach eingegeben', null);
  console.log(JSON.stringify({ slip, later, sha256 }));
}
setInterval(() => undefined, 60_000);
