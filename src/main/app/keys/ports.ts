import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { Signer } from '../../../signature/index.ts';

/** A key ready to sign; `close` forgets it. `batch`: most signatures with one release of `signMany`. */
export type OpenKey = Signer & { readonly batch?: number; readonly close: () => void };

/** What the person has typed in for one act. Handed on, used and forgotten. */
export interface KeySecrets {
  readonly pin?: string | undefined;
  readonly otp?: string | undefined;
}

/** Opens key files; `main/tokens` does it. */
export interface KeyFiles {
  readonly openP12: (file: Uint8Array, pin: string) => Promise<Result<OpenKey, Rejection>>;
}

/** What the reader says about the PIN of a card before it is entered. */
export type PinState = 'frei' | 'fehlversuche' | 'letzter-versuch' | 'gesperrt';

/** Cards in the readers of this device, through the PKCS#11 module the person has chosen. */
export interface Cards {
  readonly slots: (modulePath: string) => Result<
    readonly {
      readonly name: string;
      readonly seriennummer: string;
      readonly zertifikate: number;
      readonly pin: PinState;
    }[],
    Rejection
  >;
  readonly list: (modulePath: string) => Result<
    readonly {
      readonly slot: number;
      readonly key: string;
      readonly certificate: Uint8Array;
      readonly karte: string;
      readonly pin: PinState;
      /** the PIN is typed at the reader */
      readonly tastatur: boolean;
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
