import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { openSigner } from '../../src/central/evidence/signing-key.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { checkPast } from '../../src/main/sync/evidence.ts';
import { geheimNotiz } from '../support/central.ts';
import { command } from '../support/command-line.ts';
import { evidenceJobs } from '../support/evidence.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { everyRow, filesWith } from '../support/raw.ts';
import { startTestService, type TestService } from '../support/service.ts';

/* What happened after a backup and must outlive its restore: an erasure, a change of the key of checkpoints. */

const NAMES = ['Quittenbaum', 'Joergenstraesser'];
const admin = byName('Brandt').id;
const kaya = byName('Kaya').id;
const faellig: Kind = {
  ...geheimNotiz,
  retention: (s: { geschlossen: boolean }) => (s.geschlossen ? { bis: '2026-01-01', grund: 'Test' } : null),
};
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-zurueck-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

/** What a laptop keeps of the past that it was shown. */
function witness() {
  const settings = new Map<string, unknown>();
  return {
    tenant: 'musterhafen',
    crypto: ledgerCrypto,
    random: () => 0.5,
    store: {
      read: { setting: (name: string) => settings.get(name), records: () => [] },
      setSetting: (name: string, value: unknown) => void settings.set(name, value),
      transaction: <T>(work: () => T) => work(),
    },
  };
}

