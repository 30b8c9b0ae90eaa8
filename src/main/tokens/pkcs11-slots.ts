import { ok, type Result } from '../../domain/shared/result.ts';
import { cardError, returnValue, type CardHandle, type CardModule } from './pkcs11-module.ts';
import { tokenError, type TokenError } from './token.ts';

// PKCS#11 v2.40, annex
export const CKO_CERTIFICATE = 1;
export const CKO_PRIVATE_KEY = 3;
export const CKA_CLASS = 0x00;
export const CKA_LABEL = 0x03;
export const CKA_VALUE = 0x11;
export const CKA_ID = 0x102;
export const CKA_ALWAYS_AUTHENTICATE = 0x202;
export const CKF_SERIAL_SESSION = 4;
const CKF_PROTECTED_AUTHENTICATION_PATH = 0x100;
const CKF_USER_PIN_COUNT_LOW = 0x10000;
const CKF_USER_PIN_FINAL_TRY = 0x20000;
const CKF_USER_PIN_LOCKED = 0x40000;

/** A reader with a card in it. */
export type CardSlot = {
  /** PKCS#11 slot id */
  readonly id: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  /** the PIN was entered wrongly before */
  readonly pinLow: boolean;
  /** one more wrong PIN locks the card */
  readonly pinLastTry: boolean;
  readonly pinLocked: boolean;
  /** the PIN is entered at the reader: give an empty one */
  readonly pinPad: boolean;
};

export const slotId = (handle: CardHandle): number => Number(handle.readBigUInt64LE(0));

export const describe = (module: CardModule, handle: CardHandle): CardSlot => {
  const info = module.C_GetTokenInfo(handle);
  const has = (flag: number): boolean => (info.flags & flag) !== 0;
  return {
    id: slotId(handle),
    label: info.label.trim(),
    serial: info.serialNumber.trim(),
    manufacturer: info.manufacturerID.trim(),
    pinLow: has(CKF_USER_PIN_COUNT_LOW),
    pinLastTry: has(CKF_USER_PIN_FINAL_TRY),
    pinLocked: has(CKF_USER_PIN_LOCKED),
    pinPad: has(CKF_PROTECTED_AUTHENTICATION_PATH),
  };
};

/** All readers with a card. Errors: token.geraet-fehler and the like. */
export const listSlots = (module: CardModule): Result<readonly CardSlot[], TokenError> => {
  try {
    return ok(module.C_GetSlotList(true).map((handle) => describe(module, handle)));
  } catch (thrown) {
    return cardError(thrown);
  }
};

/** A slot by its id, or by its place in the list (0 is the first), as both are common on command lines. */
export const findSlot = (module: CardModule, slot: number): CardHandle | undefined => {
  const handles = module.C_GetSlotList(true);
  return handles.find((handle) => slotId(handle) === slot) ?? handles[slot];
};

/** A certificate on a card, as it can be read without PIN. `id` is what `TokenKey.id` will be. */
export type CardCertificate = {
  readonly id: string;
  readonly label: string;
  readonly certificate: Uint8Array;
};

/** The certificates on a card, to choose from before the PIN is entered. Errors: as `listSlots`, token.karte-fehlt. */
export const listCardCertificates = (
  module: CardModule,
  slot: number,
): Result<readonly CardCertificate[], TokenError> => {
  try {
    const handle = findSlot(module, slot);
    if (handle === undefined) return tokenError('token.karte-fehlt');
    const session = module.C_OpenSession(handle, CKF_SERIAL_SESSION);
    try {
      const get = (object: CardHandle, type: number) => attribute(module, session, object, type);
      const all = findObjects(module, session, CKO_CERTIFICATE).map((object) => {
        const label = get(object, CKA_LABEL).toString();
        return {
          id: get(object, CKA_ID).toString('hex') || label,
          label,
          certificate: get(object, CKA_VALUE),
        };
      });
      return ok(all.filter((one) => one.certificate.length > 0));
    } finally {
      quietly(() => module.C_CloseSession(session));
    }
  } catch (thrown) {
    return cardError(thrown);
  }
};

export const findObjects = (module: CardModule, session: CardHandle, kind: number): readonly CardHandle[] => {
  module.C_FindObjectsInit(session, [{ type: CKA_CLASS, value: kind }]);
  try {
    const found: CardHandle[] = [];
    for (let next = module.C_FindObjects(session); next !== null; next = module.C_FindObjects(session))
      found.push(next);
    return found;
  } finally {
    module.C_FindObjectsFinal(session);
  }
};

export const attribute = (
  module: CardModule,
  session: CardHandle,
  object: CardHandle,
  type: number,
): Buffer => {
  try {
    const value = module.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  } catch (thrown) {
    if (returnValue(thrown) === undefined) throw thrown;
    return Buffer.alloc(0); // not every card knows every attribute
  }
};

/** Ends something on a card that may be gone already. */
export const quietly = (work: () => void): void => {
  try {
    work();
  } catch (thrown) {
    if (returnValue(thrown) === undefined) throw thrown; // the card may be gone already
  }
};
