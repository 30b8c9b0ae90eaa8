import Database from 'better-sqlite3-multiple-ciphers';
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import {
  verifyChain,
  type ChainHead,
  EMPTY_HEAD,
  type LedgerCrypto,
  type LedgerHeader,
} from '../../ledger/index.ts';
import { isPostgres, openCentralDatabase, type CentralDatabase } from '../db/open.ts';
import { finishErasures } from '../engine/erase-rows.ts';
import { addKeyNotes, leadsTo, type KeyNote } from '../evidence/key-history.ts';
import { headsOf } from './create.ts';
import { restoreDocuments, type DocumentSource } from './documents.ts';
import { keepDevices, type DeviceEntry } from './devices.ts';
import { eraseAgain } from './erase-again.ts';
import { readInPlace, type InPlace } from './in-place.ts';
import { readKeptErasures, readKeys, type ErasureRow } from './keys.ts';
import { describeFile, listBackups, readManifest, settleFile, stampOf, type Manifest } from './manifest.ts';
import { restoreDump } from './postgres-tool.ts';

/** Why nothing was restored; nothing has been changed then, except where `angefangen` says so. */
export class RestoreRefused extends Error {}

export interface RestoreOptions {
  readonly from: string;
  /** null: the newest */
  readonly stamp: string | null;
  /** path of the SQLite file or address of the PostgreSQL database */
  readonly url: string;
  readonly blobs: DocumentSource;
  /** puts a database that is there aside (SQLite) or drops its tables (PostgreSQL) */
  readonly replace: boolean;
  readonly crypto: LedgerCrypto;
  readonly now: string;
  /** the key that will state the restore (null: there is none yet), and its history; null: none is to be stated */
  readonly checkpoint: { readonly publicKey: Uint8Array | null; readonly history: readonly KeyNote[] } | null;
}

export interface Restored {
  readonly database: CentralDatabase;
  readonly manifest: Manifest;
  /** erased since the backup, and now again */
  readonly erased: number;
  /** documents that the backup does not have */
  readonly missing: readonly string[];
  /** the database in place could not be read: what was erased after the newest keys were saved is not known */
  readonly unreadable: boolean;
}

/**
 * Brings a backup back: database, the newest keys there are, documents. What was erased since the backup, as the newest
 * keys or the database in place know it, is erased again; which devices may in stays as it was. A key of checkpoints
 * that was changed since is introduced again; one that cannot be is refused before anything is touched. The chain is
 * followed from its first record before anything counts.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { from, url } = options;
  const stamp = options.stamp ?? listBackups(from).at(-1) ?? '';
  const manifest = readManifest(from, stamp);
  if (manifest === null) throw new RestoreRefused(`Keine lesbare Sicherung „${stamp}“ in „${from}“.`);
  const keys = await newestKeys(from, stamp);
  const found = await describeFile(from, manifest.datenbank.name).catch(() => null);
  if (found?.sha256 !== manifest.datenbank.sha256)
    throw new RestoreRefused('Die Datei der Datenbank fehlt oder ist nicht mehr, was gesichert wurde.');
  const place = isPostgres(url) === (manifest.art === 'postgres') ? await readInPlace(url) : NOTHING;
  const history = [...(options.checkpoint?.history ?? []), ...place.keyNotes];
  refuseStrangeKey(options, manifest, history);
  const erasures = [...readKeptErasures(keys), ...place.erasures];
  const more: More = { keys, history, erasures, devices: place.devices };
  const restored =
    manifest.art === 'sqlite'
      ? await restoreSqlite(options, manifest, more)
      : await restorePostgres(options, manifest, more);
  const database = restored.database ?? (await openCentralDatabase(url));
  const { missing } = await restoreDocuments(
    database.db,
    options.blobs,
    join(from, 'dokumente'),
    options.now,
  );
  await finishErasures({ database, blobs: options.blobs, keepFormer: true });
  return { database, manifest, erased: restored.erased, missing, unreadable: place.unreadable };
}

const NOTHING: InPlace = { erasures: [], keyNotes: [], devices: [], unreadable: false };

/** What is known beside the backup's own files. */
interface More {
  /** the file with the newest keys */
  readonly keys: string;
  readonly history: readonly KeyNote[];
  readonly erasures: readonly ErasureRow[];
  readonly devices: readonly DeviceEntry[];
}

/** A log whose checkpoints were signed with another key would be signed by nobody, and no laptop would follow it. */
function refuseStrangeKey(
  { checkpoint, crypto }: RestoreOptions,
  manifest: Manifest,
  history: readonly KeyNote[],
): void {
  if (checkpoint === null) return;
  const notes = [...(manifest.pruefschluessel ?? []), ...history];
  for (const { tenant } of manifest.staedte)
    if (!leadsTo(crypto, tenant, notes, checkpoint.publicKey))
      throw new RestoreRefused(
        `Der Schlüssel der Prüfpunkte hier ist nicht der, den „${tenant}“ kennt, und keiner ihrer Schlüssel hat ihn ` +
          'eingeführt: die Arbeitsplätze würden dem Zurückgespielten nicht folgen. Nächster Schritt: die Schlüsseldatei ' +
          'aus der Verwahrung an ihren Ort legen (nach einem Wechsel auch die Datei mit der Endung „.einfuehrung“) und ' +
          'wiederholen. Ist sie für immer verloren: --without-note; dann verbinden sich alle Arbeitsplätze neu.',
      );
}

