import { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import { ecdsaToDer } from './ecdsa.ts';
import { algorithmFor, chainOf, type KeyPreferences } from './node-key.ts';
import { mustUsePss, workFor } from './pkcs11-mechanism.ts';
import { cardError, returnValue, type CardHandle, type CardModule } from './pkcs11-module.ts';
import {
  attribute,
  CKA_ALWAYS_AUTHENTICATE,
  CKA_ID,
  CKA_LABEL,
  CKA_VALUE,
  CKF_SERIAL_SESSION,
  CKO_CERTIFICATE,
  CKO_PRIVATE_KEY,
  describe,
  findObjects,
  findSlot,
  quietly,
} from './pkcs11-slots.ts';
import {
  stopsBatch,
  tokenError,
  type SigningAlgorithm,
  type TokenError,
  type TokenKey,
  type TokenSession,
} from './token.ts';

// PKCS#11 v2.40, annex
const CKU_USER = 1;
const CKU_CONTEXT_SPECIFIC = 2;
const CKR_USER_ALREADY_LOGGED_IN = 0x100;

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
  if (card.closed) return tokenError('token.karte-entfernt');
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
  let failure = tokenError('token.schluessel-fehlt');
  for (const object of findObjects(module, session, CKO_PRIVATE_KEY)) {
    const id = get(object, CKA_ID);
    const label = get(object, CKA_LABEL).toString();
    const own =
      certificates.find((c) => id.length > 0 && c.id.equals(id)) ??
      certificates.find((c) => c.label === label);
    if (own === undefined) {
      failure = tokenError('token.zertifikat-fehlt');
      continue;
    }
    const wanted = mustUsePss(card.mechanisms) ? { pss: true } : preferences;
    const algorithm = algorithmFor(new X509Certificate(own.der).publicKey, wanted);
    if (algorithm === undefined) {
      failure = tokenError('token.verfahren-nicht-moeglich');
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
 * Errors: token.karte-fehlt, token.pin-*, token.schluessel-fehlt, token.zertifikat-fehlt, token.geraet-fehler, ...
 */
export const openPkcs11 = (
  module: CardModule,
  slot: number,
  pin: string,
  preferences: KeyPreferences = {},
): Result<TokenSession, TokenError> => {
  let session: CardHandle | undefined;
  let handle: CardHandle | undefined;
  try {
    handle = findSlot(module, slot);
    if (handle === undefined) return tokenError('token.karte-fehlt');
    const { pinLocked, pinPad } = describe(module, handle);
    if (pinLocked) return tokenError('token.pin-gesperrt');
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
    const failure = cardError(thrown);
    return failure.error.code === 'token.pin-falsch' ? wrongPin(module, handle) : failure;
  }
};

/** What the card says after a wrong PIN: how close it is to being locked. */
const wrongPin = (module: CardModule, handle: CardHandle | undefined) => {
  try {
    const now = handle && describe(module, handle);
    if (now?.pinLocked) return tokenError('token.pin-gesperrt');
    if (now?.pinLastTry) return tokenError('token.pin-letzter-versuch');
  } catch (thrown) {
    if (returnValue(thrown) === undefined) throw thrown;
  }
  return tokenError('token.pin-falsch');
};

const closeCard = (card: Card): void => {
  if (card.closed) return;
  card.closed = true;
  card.pin = undefined;
  quietly(() => card.module.C_Logout(card.session));
  quietly(() => card.module.C_CloseSession(card.session));
};
