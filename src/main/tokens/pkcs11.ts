import { createHash, X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import { algorithmFor, chainOf, type KeyPreferences } from './node-key.ts';
import { cardError, returnValue, type CardHandle, type CardModule } from './pkcs11-module.ts';
import {
  stopsBatch,
  tokenError,
  type SigningAlgorithm,
  type TokenError,
  type TokenKey,
  type TokenSession,
} from './token.ts';

// PKCS#11 v2.40, annex
const CKO_CERTIFICATE = 1;
const CKO_PRIVATE_KEY = 3;
const CKA_CLASS = 0x00;
const CKA_LABEL = 0x03;
const CKA_VALUE = 0x11;
const CKA_ID = 0x102;
const CKA_ALWAYS_AUTHENTICATE = 0x202;
const CKM_RSA_PKCS = 0x01;
const CKM_RSA_PKCS_PSS = 0x0d;
const CKM_ECDSA = 0x1041;
const CKM_RSA_PKCS_BY_HASH = { sha256: 0x40, sha384: 0x41, sha512: 0x42 } as const;
const CKM_HASH = { sha256: 0x250, sha384: 0x260, sha512: 0x270 } as const;
const CKG_MGF1 = { sha256: 2, sha384: 3, sha512: 4 } as const;
const CK_PARAMS_RSA_PSS = 5;
const CKF_SERIAL_SESSION = 4;
const CKF_PROTECTED_AUTHENTICATION_PATH = 0x100;
const CKU_USER = 1;
const CKU_CONTEXT_SPECIFIC = 2;
const CKF_USER_PIN_COUNT_LOW = 0x10000;
const CKF_USER_PIN_FINAL_TRY = 0x20000;
const CKF_USER_PIN_LOCKED = 0x40000;
const CKR_USER_ALREADY_LOGGED_IN = 0x100;

/** DigestInfo before the hash (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
} as const;

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

const slotId = (handle: CardHandle): number => Number(handle.readBigUInt64LE(0));

const describe = (module: CardModule, handle: CardHandle): CardSlot => {
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

/** All readers with a card. Errors: TOKEN_GERAET_FEHLER and the like. */
export const listSlots = (module: CardModule): Result<readonly CardSlot[], TokenError> => {
  try {
    return ok(module.C_GetSlotList(true).map((handle) => describe(module, handle)));
  } catch (thrown) {
    return cardError(thrown);
  }
};

/** A slot by its id, or by its place in the list (0 is the first), as both are common on command lines. */
const findSlot = (module: CardModule, slot: number): CardHandle | undefined => {
  const handles = module.C_GetSlotList(true);
  return handles.find((handle) => slotId(handle) === slot) ?? handles[slot];
};

/** A certificate on a card, as it can be read without PIN. `id` is what `TokenKey.id` will be. */
export type CardCertificate = {
  readonly id: string;
  readonly label: string;
  readonly certificate: Uint8Array;
};

/** The certificates on a card, to choose from before the PIN is entered. Errors: as `listSlots`, TOKEN_KARTE_FEHLT. */
export const listCardCertificates = (
  module: CardModule,
  slot: number,
): Result<readonly CardCertificate[], TokenError> => {
  try {
    const handle = findSlot(module, slot);
    if (handle === undefined) return tokenError('TOKEN_KARTE_FEHLT');
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

const findObjects = (module: CardModule, session: CardHandle, kind: number): readonly CardHandle[] => {
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

const attribute = (module: CardModule, session: CardHandle, object: CardHandle, type: number): Buffer => {
  try {
    const value = module.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  } catch (thrown) {
    if (returnValue(thrown) === undefined) throw thrown;
    return Buffer.alloc(0); // not every card knows every attribute
  }
};

/** r and s side by side, as cards give them, to DER SEQUENCE (RFC 3279, 2.2.3). */
export const ecdsaToDer = (value: Uint8Array): Uint8Array => {
  const integer = (bytes: Uint8Array): Buffer => {
    let from = 0;
    while (from < bytes.length - 1 && bytes[from] === 0) from++;
    const digits = Buffer.from(bytes.subarray(from));
    const signed = digits[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
    return Buffer.concat([Buffer.from([0x02, signed.length]), signed]);
  };
  const half = value.length / 2;
  const body = Buffer.concat([integer(value.subarray(0, half)), integer(value.subarray(half))]);
  const head = body.length < 0x80 ? [0x30, body.length] : [0x30, 0x81, body.length];
  return Buffer.concat([Buffer.from(head), body]);
};

type Work = { readonly mechanism: { mechanism: number; parameter?: unknown }; readonly data: Buffer };

/** What the card is asked to do. It gets a hash, never the document. */
const workFor = (
  algorithm: SigningAlgorithm,
  mechanisms: readonly number[],
  toBeSigned: Uint8Array,
): Work => {
  const { hash } = algorithm;
  const digest = createHash(hash).update(toBeSigned).digest();
  switch (algorithm.kind) {
    case 'ecdsa':
      return { mechanism: { mechanism: CKM_ECDSA }, data: digest };
    case 'rsa-pss': {
      const saltLen = algorithm.saltLength ?? digest.length;
      const parameter = { type: CK_PARAMS_RSA_PSS, hashAlg: CKM_HASH[hash], mgf: CKG_MGF1[hash], saltLen };
      return { mechanism: { mechanism: CKM_RSA_PKCS_PSS, parameter }, data: digest };
    }
    case 'rsa-pkcs1':
      // Some cards sign only what they hashed themselves.
      return mechanisms.includes(CKM_RSA_PKCS)
        ? { mechanism: { mechanism: CKM_RSA_PKCS }, data: Buffer.concat([DIGEST_INFO[hash], digest]) }
        : { mechanism: { mechanism: CKM_RSA_PKCS_BY_HASH[hash] }, data: Buffer.from(toBeSigned) };
  }
};

/** State shared by the keys of one session. `failed` is the error after which the card is left alone. */
type Card = {
  readonly module: CardModule;
  readonly session: CardHandle;
  readonly mechanisms: readonly number[];
  /** kept in memory only while the session is open, and only for keys that want it before each signature */
  pin: string | undefined;
  failed: TokenError | undefined;
  closed: boolean;
};

const signWith = async (
  card: Card,
  key: CardHandle,
  always: boolean,
  algorithm: SigningAlgorithm,
  toBeSigned: Uint8Array,
): Promise<Result<Uint8Array, TokenError>> => {
  if (card.closed) return tokenError('TOKEN_KARTE_ENTFERNT');
  if (card.failed !== undefined) return err(card.failed);
  const { module, session } = card;
  try {
    const { mechanism, data } = workFor(algorithm, card.mechanisms, toBeSigned);
    module.C_SignInit(session, mechanism as never, key);
    if (always) module.C_Login(session, CKU_CONTEXT_SPECIFIC, card.pin);
    const value = await module.C_SignAsync(session, data, Buffer.alloc(1024));
    return ok(algorithm.kind === 'ecdsa' ? ecdsaToDer(value) : new Uint8Array(value));
  } catch (thrown) {
    const failure = cardError(thrown);
    if (stopsBatch(failure.error.code)) card.failed = failure.error;
    return failure;
  }
};

const readKeys = (card: Card, preferences: KeyPreferences): Result<readonly TokenKey[], TokenError> => {
  const { module, session } = card;
  const get = (object: CardHandle, type: number) => attribute(module, session, object, type);
  const certificates = findObjects(module, session, CKO_CERTIFICATE)
    .map((object) => ({
      id: get(object, CKA_ID),
      label: get(object, CKA_LABEL).toString(),
      der: get(object, CKA_VALUE),
    }))
    .filter((c) => c.der.length > 0);
  const heap = certificates.map((c) => c.der);
  const keys: TokenKey[] = [];
  let failure = tokenError('TOKEN_SCHLUESSEL_FEHLT');
  for (const object of findObjects(module, session, CKO_PRIVATE_KEY)) {
    const id = get(object, CKA_ID);
    const label = get(object, CKA_LABEL).toString();
    const own =
      certificates.find((c) => id.length > 0 && c.id.equals(id)) ??
      certificates.find((c) => c.label === label);
    if (own === undefined) {
      failure = tokenError('TOKEN_ZERTIFIKAT_FEHLT');
      continue;
    }
    const wanted = card.mechanisms.includes(CKM_RSA_PKCS)
      ? preferences
      : { pss: preferences.pss ?? card.mechanisms.includes(CKM_RSA_PKCS_PSS) };
    const algorithm = algorithmFor(new X509Certificate(own.der).publicKey, wanted);
    if (algorithm === undefined) {
      failure = tokenError('TOKEN_VERFAHREN_NICHT_MOEGLICH');
      continue;
    }
    const always = get(object, CKA_ALWAYS_AUTHENTICATE)[0] === 1;
    keys.push({
      id: id.toString('hex') || label,
      label,
      certificate: own.der,
      chain: chainOf(own.der, heap),
      algorithm,
      signRaw: (toBeSigned) => signWith(card, object, always, algorithm, toBeSigned),
    });
  }
  return keys.length > 0 ? ok(keys) : failure;
};

/** Logs in. Somebody else's login in this process must not stand in for the PIN: it is ended and the PIN is tried. */
const login = (module: CardModule, session: CardHandle, pin: string | undefined): void => {
  try {
    module.C_Login(session, CKU_USER, pin);
  } catch (thrown) {
    if (returnValue(thrown) !== CKR_USER_ALREADY_LOGGED_IN) throw thrown;
    module.C_Logout(session);
    module.C_Login(session, CKU_USER, pin);
  }
};

/**
 * Opens a card with its PIN, once for any number of signatures. The PIN is tried once: a wrong one is never repeated,
 * because a card locks after three. After an error that stops a batch all keys of the session refuse.
 * @param slot id of the slot, or its place in the list
 * Errors: TOKEN_KARTE_FEHLT, TOKEN_PIN_*, TOKEN_SCHLUESSEL_FEHLT, TOKEN_ZERTIFIKAT_FEHLT, TOKEN_GERAET_FEHLER, ...
 */
export const openPkcs11 = (
  module: CardModule,
  slot: number,
  pin: string,
  preferences: KeyPreferences = {},
): Result<TokenSession, TokenError> => {
  let session: CardHandle | undefined;
  try {
    const handle = findSlot(module, slot);
    if (handle === undefined) return tokenError('TOKEN_KARTE_FEHLT');
    const { pinLocked, pinPad } = describe(module, handle);
    if (pinLocked) return tokenError('TOKEN_PIN_GESPERRT');
    const entered = pinPad ? undefined : pin;
    session = module.C_OpenSession(handle, CKF_SERIAL_SESSION);
    login(module, session, entered);
    const mechanisms = module.C_GetMechanismList(handle);
    const card: Card = { module, session, mechanisms, pin: entered, failed: undefined, closed: false };
    const keys = readKeys(card, preferences);
    if (!keys.ok) {
      closeCard(card);
      return keys;
    }
    return ok({ keys: keys.value, close: () => closeCard(card) });
  } catch (thrown) {
    if (session !== undefined) quietly(() => module.C_CloseSession(session!));
    return cardError(thrown);
  }
};

const quietly = (work: () => void): void => {
  try {
    work();
  } catch (thrown) {
    if (returnValue(thrown) === undefined) throw thrown; // the card may be gone already
  }
};

const closeCard = (card: Card): void => {
  if (card.closed) return;
  card.closed = true;
  card.pin = undefined;
  quietly(() => card.module.C_Logout(card.session));
  quietly(() => card.module.C_CloseSession(card.session));
};
