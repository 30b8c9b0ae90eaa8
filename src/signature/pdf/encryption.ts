// The standard security handler (ISO 32000-2, 7.6): reading with user or owner password, and writing further
// objects with the same key. RC4 and MD5 are in here because old files demand them, not as protection.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { PdfFormatError } from './errors.ts';
import { fileKey, type SecurityParameters } from './encryption-key.ts';
import { rc4 } from './rc4.ts';
import {
  countOf,
  isArray,
  isDict,
  isString,
  nameOf,
  numberOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from './objects.ts';

type Method = 'none' | 'rc4' | 'aes128' | 'aes256';

/** How strings and streams of one document are encrypted; `owner` is the object they stand in. */
export type Encryption = {
  readonly decryptString: (owner: PdfRef, data: Uint8Array) => Uint8Array;
  readonly encryptString: (owner: PdfRef, data: Uint8Array) => Uint8Array;
  readonly decryptStream: (owner: PdfRef, dict: PdfDict, data: Uint8Array) => Uint8Array;
  readonly encryptStream: (owner: PdfRef, dict: PdfDict, data: Uint8Array) => Uint8Array;
};

const PAD_ERROR = 'encrypted data is damaged';

const objectKey = (key: Uint8Array, owner: PdfRef, method: Method): Uint8Array => {
  if (method === 'aes256') return key;
  // Algorithm 1, steps a to d
  const tail = Buffer.from([owner.num, owner.num >> 8, owner.num >> 16, owner.gen, owner.gen >> 8]);
  const hash = createHash('md5').update(key).update(tail);
  if (method === 'aes128') hash.update('sAlT', 'latin1');
  return hash.digest().subarray(0, Math.min(key.length + 5, 16));
};

const decrypt = (key: Uint8Array, owner: PdfRef, method: Method, data: Uint8Array): Uint8Array => {
  if (method === 'none') return data;
  const own = objectKey(key, owner, method);
  if (method === 'rc4') return rc4(own, data);
  if (data.length === 0) return data;
  if (data.length < 32 || data.length % 16 !== 0) throw new PdfFormatError('ENCRYPTION', PAD_ERROR);
  try {
    const name = method === 'aes128' ? 'aes-128-cbc' : 'aes-256-cbc';
    const cipher = createDecipheriv(name, own, data.subarray(0, 16));
    return Buffer.concat([cipher.update(data.subarray(16)), cipher.final()]);
  } catch {
    throw new PdfFormatError('ENCRYPTION', PAD_ERROR);
  }
};

const encrypt = (key: Uint8Array, owner: PdfRef, method: Method, data: Uint8Array): Uint8Array => {
  if (method === 'none') return data;
  const own = objectKey(key, owner, method);
  if (method === 'rc4') return rc4(own, data);
  const iv = randomBytes(16);
  const cipher = createCipheriv(method === 'aes128' ? 'aes-128-cbc' : 'aes-256-cbc', own, iv);
  return Buffer.concat([iv, cipher.update(data), cipher.final()]);
};

/** Crypt filter by name (7.6.6). */
const methodOf = (dict: PdfDict, name: string | undefined): Method => {
  if (name === undefined || name === 'Identity') return 'none';
  const filters = dict.entries.get('CF');
  const filter = isDict(filters) ? filters.entries.get(name) : undefined;
  const cfm = isDict(filter) ? nameOf(filter.entries.get('CFM')) : undefined;
  if (cfm === 'None') return 'none';
  if (cfm === 'V2') return 'rc4';
  if (cfm === 'AESV2') return 'aes128';
  if (cfm === 'AESV3') return 'aes256';
  throw new PdfFormatError('ENCRYPTION', 'unknown crypt filter');
};

const cryptFilterName = (dict: PdfDict): string | undefined => {
  const filter = dict.entries.get('Filter');
  const first = isArray(filter) ? filter.items[0] : filter;
  if (nameOf(first) !== 'Crypt') return undefined;
  const parms = dict.entries.get('DecodeParms');
  const own = isArray(parms) ? parms.items[0] : parms;
  return (isDict(own) ? nameOf(own.entries.get('Name')) : undefined) ?? 'Identity';
};

const bytesOf = (dict: PdfDict, key: string, min: number): Uint8Array => {
  const value = dict.entries.get(key);
  if (!isString(value) || value.bytes.length < min)
    throw new PdfFormatError('ENCRYPTION', `/${key} is missing or too short`);
  return value.bytes;
};

const parameters = (dict: PdfDict, id: Uint8Array): SecurityParameters => {
  const v = numberOf(dict.entries.get('V')) ?? 0;
  const r = numberOf(dict.entries.get('R')) ?? 0;
  if (nameOf(dict.entries.get('Filter')) !== 'Standard' || ![1, 2, 4, 5].includes(v) || r < 2 || r > 6)
    throw new PdfFormatError('ENCRYPTION', 'only the standard security handler is known');
  const bits = v === 1 ? 40 : v === 5 ? 256 : (countOf(dict.entries.get('Length')) ?? (v === 4 ? 128 : 40));
  if (bits < 40 || bits > 256 || bits % 8 !== 0)
    throw new PdfFormatError('ENCRYPTION', 'key length out of range');
  const size = r >= 5 ? 48 : 32;
  const meta = dict.entries.get('EncryptMetadata');
  return {
    r,
    keyBytes: v === 4 ? 16 : bits / 8,
    o: bytesOf(dict, 'O', size).subarray(0, size),
    u: bytesOf(dict, 'U', r >= 5 ? 48 : 16),
    oe: r >= 5 ? bytesOf(dict, 'OE', 32) : undefined,
    ue: r >= 5 ? bytesOf(dict, 'UE', 32) : undefined,
    p: numberOf(dict.entries.get('P')) ?? 0,
    id,
    encryptMetadata: !(meta?.kind === 'boolean' && !meta.value),
  };
};

/**
 * Opens the encryption dictionary with the password (or the empty one).
 * Errors: ENCRYPTION, PASSWORD_REQUIRED, PASSWORD_WRONG.
 */
export const openEncryption = (dict: PdfDict, id: Uint8Array, password: string | undefined): Encryption => {
  const security = parameters(dict, id);
  const key = fileKey(security, password ?? '');
  if (key === undefined)
    throw new PdfFormatError(
      password === undefined || password === '' ? 'PASSWORD_REQUIRED' : 'PASSWORD_WRONG',
      'the document is encrypted',
    );
  const filters = (numberOf(dict.entries.get('V')) ?? 0) >= 4;
  const strings: Method = filters ? methodOf(dict, nameOf(dict.entries.get('StrF'))) : 'rc4';
  const streams: Method = filters ? methodOf(dict, nameOf(dict.entries.get('StmF'))) : 'rc4';
  const streamMethod = (stream: PdfDict): Method => {
    const type = nameOf(stream.entries.get('Type'));
    if (type === 'XRef') return 'none';
    if (type === 'Metadata' && filters && !security.encryptMetadata) return 'none';
    const own = filters ? cryptFilterName(stream) : undefined;
    return own === undefined ? streams : methodOf(dict, own);
  };
  return {
    decryptString: (owner, data) => decrypt(key, owner, strings, data),
    encryptString: (owner, data) => encrypt(key, owner, strings, data),
    decryptStream: (owner, stream, data) => decrypt(key, owner, streamMethod(stream), data),
    encryptStream: (owner, stream, data) => encrypt(key, owner, streamMethod(stream), data),
  };
};

/** `/Contents` of a signature dictionary is the one string that stays as it is (7.6.2). */
export const isSignatureDict = (dict: PdfDict): boolean => {
  const type = nameOf(dict.entries.get('Type'));
  return (
    type === 'Sig' ||
    type === 'DocTimeStamp' ||
    (dict.entries.has('ByteRange') && dict.entries.has('Contents'))
  );
};

/** A copy of the object with every string passed through `change`, except `/Contents` of signatures. */
export const mapStrings = (object: PdfObject, change: (bytes: Uint8Array) => Uint8Array): PdfObject => {
  switch (object.kind) {
    case 'string':
      return { ...object, bytes: change(object.bytes) };
    case 'array':
      return { kind: 'array', items: object.items.map((item) => mapStrings(item, change)) };
    case 'dict':
      return mapDict(object, change);
    case 'stream':
      return { ...object, dict: mapDict(object.dict, change) };
    default:
      return object;
  }
};

const mapDict = (dict: PdfDict, change: (bytes: Uint8Array) => Uint8Array): PdfDict => {
  const entries = new Map<string, PdfObject>();
  const signature = isSignatureDict(dict);
  for (const [key, value] of dict.entries)
    entries.set(key, signature && key === 'Contents' ? value : mapStrings(value, change));
  return { ...dict, entries };
};