test.each(['sqlite', 'postgres'] as const)(
  'on %s: a backup from before an erasure and a change of key; the erased stays erased, every laptop follows',
  async (dialect) => {
    const dir = join(base, dialect);
    const out = join(base, `${dialect}-sicherung`);
    mkdirSync(dir);
    const url = dialect === 'postgres' ? postgres.newDatabase() : join(dir, 'central.db');
    const env: Record<string, string> = dialect === 'postgres' ? { DATABASE_URL: url } : {};
    const keyFile = join(dir, 'pruefpunkt-schluessel.pem');
    const open = () => startTestService({ kinds: [faellig], dir, url });
    const checkpoint = async ({ database }: TestService) =>
      evidenceJobs(database, keyFile, (entry) => expect(entry).toBeNull()).close();

    let service = await open();
    const scan = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), Buffer.from(NAMES[0]!.repeat(50))]);
    const sha256 = createHash('sha256').update(scan).digest('hex');
    let author = await service.lineOf(kaya);
    await author.transport.uploadBlob(sha256, scan, null);
    const wish = (seq: number, vorgang: string, command: object) => ({
      seq,
      id: `${vorgang}-${seq}`,
      art: 'notiz',
      vorgang,
      command: command as { type: string },
      v: 1,
      baseRevision: 99,
      hangsOn: null,
      clientTime: new Date().toISOString(),
    });
    const push = (...commands: ReturnType<typeof wish>[]) =>
      author.transport.push({ protocol: 1, clientId: author.clientId, commands });
    await push(
      { ...wish(1, 'fall', { type: 'createNotiz', titel: `Fall ${NAMES[0]}`, fuer: kaya }), baseRevision: 0 },
      wish(2, 'fall', { type: 'attach', sha256 }),
      wish(3, 'fall', { type: 'addText', text: NAMES[1] }),
      wish(4, 'fall', { type: 'close' }),
    );
    await checkpoint(service);
    const [early, late] = [witness(), witness()];
    expect(await checkPast(early, author.transport)).toBe('ok');
    expect(await checkPast(late, author.transport)).toBe('ok');
    const backup = () => command(['backup', '--out', out, '--data', dir], env);
    expect(await backup()).toMatchObject({ status: 0, err: '' });
    expect(filesWith([join(out, 'dokumente')], NAMES)).toHaveLength(1);

    // No further backup: only the database in place knows of the erasure, only it has the note of the new key.
    await push(
      {
        ...wish(5, 'spaeter', { type: 'createNotiz', titel: `Danach ${NAMES[0]}`, fuer: kaya }),
        baseRevision: 0,
      },
      wish(6, 'spaeter', { type: 'close' }),
    );
    const boss = await service.lineOf(admin);
    for (const id of ['fall', 'spaeter'])
      expect(await boss.transport.erase(id, 'Frist um')).toMatchObject({ value: { ok: true } });
    await service.close();
    expect((await command(['key', 'rotate', '--data', dir], env)).status).toBe(0);
    service = await open();
    author = await service.lineOf(kaya);
    await checkpoint(service);
    expect(await checkPast(late, author.transport)).toBe('ok');
    await service.close();

    // Without the key, or with a stranger's, nothing is touched.
    const restore = (...more: string[]) =>
      command(['restore', '--from', out, '--replace', '--data', dir, ...more], env);
    renameSync(keyFile, `${keyFile}.weg`);
    for (const strange of [false, true]) {
      if (strange) openSigner(keyFile, ledgerCrypto.sha256);
      const refused = await restore();
      expect(refused.status).toBe(69);
      expect(refused.err).toContain('Nächster Schritt: die Schlüsseldatei');
      expect(existsSync(keyFile)).toBe(strange);
    }
    renameSync(`${keyFile}.weg`, keyFile);
    service = await open();
    expect((await service.database.db.selectFrom('pruefnotiz').select('art').execute()).length).toBe(2);
    await service.close();

    const restored = await restore();
    expect(restored).toMatchObject({ status: 0, err: '' });
    expect(restored.out).toContain('1 seither gelöschte Vorgänge wieder gelöscht');
    service = await open();
    author = await service.lineOf(kaya);
    for (const laptop of [early, late, witness()])
      expect(await checkPast(laptop, author.transport)).toBe('ok');
    await checkpoint(service);
    for (const laptop of [early, late]) expect(await checkPast(laptop, author.transport)).toBe('ok');

    // Gone from every row and file, on the side of the documents as well; who wanted it is still known.
    const { db } = service.database;
    if (dialect === 'sqlite') expect(filesWith([dir], NAMES)).toEqual([]);
    else expect(await everyRow(db)).not.toMatch(new RegExp(NAMES.join('|')));
    expect(filesWith([join(dir, 'dokumente')], NAMES)).toEqual([]);
    const [erased] = await db.selectFrom('loeschung').selectAll().where('vorgang', '=', 'fall').execute();
    expect(erased).toMatchObject({ akteur: admin, grund: 'Frist um', fertig: 1 });
    // What a laptop offers again of it is refused, also of what the backup did not have yet.
    const again = await push({
      ...wish(1, 'spaeter', { type: 'createNotiz', titel: 'Wieder da', fuer: kaya }),
      baseRevision: 0,
    });
    expect(again).toMatchObject({
      value: { answers: [{ result: { rejection: { code: 'ledger.vorgang-geloescht' } } }] },
    });
    expect(await backup()).toMatchObject({ status: 0, err: '' });
    expect(filesWith([join(out, 'dokumente')], NAMES)).toEqual([]);
    await service.close();
    const target = dialect === 'postgres' ? ['--database'] : [dir];
    const audit = await command(['audit', 'verify', ...target], env);
    expect(audit.out).toContain('Zurückgespielt');
    expect(audit).toMatchObject({ status: 0 });

    // Lost for good: the data can be had all the same, and that laptops will not follow is said before.
    const elsewhere = join(base, `${dialect}-anderswo`);
    const other: Record<string, string> =
      dialect === 'postgres' ? { DATABASE_URL: postgres.newDatabase() } : {};
    const keyless = ['restore', '--from', out, '--data', elsewhere];
    expect((await command(keyless, other)).status).toBe(69);
    expect((await command([...keyless, '--without-note'], other)).status).toBe(0);
    expect(readdirSync(elsewhere)).not.toContain('pruefpunkt-schluessel.pem');
  },
  180_000,
);
