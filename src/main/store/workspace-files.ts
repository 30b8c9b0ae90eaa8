import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { Kinds, LedgerCrypto } from '../../ledger/index.ts';
import { createBackup } from './backup/create.ts';
import { expireBackupKeys, listBackups, type BackupInfo } from './backup/list.ts';
import { restoreBackup, type Secret } from './backup/restore.ts';
import { StoreFault } from './fault.ts';
import { makeHeader, readHeader, writeHeader } from './header.ts';
import { DEVICE_SETTING, makeFiles } from './make-files.ts';
import { openStore, type OpenedStore } from './open.ts';
import type { StoreOptions } from './open-files.ts';
import { finishSwap, formerName, putAside, removeFormer, WORKSPACE_FILES } from './swap.ts';
import { makeRecoveryKey } from './recovery-key.ts';
import {
  SCRYPT_COST,
  unwrapByKeyStore,
  unwrapByPassphrase,
  unwrapByRecoveryKey,
  wrapByKeyStore,
  wrapByPassphrase,
  wrapByRecoveryKey,
  type KeyStore,
  type ScryptCost,
} from './wrap.ts';

export interface WorkspaceFilesOptions {
  /** folder of the workspace */
  readonly dir: string;
  /** where backups lie; default: `sicherungen` in the folder of the workspace */
  readonly backupDir?: string;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly clock: { readonly now: () => Zeitpunkt };
  readonly newId: () => string;
  /** tests take a cheap one */
  readonly scryptCost?: ScryptCost;
  readonly migrationsDir?: string;
}

export interface Opened {
  readonly store: OpenedStore;
  /** id of this device, made with the workspace and anew after a restore */
  readonly device: string;
}

