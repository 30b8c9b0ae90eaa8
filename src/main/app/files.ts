import type { BackupInfo } from '../../contract/app.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { WorkspaceStore } from './ports.ts';

/** What can be done with a workspace directory before and beside its being open; `main/store` does it. */
export interface WorkspaceFiles {
  /** `fehlt`: to be set up; a rejection: it is there but can't be used */
  readonly status: () => 'fehlt' | 'vorhanden' | Rejection;
  readonly create: (
    passphrase: string,
  ) => Promise<Result<Opened & { readonly recoveryKey: string }, Rejection>>;
  readonly unlock: (passphrase: string) => Promise<Result<Opened, Rejection>>;
  /** sets a new passphrase and makes a new recovery key; the old one no longer works */
  readonly recover: (
    recoveryKey: string,
    newPassphrase: string,
  ) => Promise<Result<Opened & { readonly recoveryKey: string }, Rejection>>;
  readonly changePassphrase: (old: string, next: string) => Promise<Result<null, Rejection>>;
  /** puts a workspace aside whose set-up never came to its end, so that it can be set up anew */
  readonly discard: () => Promise<Result<null, Rejection>>;
  readonly createBackup: () => Promise<Result<BackupInfo, Rejection>>;
  readonly listBackups: () => Promise<readonly BackupInfo[]>;
  /** backups made before this time lose their keys: they restore only what was not erased since */
  readonly expireBackupKeys: (olderThan: string) => Promise<readonly string[]>;
  /**
   * proves the backup, then puts it in place of the workspace, which is kept beside it; what does not open changes
   * nothing. `onProven`: the workspace is about to be locked
   */
  readonly restore: (
    source: { readonly name: string } | { readonly path: string },
    passphrase: string,
    onProven: () => void,
  ) => Promise<Result<null, Rejection>>;
}

/** What stands beside a workspace, readable before it is opened. */
export interface SeatLabel {
  readonly name: string;
  readonly stadt: string;
  /** of its centre; '': not known */
  readonly adresse: string;
}

/** Workspaces of several people on one device; `main/store` has it. */
export interface Seats {
  readonly list: () => readonly (SeatLabel & { readonly id: string })[];
  readonly current: () => string;
  readonly select: (id: string) => boolean;
  readonly add: () => void;
  readonly label: (of: SeatLabel) => void;
}

export interface Opened {
  readonly store: WorkspaceStore;
  /** id of this device, made with the workspace and anew after a restore */
  readonly device: string;
}
