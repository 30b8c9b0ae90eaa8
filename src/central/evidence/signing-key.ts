import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import {
  formatNote,
  formatStatement,
  KEY_NAME,
  keyIdOf,
  utf8,
  type Sha256,
  type Statement,
} from '../../ledger/index.ts';

/** Signs what a centre states about its log. */
export interface Signer {
  /** 32 bytes (RFC 8032) */
  readonly publicKey: Uint8Array;
  /** `further`: others that sign the same text, before this one */
  readonly sign: (statement: Statement, further?: readonly Signer[]) => string;
  readonly signature: (text: string) => { name: string; keyId: string; signature: Uint8Array };
}

/**
 * The key that signs checkpoints, from its file; made on first use. It lies apart from the database: who can
 * write there must not be able to sign what they wrote.
 */
export function openSigner(file: string, sha256: Sha256): Signer {
  makeKeyFile(file);
  return signerOf(createPrivateKey(readFileSync(file)), sha256);
}

function signerOf(key: KeyObject, sha256: Sha256): Signer {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('checkpoint key: not an Ed25519 key');
  const publicKey = rawPublicKey(createPublicKey(key));
  const keyId = keyIdOf(sha256, publicKey);
  const signature = (text: string) => ({ name: KEY_NAME, keyId, signature: sign(null, utf8(text), key) });
  return {
    publicKey,
    signature,
    sign: (statement, further = []) => {
      const text = formatStatement(statement);
      return formatNote({ text, signatures: [...further.map((f) => f.signature(text)), signature(text)] });
    },
  };
}

/** Whole or not at all, also when several processes begin at once. */
export function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const fresh = `${file}.${process.pid}.neu`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', 0o600);
  writeSync(handle, pem.toString());
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** The last 32 bytes of its SubjectPublicKeyInfo (RFC 8410). */
const rawPublicKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(key.export({ type: 'spki', format: 'der' }).subarray(-32));
