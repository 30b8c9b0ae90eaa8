// A SoftHSM of our own in a temp folder: several slots, keys made by openssl and imported, certificates beside them.
import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import pkcs11js from 'pkcs11js';

const CANDIDATES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
];

export const SOFTHSM_MODULE = CANDIDATES.find((path) => existsSync(path)) ?? CANDIDATES[0]!;
export const PIN = '123456';

export type CardKey = { readonly label: string; readonly keyPem: string; readonly certificate: Uint8Array };

export type SoftHsm = {
  readonly dir: string;
  readonly modulePath: string;
  /** makes a token with these keys and returns its slot id */
  readonly addToken: (label: string, keys: readonly CardKey[], alwaysAuthenticate?: boolean) => number;
  readonly close: () => void;
};

/**
 * Sets up the folder. SoftHSM reads SOFTHSM2_CONF when the module is initialised, so this must run before the first
 * `loadModule` of the process, and so must `addToken`: slots are found only then.
 */
export const startSoftHsm = (): SoftHsm => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-softhsm-'));
  mkdirSync(join(dir, 'tokens'));
  const conf = join(dir, 'softhsm2.conf');
  writeFileSync(
    conf,
    `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  // Jest gives tests a copy of the environment; the native module reads the real one.
  (runInThisContext('process') as NodeJS.Process).env['SOFTHSM2_CONF'] = conf;
  const run = (program: string, args: readonly string[]): string =>
    execFileSync(program, [...args], {
      env: { ...process.env, SOFTHSM2_CONF: conf },
      stdio: 'pipe',
    }).toString();
  let number = 0;
  return {
    dir,
    modulePath: SOFTHSM_MODULE,
    addToken: (label, keys, alwaysAuthenticate = false) => {
      const out = run('softhsm2-util', [
        '--init-token',
        '--free',
        '--label',
        label,
        '--so-pin',
        '87654321',
        '--pin',
        PIN,
      ]);
      const slot = Number(/slot (\d+)/.exec(out)?.[1]);
      for (const key of keys) {
        const id = (0xa0 + ++number).toString(16);
        if (alwaysAuthenticate) continue;
        const file = join(dir, `${id}.pem`);
        writeFileSync(file, createPrivateKey(key.keyPem).export({ format: 'pem', type: 'pkcs8' }));
        const slotArgs = ['--slot', String(slot), '--label', key.label, '--id', id, '--pin', PIN];
        run('softhsm2-util', ['--import', file, ...slotArgs]);
        rmSync(file);
      }
      writeObjects(slot, keys, number - keys.length, alwaysAuthenticate);
      return slot;
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
};

/** Certificates (and the always-authenticate flag) are set over PKCS#11 itself. */
const writeObjects = (slot: number, keys: readonly CardKey[], before: number, always: boolean): void => {
  const module = new pkcs11js.PKCS11();
  module.load(SOFTHSM_MODULE);
  try {
    module.C_Initialize();
  } catch {
    // Another test file in this process left it open, with its own folder.
    module.C_Finalize();
    module.C_Initialize();
  }
  const handle = module.C_GetSlotList(true).find((h) => Number(h.readBigUInt64LE(0)) === slot)!;
  const session = module.C_OpenSession(handle, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
  module.C_Login(session, pkcs11js.CKU_USER, PIN);
  keys.forEach((key, i) => {
    const id = Buffer.from([0xa0 + before + i + 1]);
    module.C_CreateObject(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
      { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
      { type: pkcs11js.CKA_TOKEN, value: true },
      { type: pkcs11js.CKA_ID, value: id },
      { type: pkcs11js.CKA_LABEL, value: key.label },
      { type: pkcs11js.CKA_SUBJECT, value: Buffer.from([0x30, 0x00]) },
      { type: pkcs11js.CKA_VALUE, value: Buffer.from(key.certificate) },
    ]);
    if (always) createCautiousKey(module, session, key, id);
  });
  module.C_CloseSession(session);
  module.C_Finalize();
  module.close();
};

/** An RSA key that wants its PIN before each signature: that can be said only when the object is made. */
const createCautiousKey = (
  module: pkcs11js.PKCS11,
  session: pkcs11js.Handle,
  key: CardKey,
  id: Buffer,
): void => {
  const jwk = createPrivateKey(key.keyPem).export({ format: 'jwk' });
  const part = (name: string) => Buffer.from(String(jwk[name]), 'base64url');
  module.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_KEY_TYPE, value: pkcs11js.CKK_RSA },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_PRIVATE, value: true },
    { type: pkcs11js.CKA_SENSITIVE, value: true },
    { type: pkcs11js.CKA_SIGN, value: true },
    { type: pkcs11js.CKA_ALWAYS_AUTHENTICATE, value: true },
    { type: pkcs11js.CKA_ID, value: id },
    { type: pkcs11js.CKA_LABEL, value: key.label },
    { type: pkcs11js.CKA_MODULUS, value: part('n') },
    { type: pkcs11js.CKA_PUBLIC_EXPONENT, value: part('e') },
    { type: pkcs11js.CKA_PRIVATE_EXPONENT, value: part('d') },
    { type: pkcs11js.CKA_PRIME_1, value: part('p') },
    { type: pkcs11js.CKA_PRIME_2, value: part('q') },
    { type: pkcs11js.CKA_EXPONENT_1, value: part('dp') },
    { type: pkcs11js.CKA_EXPONENT_2, value: part('dq') },
    { type: pkcs11js.CKA_COEFFICIENT, value: part('qi') },
  ]);
};
