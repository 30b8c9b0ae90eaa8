import { createRequire } from 'node:module';
import type * as Pkcs11 from 'pkcs11js';
import { ok, type Result } from '../../domain/shared/result.ts';
import { tokenError, type TokenError } from './token.ts';
import type { TokenErrorCode } from './errors.ts';

/** The part of PKCS#11 (OASIS v2.40) that signing needs. Tests put a troublesome card around the real one. */
export type CardModule = Pick<
  Pkcs11.PKCS11,
  | 'C_GetSlotList'
  | 'C_GetTokenInfo'
  | 'C_GetMechanismList'
  | 'C_OpenSession'
  | 'C_CloseSession'
  | 'C_Login'
  | 'C_Logout'
  | 'C_FindObjectsInit'
  | 'C_FindObjects'
  | 'C_FindObjectsFinal'
  | 'C_GetAttributeValue'
  | 'C_SignInit'
  | 'C_SignAsync'
>;

export type CardHandle = Pkcs11.Handle;

// The native part is loaded when the first card is used, not when the program starts.
const native = () => createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11;

const CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191;

/** PKCS#11 return values (v2.40, 5.1) that mean something to people. */
const CODES: Readonly<Record<number, TokenErrorCode>> = {
  0x03: 'TOKEN_KARTE_FEHLT', // SLOT_ID_INVALID
  0x30: 'TOKEN_KARTE_ENTFERNT', // DEVICE_ERROR
  0x32: 'TOKEN_KARTE_ENTFERNT', // DEVICE_REMOVED
  0x50: 'TOKEN_ABGEBROCHEN', // FUNCTION_CANCELED
  0x60: 'TOKEN_KARTE_ENTFERNT', // KEY_HANDLE_INVALID: it was there when the session began
  0x63: 'TOKEN_VERFAHREN_NICHT_MOEGLICH', // KEY_TYPE_INCONSISTENT
  0x68: 'TOKEN_VERFAHREN_NICHT_MOEGLICH', // KEY_FUNCTION_NOT_PERMITTED
  0x70: 'TOKEN_VERFAHREN_NICHT_MOEGLICH', // MECHANISM_INVALID
  0x82: 'TOKEN_KARTE_ENTFERNT', // OBJECT_HANDLE_INVALID
  0xa0: 'TOKEN_PIN_FALSCH', // PIN_INCORRECT
  0xa1: 'TOKEN_PIN_FALSCH', // PIN_INVALID
  0xa2: 'TOKEN_PIN_LAENGE', // PIN_LEN_RANGE
  0xa3: 'TOKEN_PIN_ABGELAUFEN', // PIN_EXPIRED
  0xa4: 'TOKEN_PIN_GESPERRT', // PIN_LOCKED
  0xb0: 'TOKEN_KARTE_ENTFERNT', // SESSION_CLOSED
  0xb3: 'TOKEN_KARTE_ENTFERNT', // SESSION_HANDLE_INVALID
  0xe0: 'TOKEN_KARTE_FEHLT', // TOKEN_NOT_PRESENT
  0xe1: 'TOKEN_KARTE_FEHLT', // TOKEN_NOT_RECOGNIZED
  0x101: 'TOKEN_KARTE_ENTFERNT', // USER_NOT_LOGGED_IN: was logged in, so the card was away
  0x200: 'TOKEN_ABGEBROCHEN', // FUNCTION_REJECTED
};

/** The return value of a PKCS#11 exception, or undefined if it is none. */
export const returnValue = (thrown: unknown): number | undefined => {
  const code =
    thrown instanceof Error && thrown.name === 'Pkcs11Error'
      ? (thrown as { code?: unknown }).code
      : undefined;
  return typeof code === 'number' ? code : undefined;
};

/** Turns an exception of the module into a value; what is not of the module stays an exception. */
export const cardError = (thrown: unknown): ReturnType<typeof tokenError> => {
  const code = returnValue(thrown);
  if (code === undefined) throw thrown;
  const known = CODES[code];
  return known === undefined
    ? tokenError('TOKEN_GERAET_FEHLER', { meldung: `0x${code.toString(16)}` })
    : tokenError(known);
};

const loaded = new Map<string, CardModule>();

/**
 * Loads a PKCS#11 module once per process and keeps it: unloading would end the sessions of others.
 * Errors: TOKEN_MODUL_UNLADBAR.
 */
export const loadModule = (path: string): Result<CardModule, TokenError> => {
  const known = loaded.get(path);
  if (known !== undefined) return ok(known);
  const module = new (native().PKCS11)();
  try {
    module.load(path);
    module.C_Initialize();
  } catch (thrown) {
    if (returnValue(thrown) !== CKR_CRYPTOKI_ALREADY_INITIALIZED) return tokenError('TOKEN_MODUL_UNLADBAR');
  }
  loaded.set(path, module);
  return ok(module);
};
