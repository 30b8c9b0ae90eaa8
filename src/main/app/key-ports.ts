import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { Signer } from '../../signature/index.ts';

/** A key ready to sign; `close` forgets it. */
export type OpenKey = Signer & { readonly close: () => void };

/** Opens key files; `main/tokens` does it. */
export interface KeyFiles {
  readonly openP12: (file: Uint8Array, pin: string) => Promise<Result<OpenKey, Rejection>>;
}

/** Cards in the readers of this device, through the PKCS#11 module the person has chosen. */
export interface Cards {
  readonly list: (modulePath: string) => Result<
    readonly {
      readonly slot: number;
      readonly key: string;
      readonly certificate: Uint8Array;
      readonly warnung: string | null;
    }[],
    Rejection
  >;
  readonly open: (
    modulePath: string,
    slot: number,
    key: string,
    pin: string,
    now: Date,
  ) => Promise<Result<OpenKey, Rejection>>;
}

/** The demo authority of this workspace. Everything it issues says „Übung“. */
export interface DemoKeys {
  readonly issue: (
    person: { readonly name: string; readonly key: 'ec-p256' | 'rsa2048' },
    pin: string,
  ) => Promise<{ readonly p12: Uint8Array; readonly certificate: Uint8Array }>;
  readonly rootDer: Uint8Array;
}