/** Keys of this backup or a later one; older ones would miss Vorgaenge that the backup has. */
async function newestKeys(from: string, stamp: string): Promise<string> {
  const dir = join(from, 'schluessel');
  const files = existsSync(dir) ? readdirSync(dir).filter((f) => f.endsWith('Z.db')) : [];
  const newest = files.sort().at(-1);
  if (newest === undefined || newest < `${stamp}.db`)
    throw new RestoreRefused(
      'Die Schlüssel zu dieser Sicherung sind nicht mehr da: ohne sie ist kein Inhalt zu lesen.',
    );
  return join(dir, newest);
}

interface Placed {
  readonly database: CentralDatabase | null;
  readonly erased: number;
}

async function restoreSqlite(options: RestoreOptions, manifest: Manifest, more: More): Promise<Placed> {
  const { url, replace, from, now } = options;
  if (isPostgres(url)) throw new RestoreRefused('Die Sicherung stammt aus SQLite, das Ziel ist PostgreSQL.');
  if (existsSync(url) && !replace)
    throw new RestoreRefused(`„${url}“ ist schon da. Mit --replace wird es beiseitegelegt.`);
  const draft = `${url}.neu`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true });
  copyFileSync(join(from, manifest.datenbank.name), draft);
  const database = await openCentralDatabase(draft);
  const erased = await complete(database, options, manifest, more);
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database.db);
  await database.close();
  if (existsSync(url)) putAside(url, `${url}.vor-${stampOf(now)}`);
  settleFile(draft, url);
  return { database: null, erased };
}

/** Its write-ahead log is folded in first, so that one file is the whole of it. */
function putAside(url: string, kept: string): void {
  const before = new Database(url);
  before.pragma('busy_timeout = 0');
  try {
    before.pragma('wal_checkpoint(TRUNCATE)');
    before.pragma('locking_mode = EXCLUSIVE');
    before.pragma('journal_mode = DELETE');
  } catch {
    before.close();
    throw new RestoreRefused('Die Datenbank ist in Benutzung: erst den Dienst anhalten.');
  }
  before.close();
  renameSync(url, kept);
  for (const end of ['-wal', '-shm']) rmSync(`${url}${end}`, { force: true });
}

async function restorePostgres(options: RestoreOptions, manifest: Manifest, more: More): Promise<Placed> {
  const { url, replace, from } = options;
  if (!isPostgres(url)) throw new RestoreRefused('Die Sicherung stammt aus PostgreSQL, das Ziel ist SQLite.');
  const args = ['--no-owner', '--single-transaction', '--exit-on-error'];
  if (replace) args.push('--clean', '--if-exists');
  else if (await hasTables(url))
    throw new RestoreRefused('Die Datenbank ist nicht leer: eine neue anlegen (createdb) oder --replace.');
  await restoreDump(url, join(from, manifest.datenbank.name), args);
  const database = await openCentralDatabase(url);
  try {
    return { database, erased: await complete(database, options, manifest, more) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function hasTables(url: string): Promise<boolean> {
  const pg = (await import('pg')).default;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ found: string | null }>(
    "SELECT to_regclass('record')::text AS found",
  );
  await client.end();
  return rows[0]?.found !== null && rows[0]?.found !== undefined;
}

/** Keys into their table, the chain followed, the erased erased. */
async function complete(
  database: CentralDatabase,
  { crypto, now }: RestoreOptions,
  manifest: Manifest,
  { keys, history, erasures, devices }: More,
): Promise<number> {
  const heads = await headsOf(database.db);
  for (const { tenant, eintraege, kopf } of manifest.staedte) {
    const head = await followWholeChain(database, crypto, tenant);
    const same = heads.find((h) => h.tenant === tenant);
    if (head.feed !== eintraege || head.hash !== kopf || same?.kopf !== kopf)
      throw new RestoreRefused(`Der Verlauf von „${tenant}“ ist in dieser Sicherung nicht ganz.`);
  }
  await database.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('vorgang_key').execute();
    let batch: { tenant: string; vorgang: string; key: Uint8Array | null }[] = [];
    const flush = async () => {
      if (batch.length > 0) await tx.insertInto('vorgang_key').values(batch).execute();
      batch = [];
    };
    for (const row of readKeys(keys)) {
      batch.push(row);
      if (batch.length === 500) await flush();
    }
    await flush();
    await keepDevices(
      tx,
      devices,
      manifest.staedte.map((s) => s.tenant),
    );
  });
  await addKeyNotes(database.db, crypto, history);
  return eraseAgain(database, crypto, now, erasures);
}

const PAGE = 5000;

async function followWholeChain(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  tenant: string,
): Promise<ChainHead> {
  let head = EMPTY_HEAD;
  for (;;) {
    const records = await db
      .selectFrom('record')
      .select((eb) => eb.fn.coalesce('siegel', 'tenant').as('tenant'))
      .select(['feed', 'vorgang', 'art', 'revision', 'type', 'v', 'zeit', 'akteur'])
      .select(['command_id as commandId', 'commitment', 'prev', 'hash'])
      .where('tenant', '=', tenant)
      .where('feed', '>', head.feed)
      .orderBy('feed')
      .limit(PAGE)
      .execute();
    const step = verifyChain(crypto, records as LedgerHeader[], head);
    if (step.fault !== null)
      throw new RestoreRefused(`Der Verlauf von „${tenant}“ bricht bei ${step.fault.feed}.`);
    head = step.head;
    if (records.length < PAGE) return head;
  }
}
