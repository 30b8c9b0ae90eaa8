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
  0x03: 'token.karte-fehlt', // SLOT_ID_INVALID
  0x30: 'token.karte-entfernt', // DEVICE_ERROR
  0x32: 'token.karte-entfernt', // DEVICE_REMOVED
  0x50: 'token.abgebrochen', // FUNCTION_CANCELED
  0x60: 'token.karte-entfernt', // KEY_HANDLE_INVALID: it was there when the session began
  0x63: 'token.verfahren-nicht-moeglich', // KEY_TYPE_INCONSISTENT
  0x68: 'token.verfahren-nicht-moeglich', // KEY_FUNCTION_NOT_PERMITTED
  0x70: 'token.verfahren-nicht-moeglich', // MECHANISM_INVALID
  0x82: 'token.karte-entfernt', // OBJECT_HANDLE_INVALID
  0xa0: 'token.pin-falsch', // PIN_INCORRECT
  0xa1: 'token.pin-falsch', // PIN_INVALID
  0xa2: 'token.pin-laenge', // PIN_LEN_RANGE
  0xa3: 'token.pin-abgelaufen', // PIN_EXPIRED
  0xa4: 'token.pin-gesperrt', // PIN_LOCKED
  0xb0: 'token.karte-entfernt', // SESSION_CLOSED
  0xb3: 'token.karte-entfernt', // SESSION_HANDLE_INVALID
  0xe0: 'token.karte-fehlt', // TOKEN_NOT_PRESENT
  0xe1: 'token.karte-fehlt', // TOKEN_NOT_RECOGNIZED
  0x101: 'token.karte-entfernt', // USER_NOT_LOGGED_IN: was logged in, so the card was away
  0x200: 'token.abgebrochen', // FUNCTION_REJECTED
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
    ? tokenError('token.geraet-fehler', { meldung: `0x${code.toString(16)}` })
    : tokenError(known);
};

const loaded = new Map<string, CardModule>();

/**
 * Loads a PKCS#11 module once per process and keeps it: unloading would end the sessions of others.
 * Errors: token.modul-unladbar.
 */
export const loadModule = (path: string): Result<CardModule, TokenError> => {
  const known = loaded.get(path);
  if (known !== undefined) return ok(known);
  const module = new (native().PKCS11)();
  try {
    module.load(path);
    module.C_Initialize();
  } catch (thrown) {
    if (returnValue(thrown) !== CKR_CRYPTOKI_ALREADY_INITIALIZED) return tokenError('token.modul-unladbar');
  }
  loaded.set(path, module);
  return ok(module);
};