/** Everything that can be done with the folder of a workspace, from set-up to restore. */
export function openWorkspaceFiles(options: WorkspaceFilesOptions) {
  const { dir, crypto, kinds, clock, newId, scryptCost = SCRYPT_COST } = options;
  const backupDir = options.backupDir ?? join(dir, 'sicherungen');
  let current: { readonly store: OpenedStore; readonly databaseKey: Uint8Array } | null = null;

  const storeOptions = (databaseKey: Uint8Array): StoreOptions => {
    const { migrationsDir } = options;
    return { dir, databaseKey, kinds, crypto, ...(migrationsDir ? { migrationsDir } : {}) };
  };

  function open(databaseKey: Uint8Array): Result<Opened, Rejection> {
    lock();
    finishSwap(dir);
    const opened = openStore(storeOptions(databaseKey));
    if (!opened.ok) return opened;
    current = { store: opened.value, databaseKey };
    return ok({ store: opened.value, device: String(opened.value.read.setting(DEVICE_SETTING)) });
  }

  function lock(): void {
    current?.store.close();
    current = null;
  }

  /** Header with a new passphrase and a new recovery key; whatever opened it before no longer does. */
  async function wrapAnew(id: string, erstellt: Zeitpunkt, databaseKey: Uint8Array, passphrase: string) {
    const recoveryKey = makeRecoveryKey();
    const header = makeHeader({
      id,
      erstellt,
      kennwort: await wrapByPassphrase(crypto, id, databaseKey, passphrase, scryptCost),
      wiederherstellung: wrapByRecoveryKey(crypto, id, databaseKey, recoveryKey),
    });
    return { header, recoveryKey };
  }

  return {
    status: (): 'fehlt' | 'vorhanden' | Rejection => {
      finishSwap(dir);
      const found = readHeader(dir);
      if (found.ok) return 'vorhanden';
      const present = WORKSPACE_FILES.some((f) => existsSync(join(dir, f)));
      return present ? found.error : 'fehlt';
    },

    /** Makes a workspace in an empty place and opens it. The recovery key is answered once and kept nowhere. */
    create: (passphrase: string): Promise<Result<Opened & { readonly recoveryKey: string }, Rejection>> =>
      settled(async () => {
        finishSwap(dir);
        const present = WORKSPACE_FILES.find((f) => existsSync(join(dir, f)));
        if (present) return reject('store.schon-vorhanden', { datei: present });
        const databaseKey = randomBytes(32);
        const { header, recoveryKey } = await wrapAnew(
          randomBytes(16).toString('hex'),
          clock.now(),
          databaseKey,
          passphrase,
        );
        const made = makeFiles(storeOptions(databaseKey), header, newId());
        if (!made.ok) return made;
        const opened = open(databaseKey);
        return opened.ok ? ok({ ...opened.value, recoveryKey }) : opened;
      }),

    unlock: (passphrase: string): Promise<Result<Opened, Rejection>> =>
      settled(async () => {
        const header = readHeader(dir);
        if (!header.ok) return header;
        const databaseKey = await unwrapByPassphrase(crypto, header.value, passphrase);
        return databaseKey.ok ? open(databaseKey.value) : databaseKey;
      }),

    /** Opens with the recovery key, sets a new passphrase and makes a new recovery key; the old one is void. */
    recover: (
      typed: string,
      newPassphrase: string,
    ): Promise<Result<Opened & { readonly recoveryKey: string }, Rejection>> =>
      settled(async () => {
        const header = readHeader(dir);
        if (!header.ok) return header;
        const databaseKey = unwrapByRecoveryKey(crypto, header.value, typed);
        if (!databaseKey.ok) return databaseKey;
        // Open first: a damaged workspace must not lose the recovery key that may still open a backup.
        const opened = open(databaseKey.value);
        if (!opened.ok) return opened;
        const { id, erstellt } = header.value;
        const anew = await wrapAnew(id, erstellt, databaseKey.value, newPassphrase);
        writeHeader(dir, anew.header);
        return ok({ ...opened.value, recoveryKey: anew.recoveryKey });
      }),

    changePassphrase: (old: string, next: string): Promise<Result<null, Rejection>> =>
      settled(async () => {
        const header = readHeader(dir);
        if (!header.ok) return header;
        const databaseKey = await unwrapByPassphrase(crypto, header.value, old);
        if (!databaseKey.ok) return databaseKey;
        const kennwort = await wrapByPassphrase(crypto, header.value.id, databaseKey.value, next, scryptCost);
        writeHeader(dir, { ...header.value, kennwort });
        return ok(null);
      }),

    /** Lets the key store of this device open the open workspace from now on. */
    rememberOnDevice: (keyStore: KeyStore): Result<null, Rejection> => {
      const header = readHeader(dir);
      if (!header.ok) return header;
      if (!current) return reject('store.gesperrt');
      const geraet = wrapByKeyStore(current.databaseKey, keyStore);
      if (geraet) writeHeader(dir, { ...header.value, geraet });
      return ok(null);
    },
    forgetOnDevice: (): Result<null, Rejection> => {
      const header = readHeader(dir);
      if (!header.ok) return header;
      const { geraet: _, ...rest } = header.value;
      writeHeader(dir, rest);
      return ok(null);
    },
    unlockOnDevice: (keyStore: KeyStore): Promise<Result<Opened, Rejection>> =>
      settled(async () => {
        const header = readHeader(dir);
        if (!header.ok) return header;
        const databaseKey = unwrapByKeyStore(header.value, keyStore);
        return databaseKey.ok ? open(databaseKey.value) : databaseKey;
      }),

    lock,

    /** Puts the workspace aside, so that another can be made: for one whose set-up was cut off. */
    discard: (): Promise<Result<null, Rejection>> =>
      settled(async () => {
        lock();
        putAside(dir, formerName(clock.now()));
        return ok(null);
      }),

    createBackup: (): Promise<Result<BackupInfo, Rejection>> =>
      settled(async () => {
        const header = readHeader(dir);
        if (!header.ok) return header;
        if (!current) return reject('store.gesperrt');
        mkdirSync(backupDir, { recursive: true });
        return createBackup({ ...current, header: header.value, crypto, zeit: clock.now() }, backupDir);
      }),
    listBackups: async (): Promise<readonly BackupInfo[]> => listBackups(backupDir),
    /** Backups made before this time lose their keys: they restore only what was not erased since. */
    expireBackupKeys: async (olderThan: Zeitpunkt): Promise<readonly string[]> => {
      removeFormer(dir, olderThan);
      return expireBackupKeys(backupDir, olderThan);
    },
    /**
     * Proves the backup, then puts it in place; the workspace so far is kept beside. Leaves it locked; a backup that
     * does not open or is damaged leaves everything as it is. `onProven`: the workspace is about to be locked.
     */
    restore: (
      source: { readonly name: string } | { readonly path: string },
      passphrase: string,
      onProven: () => void = () => undefined,
    ): Promise<Result<null, Rejection>> =>
      settled(async () => {
        const file = 'name' in source ? join(backupDir, source.name) : source.path;
        const secret: Secret = { passphrase };
        const close = () => {
          onProven();
          lock();
        };
        const restored = await restoreBackup(file, secret, { ...options, backupDir, onProven: close });
        return restored.ok ? ok(null) : restored;
      }),
  };
}

export type WorkspaceFiles = ReturnType<typeof openWorkspaceFiles>;

/** Failures of disk and file become values at this border. */
async function settled<T>(work: () => Promise<Result<T, Rejection>>): Promise<Result<T, Rejection>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreFault) return { ok: false, error: error.rejection };
    throw error;
  }
}
