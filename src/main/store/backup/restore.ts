import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/shared/result.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import type { Kinds, LedgerCrypto } from '../../../ledger/index.ts';
import { checkStore } from '../check.ts';
import { openDatabase, statements } from '../database.ts';
import { readHeader, writeHeader, type Header } from '../header.ts';
import { vorgangKey } from '../keys.ts';
import { DEVICE_SETTING } from '../make-files.ts';
import { MIGRATIONS_DIR } from '../migrate.ts';
import { openStore, type OpenedStore } from '../open.ts';
import { isCopy } from '../feed.ts';
import { heldByOther } from '../probe.ts';
import { finishSwap, formerName, swapIn, UNFINISHED_DIR } from '../swap.ts';
import { unwrapByPassphrase, unwrapByRecoveryKey } from '../wrap.ts';
import { readContainer, type Container } from './container.ts';
import { importSealed } from './data.ts';
import type { StoredBlob } from './documents.ts';
import { writeDocuments, writeKeys } from './write-files.ts';
import { collectKeys } from './key-sources.ts';
import { extractPart, verifyBackup, type KeyMap } from './verify.ts';

export interface RestoreOptions {
  /** folder of the workspace; what is there now is kept beside */
  readonly dir: string;
  /** other backups, whose keys count as well */
  readonly backupDir: string;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly newId: () => string;
  readonly clock: { readonly now: () => string };
  readonly migrationsDir?: string;
  /** the backup is whole and opens: what is there now is to be closed before it is exchanged */
  readonly onProven: () => void;
}

export type Secret = { readonly passphrase: string } | { readonly recoveryKey: string };

/** Where main/sync notes how far it has read the feed; '' starts from the beginning. */
const CURSOR_SETTING = 'sync:cursor';

/**
 * Restores a backup: proves the file, builds a workspace beside, proves that as well, and only then exchanges
 * it for the present one. What was erased since stays erased. The device gets a new id: numbers of commands
 * given after the backup are never used again for others.
 */
export async function restoreBackup(
  file: string,
  secret: Secret,
  options: RestoreOptions,
): Promise<Result<{ readonly feed: number }, Rejection>> {
  const { dir, crypto } = options;
  finishSwap(dir);
  const container = await readContainer(file);
  if (!container.ok) return container;
  const unlocked = await unlock(container.value, secret, options);
  if (!unlocked.ok) return unlocked;
  const { header, databaseKey } = unlocked.value;
  const proven = await verifyBackup(file, databaseKey, crypto);
  if (!proven.ok) return proven;
  options.onProven();
  const held = heldByOther(dir, databaseKey);
  if (held) return { ok: false, error: held };
  const keys = await collectKeys(file, options, header.id, databaseKey);

  const unfinished = join(dir, UNFINISHED_DIR);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    const built = await build(file, proven.value, keys, databaseKey, unfinished, options);
    if (!built.ok) return built;
    writeHeader(unfinished, header);
    swapIn(dir, formerName(options.clock.now()));
    return built;
  } finally {
    // Refused or broken off: the present workspace was not touched. After the exchange nothing is left here.
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The passphrase of the day of the backup opens it, or today's, when the workspace is still here. */
async function unlock(
  { head }: Container,
  secret: Secret,
  { dir, crypto }: RestoreOptions,
): Promise<Result<{ readonly header: Header; readonly databaseKey: Uint8Array }, Rejection>> {
  const present = readHeader(dir);
  const headers = [head.mappe, ...(present.ok && present.value.id === head.mappe.id ? [present.value] : [])];
  let refusal: Rejection = { code: 'store.kennwort-falsch', params: {} };
  for (const header of headers.reverse()) {
    const databaseKey =
      'passphrase' in secret
        ? await unwrapByPassphrase(crypto, header, secret.passphrase)
        : unwrapByRecoveryKey(crypto, header, secret.recoveryKey);
    if (databaseKey.ok) return ok({ header, databaseKey: databaseKey.value });
    refusal = databaseKey.error;
  }
  return { ok: false, error: refusal };
}

async function build(
  path: string,
  container: Container,
  keys: KeyMap,
  databaseKey: Uint8Array,
  target: string,
  { kinds, crypto, newId, migrationsDir = MIGRATIONS_DIR }: RestoreOptions,
): Promise<Result<{ readonly feed: number }, Rejection>> {
  const file = await open(path, 'r');
  try {
    await extractPart(file, container, 'daten', join(target, 'mappe.db'));
    const data = openDatabase(join(target, 'mappe.db'), 'mappe.db', databaseKey);
    let documents: readonly StoredBlob[];
    try {
      const missing = countMissing(statements(data), keys);
      if (missing > 0) {
        return reject('store.sicherung-ohne-schluessel', { anzahl: missing, datei: container.name });
      }
      documents = importSealed(data, (id) => keys.get(id) ?? null, crypto);
    } finally {
      data.close();
    }
    writeKeys(join(target, 'schluessel.db'), databaseKey, keys, migrationsDir);
    const whole = await writeDocuments(file, container, documents, keys, databaseKey, target, migrationsDir);
    if (!whole) return reject('store.sicherung-beschaedigt', { datei: container.name, teil: 'dokumente' });
  } finally {
    await file.close();
  }
  const opened = openStore({ dir: target, databaseKey, kinds, crypto, migrationsDir });
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    if (isCopy(statements(store.files.data))) startCopyAnew(store);
    else store.rebuildAll();
    store.setSetting(DEVICE_SETTING, newId());
    const [finding] = await checkStore(store, crypto);
    if (finding)
      return reject('store.sicherung-beschaedigt', { datei: container.name, teil: finding.stelle });
    return ok({ feed: store.read.head().feed });
  } finally {
    store.close();
  }
}

/** A laptop's share of a central log is fetched anew; what was waiting to be sent is what counts. */
function startCopyAnew(store: OpenedStore): void {
  store.transaction(() => {
    store.feed.forgetAll();
    store.setSetting(CURSOR_SETTING, '');
  });
}

/** Vorgaenge of the backup for which no key and no mark of erasure is to be had anywhere. */
const countMissing = (sql: ReturnType<typeof statements>, keys: KeyMap): number =>
  sql<{ vorgang: string }>('SELECT DISTINCT vorgang FROM record WHERE length(payload) > 0')
    .all()
    .filter(({ vorgang }) => !keys.has(vorgangKey(vorgang))).length;
