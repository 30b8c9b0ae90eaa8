import type { SafeStorage } from 'electron';

/** The operating system's key store as the workspace needs it: wraps the database key for this user. */
export interface KeyStorePort {
  /** null: the system has no key store that protects anything */
  readonly wrap: (key: Uint8Array) => Uint8Array | null;
  /** null: made by another user or machine, or damaged; the passphrase still opens the workspace */
  readonly unwrap: (wrapped: Uint8Array) => Uint8Array | null;
}

/**
 * Electron's safeStorage (DPAPI, Keychain, libsecret, KWallet). On Linux without a key ring Electron would
 * "encrypt" with a fixed password: that counts as none.
 */
export function createKeyStore(safeStorage: SafeStorage, platform: NodeJS.Platform): KeyStorePort {
  const protects = (): boolean =>
    safeStorage.isEncryptionAvailable() &&
    (platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()));
  return {
    wrap: (key) => (protects() ? safeStorage.encryptString(Buffer.from(key).toString('base64')) : null),
    unwrap(wrapped) {
      if (!protects()) return null;
      try {
        return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64');
      } catch {
        return null;
      }
    },
  };
}
