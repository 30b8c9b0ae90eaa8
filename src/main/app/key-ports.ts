import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { Signer } from '../../signature/index.ts';

/** A key ready to sign; `close` forgets it. */
export type OpenKey = Signer & { readonly close: () => void };

/** Opens key files; `main/tokens` does it. */
export interface KeyFiles {
  readonly openP12: (file: Uint8Array, pin: string) => Promise<Result<OpenKey, Rejection>>;
}

/** The demo authority of this workspace. Everything it issues says „Übung“. */
export interface DemoKeys {
  readonly issue: (
    person: { readonly name: string; readonly key: 'ec-p256' | 'rsa2048' },
    pin: string,
  ) => Promise<{ readonly p12: Uint8Array; readonly certificate: Uint8Array }>;
  readonly rootDer: Uint8Array;
}
