import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { createBackup } from '../../src/central/backup/create.ts';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { openBlobS3 } from '../../src/central/blobs/s3.ts';
import { eraseVorgang } from '../../src/central/engine/erase.ts';
import { makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import { checkLog } from '../../src/cli/audit/check-log.ts';
import { readCentral } from '../../src/cli/audit/read-central.ts';
import { runAudit } from '../../src/cli/audit.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { evidenceContext } from '../support/evidence.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { everyRow, filesWith, textsIn } from '../support/raw.ts';
import { everything } from '../support/raw-laptop.ts';
import { startTestService } from '../support/service.ts';

/*
 * Erased at the centre: two laptops with the real app (one was away, with an entry that waits), their own backups, the
 * centre on both databases, documents on disk and in S3, its backup. Afterwards nothing is left in any byte of them,
 * and audit finds every log whole.
 */

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-getilgt-'));
let postgres: TestPostgres;
let s3: S3rver;
let endpoint = '';
beforeAll(async () => {
  postgres = await startPostgres();
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(base, 's3'),
    configureBuckets: [{ name: 'akten', configs: [] }],
  });
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
}, 60_000);
afterAll(async () => {
  await s3.close();
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

const NAMES = ['Quittenbaum-Gruen', 'Joergenstraesser', 'Moltkestrasse-siebzehn'];
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SCAN = Buffer.concat([PIXEL, Buffer.from(NAMES[2]!)]);
const SHA = createHash('sha256').update(SCAN).digest('hex');
/** After the ten years that the sample table says. */
const LATER = '2100-01-04T08:00:00.000Z';

const auditLaptop = async ({ dir }: Laptop) => {
  let out = '';
  const io = { out: (t: string) => void (out += t), err: (t: string) => void (out += t) };
  return [await runAudit(['verify', dir], { ...io, env: { AMTSMAPPE_PASSPHRASE: 'pw' } }), out] as const;
};

test.each([
  ['sqlite', 'Ordner'],
  ['postgres', 'S3'],
] as const)(
  '%s, documents in %s: nothing is left anywhere, and every log is whole',
  async (dialect, where) => {
    const onDisk = join(base, `dokumente-${dialect}`);
    const blobs =
      where === 'Ordner'
        ? openBlobFiles(onDisk)
        : openBlobS3({
            endpoint,
            bucket: 'akten',
            region: 'eu-central-1',
            accessKeyId: 'S3RVER',
            secretAccessKey: 'S3RVER',
          });
    const dir = join(base, `zentrale-${dialect}`);
    mkdirSync(dir);
    const url = dialect === 'sqlite' ? join(dir, 'central.db') : postgres.newDatabase();
    const service = await startTestService({ login: true, blobs, url, dir });
    const laptops: Laptop[] = [];
    try {
      for (const name of ['Behrendt', 'Szymanski'])
        laptops.push(await connectLaptop(service.address, byName(name).id));
      const [here, away] = laptops as [Laptop, Laptop];
      const id = await here.call('id.new', null);
      const put = await here.app.app.putDocument(`${NAMES[0]}.png`, SCAN);
      if (!put.ok) throw new Error(put.problem.code);
      const say = (l: Laptop, command: { readonly type: string; readonly [more: string]: unknown }) =>
        l.call('command.execute', {
          art: 'antrag',
          vorgang: id,
          baseRevision: l.workspace().ctx.store.read.stand(id)?.revision ?? 0,
          command,
        });
      await say(here, {
        type: 'createAntrag',
        jahr: new Date().getUTCFullYear(),
        antragArt: 'antrag',
        betreff: `Ankauf ${NAMES[0]}`,
        text: [{ art: 'absatz', text: [{ text: `Herr ${NAMES[1]} verkauft.` }] }],
        anlagen: [{ id: 'p', bezeichnung: `Plan ${NAMES[0]}`, sha256: SHA, seiten: null }],
        oeffentlich: false,
        steller: NAMES[1],
        personen: [],
        eingegangenAm: '2026-01-05',
        gremium: id,
      });
      await here.sync();
      await away.sync();
      for (const l of laptops) {
        await l.call('vorgang.history', { id });
        await l.app.documents.getDocument(SHA);
        await l.call('search.query', { text: NAMES[0]! });
        await l.call('backup.create', null);
      }
      // It waits on the laptop that is away: words of a Vorgang that will be gone when it comes back.
      away.cut(true);
      await say(away, { type: 'refuseAntrag', grund: `${NAMES[1]} ist befangen` });
      await say(here, { type: 'withdrawAntrag', grund: `${NAMES[1]} verkauft nicht` });
      await here.sync();
      const evidence = evidenceContext(service.database);
      await makeCheckpoint(evidence, DEMO_TENANT);
      const out = join(base, `sicherung-${dialect}`);
      const backup = (now: string) => createBackup({ database: service.database, url, blobs, out, now });
      await backup('2026-11-22T08:00:00.000Z');

      // The search finds what is there.
      for (const l of laptops) expect([...textsIn(everything(l), NAMES)].sort()).toEqual([...NAMES].sort());
      const stored = where === 'S3' ? join(base, 's3') : onDisk;
      expect(filesWith([stored], [NAMES[2]!])).toHaveLength(1);
      expect(filesWith([join(out, 'dokumente')], [NAMES[2]!])).toHaveLength(1);
      const atCentre = async () =>
        dialect === 'sqlite'
          ? filesWith([dir], NAMES)
          : (await everyRow(service.database.db)).match(new RegExp(NAMES.join('|'), 'g'));
      expect((await atCentre())?.length).toBeGreaterThan(0);

      const admin = { tenant: DEMO_TENANT, person: byName('Brandt').id, device: 'd', clientId: 'd:b' };
      const due = { ...service.ctx, clock: { now: () => LATER } };
      const deps = { ctx: due, database: service.database, blobs };
      expect(await eraseVorgang(deps, admin, id, 'Aufbewahrung abgelaufen')).toMatchObject({ ok: true });
      await backup('2026-11-23T08:00:00.000Z');
      away.cut(false);
      for (const l of laptops) await l.sync();

      // The centre: database, documents, and what its next backup keeps of documents and writes anew.
      expect((await atCentre()) ?? []).toEqual([]);
      expect(filesWith([stored], [NAMES[2]!])).toEqual([]);
      expect(readdirSync(stored, { recursive: true }).join()).not.toContain(SHA);
      expect(filesWith([join(out, 'dokumente'), join(out, 'schluessel')], NAMES)).toEqual([]);
      const [old, fresh] = readdirSync(join(out, 'datenbank')).sort();
      if (dialect === 'sqlite') expect(filesWith([join(out, 'datenbank')], NAMES)).toHaveLength(1);
      expect(readFileSync(join(out, 'datenbank', fresh!)).includes(NAMES[0]!)).toBe(false);
      expect(old).not.toBe(fresh);

      // The laptops, which have got it from the feed; the entry that waited is a conflict without its words.
      for (const l of laptops) {
        expect(await l.refused('vorgang.get', { id })).toMatchObject({ code: 'ledger.vorgang-unbekannt' });
        await l.call('backup.create', null);
        expect([...textsIn(everything(l), NAMES)]).toEqual([]);
      }
      const conflicts = JSON.stringify(await away.call('sync.conflicts', null));
      expect(conflicts).toContain('gelöscht');

      await makeCheckpoint(evidence, DEMO_TENANT);
      for (const source of await readCentral(service.database, ledgerCrypto, DEMO_TENANT))
        expect((await checkLog(source, ledgerCrypto, { key: null, kept: [] })).befunde).toEqual([]);
      for (const l of laptops) {
        l.app.close();
        expect(await auditLaptop(l)).toEqual([0, expect.stringContaining('unversehrt')]);
      }
    } finally {
      for (const l of laptops) l.remove();
      await service.remove();
    }
  },
  180_000,
);
