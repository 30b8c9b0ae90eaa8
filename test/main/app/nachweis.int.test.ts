import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpoint } from '../../../src/central/evidence/checkpoint.ts';
import { DEMO_TENANT } from '../../../src/central/identity/demo-issuer.ts';
import { runAudit } from '../../../src/cli/audit.ts';
import { makeLaufzettel, ok, problem, startDemoApp } from '../../support/app.ts';
import { connectLaptop } from '../../support/connected-laptop.ts';
import { evidenceContext } from '../../support/evidence.ts';
import { byName } from '../../support/organisation.ts';
import { startTestService, type TestService } from '../../support/service.ts';

/* The evidence of one Vorgang from the screen: for those who read it and audit or administer. */

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-ausgabe-'));
let service: TestService;
beforeAll(async () => {
  service = await startTestService({ login: true });
}, 60_000);
afterAll(async () => {
  await service.remove();
  rmSync(base, { recursive: true, force: true });
});

async function verify(bytes: Uint8Array, ...more: readonly string[]) {
  const file = join(base, 'nachweis.ndjson');
  writeFileSync(file, bytes);
  let out = '';
  const io = { out: (t: string) => void (out += t), err: (t: string) => void (out += t), env: {} };
  return { status: await runAudit(['verify', file, ...more], io), out, text: readFileSync(file, 'utf8') };
}

test('with a centre: made and written down there, verified without it, refused in words', async () => {
  const laptops: Awaited<ReturnType<typeof connectLaptop>>[] = [];
  try {
    const auditor = await connectLaptop(service.address, byName('Sörensen').id);
    laptops.push(auditor);
    const wish = { id: byName('Pohl').id, inhalt: true };
    expect(await auditor.refused('nachweis.create', wish)).toMatchObject({
      code: 'nachweis.kein-pruefpunkt',
      heading: 'Noch kein Prüfpunkt',
    });
    const mine = evidenceContext(service.database);
    await makeCheckpoint(mine, DEMO_TENANT);
    const made = await auditor.call('nachweis.create', wish);
    expect(made).toMatchObject({ name: expect.stringMatching(/^nachweis-.*\.ndjson$/), offen: 0 });
    const file = auditor.workspace().documents.get(auditor.person, made.sha256);
    const keyFile = join(base, 'schluessel.txt');
    writeFileSync(keyFile, Buffer.from(mine.signer.publicKey).toString('base64'));
    const checked = await verify(file!.bytes, '--key', keyFile);
    expect(checked.out).toContain('unversehrt');
    expect(checked.out).toContain(
      `Einträge:      ${made.eintraege}, davon mit Inhalt verglichen: ${made.eintraege}`,
    );
    expect(checked.status).toBe(0);
    expect(checked.text).toContain('Pohl');
    expect(checked.text).not.toContain('Sörensen');
    expect(await auditor.call('nachweis.ausgaben', { id: wish.id })).toEqual([
      { zeit: expect.any(String), name: expect.stringContaining('Sörensen'), inhalt: true },
    ]);

    auditor.cut(true);
    expect(await auditor.refused('nachweis.create', wish)).toMatchObject({ code: 'sync.keine-verbindung' });
    auditor.cut(false);
    expect(await auditor.refused('nachweis.create', { ...wish, id: 'gibt-es-nicht' })).toMatchObject({
      code: 'ledger.vorgang-unbekannt',
    });
    const clerk = await connectLaptop(service.address, byName('Janssen').id);
    laptops.push(clerk);
    for (const channel of ['nachweis.create', 'nachweis.ausgaben'] as const)
      expect(await clerk.refused(channel, wish)).toMatchObject({
        code: 'nachweis.nicht-berechtigt',
        cause: expect.stringContaining('Rechnungsprüfung'),
      });
  } finally {
    for (const l of laptops) l.remove();
  }
}, 120_000);

test('on a single seat from its own log, which nobody else bears witness to', async () => {
  const seat = await startDemoApp();
  try {
    const id = await makeLaufzettel(seat, { titel: 'Neue Leuchten', senden: false });
    const create = seat.app.handlers['nachweis.create'];
    const made = ok(await create({ id, inhalt: true }));
    expect(ok(await seat.app.handlers['nachweis.ausgaben']({ id }))).toEqual([]);
    const file = seat.workspace().documents.get(byName('Arslan').id, made.sha256)!;
    await seat.als('Janssen');
    expect(problem(await create({ id: byName('Pohl').id, inhalt: false }))).toMatchObject({
      code: 'nachweis.nicht-berechtigt',
    });
    const checked = await verify(file.bytes);
    expect(checked.out).toMatch(/unversehrt[\s\S]*Einzelplatz|Einzelplatz[\s\S]*unversehrt/);
    expect(checked.status).toBe(0);
    // Whoever knows a key of a centre is not content with that; what was changed is found without one.
    const keyFile = join(base, 'anderer.txt');
    writeFileSync(keyFile, Buffer.alloc(32, 7).toString('base64'));
    expect((await verify(file.bytes, '--key', keyFile)).status).toBe(1);
    const forged = Buffer.from(file.bytes).toString('utf8').replaceAll('Neue Leuchten', 'Alte Leuchten');
    expect((await verify(Buffer.from(forged))).out).toContain('nicht der, den der Eintrag zusagt');
  } finally {
    seat.app.close();
    seat.remove();
  }
}, 120_000);
