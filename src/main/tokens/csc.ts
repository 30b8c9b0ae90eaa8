import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import { call, record, strings, type CscService } from './csc-http.ts';
import { algorithmFor, type KeyPreferences } from './node-key.ts';
import { ecdsaToDer } from './ecdsa.ts';
import {
  tokenError,
  type HashName,
  type SigningAlgorithm,
  type TokenError,
  type TokenSession,
} from './token.ts';

const HASH_OIDS: Readonly<Record<HashName, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
const RSA_OIDS = { sha256: '11', sha384: '12', sha512: '13' } as const;
const ECDSA_OIDS = { sha256: '2', sha384: '3', sha512: '4' } as const;

/** RSASSA-PSS-params (RFC 4055, 3.1) for SHA-256 with a salt of 32 bytes, the only one asked for here. */
const PSS_SHA256 = Buffer.from(
  '3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
  'hex',
).toString('base64');

const signAlgorithm = (
  algorithm: SigningAlgorithm,
): { readonly signAlgo: string; readonly signAlgoParams?: string } => {
  switch (algorithm.kind) {
    case 'rsa-pkcs1':
      return { signAlgo: `1.2.840.113549.1.1.${RSA_OIDS[algorithm.hash]}` };
    case 'rsa-pss':
      return { signAlgo: '1.2.840.113549.1.1.10', signAlgoParams: PSS_SHA256 };
    case 'ecdsa':
      return { signAlgo: `1.2.840.10045.4.3.${ECDSA_OIDS[algorithm.hash]}` };
  }
};

/** The ids of a person's keys at the service (CSC API, credentials/list). */
export const listCscCredentials = async (
  service: CscService,
): Promise<Result<readonly string[], TokenError>> => {
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const answer = await call(service, 'credentials/list', page === undefined ? {} : { pageToken: page });
    if (!answer.ok) return answer;
    ids.push(...strings(answer.value['credentialIDs']));
    const next = answer.value['nextPageToken'];
    page = typeof next === 'string' && next !== '' && ids.length < 1000 ? next : undefined;
  } while (page !== undefined);
  return ok(ids);
};

/** What the person knows or reads from a device for this key. Kept in memory while the session is open. */
export type CscSecrets = { readonly pin?: string | undefined; readonly otp?: string | undefined };

type Credential = {
  readonly id: string;
  readonly chain: readonly Buffer[];
  readonly algorithm: SigningAlgorithm;
  /** most signatures with one authorisation */
  readonly batch: number;
};

const readCredential = async (
  service: CscService,
  id: string,
  preferences: KeyPreferences,
): Promise<Result<Credential, TokenError>> => {
  const answer = await call(service, 'credentials/info', { credentialID: id, certificates: 'chain' });
  if (!answer.ok) return answer;
  const chain = strings(record(answer.value['cert'])['certificates']).map((text) =>
    Buffer.from(text, 'base64'),
  );
  const leaf = chain[0];
  if (leaf === undefined) return tokenError('token.zertifikat-fehlt');
  if (record(answer.value['key'])['status'] === 'disabled') return tokenError('token.schluessel-fehlt');
  let algorithm: SigningAlgorithm | undefined;
  try {
    algorithm = algorithmFor(new X509Certificate(leaf).publicKey, preferences);
  } catch {
    return tokenError('token.dienst-abgelehnt', { meldung: 'Zertifikat nicht lesbar' });
  }
  if (algorithm === undefined) return tokenError('token.verfahren-nicht-moeglich');
  const multisign = answer.value['multisign'];
  return ok({ id, chain, algorithm, batch: typeof multisign === 'number' ? Math.max(1, multisign) : 1 });
};

/** Signature activation data for exactly these hashes (CSC API, credentials/authorize). */
const authorise = async (
  service: CscService,
  credential: Credential,
  secrets: CscSecrets,
  hashes: readonly string[],
): Promise<Result<string, TokenError>> => {
  const { pin, otp } = secrets;
  const common = { credentialID: credential.id, numSignatures: hashes.length };
  const body =
    service.version === 1
      ? {
          ...common,
          hash: hashes,
          ...(pin === undefined ? {} : { PIN: pin }),
          ...(otp === undefined ? {} : { OTP: otp }),
        }
      : {
          ...common,
          hashes,
          hashAlgorithmOID: HASH_OIDS[credential.algorithm.hash],
          authData: [
            ...(pin === undefined ? [] : [{ id: 'PIN', value: pin }]),
            ...(otp === undefined ? [] : [{ id: 'OTP', value: otp }]),
          ],
        };
  const answer = await call(service, 'credentials/authorize', body);
  if (!answer.ok) return answer;
  const sad = answer.value['SAD'];
  return typeof sad === 'string'
    ? ok(sad)
    : tokenError('token.dienst-abgelehnt', { meldung: 'keine Freigabe' });
};

const signHashes = async (
  service: CscService,
  credential: Credential,
  sad: string,
  hashes: readonly string[],
): Promise<Result<readonly Buffer[], TokenError>> => {
  const oid = HASH_OIDS[credential.algorithm.hash];
  const common = { credentialID: credential.id, SAD: sad, ...signAlgorithm(credential.algorithm) };
  const body =
    service.version === 1
      ? { ...common, hash: hashes, hashAlgo: oid }
      : { ...common, hashes, hashAlgorithmOID: oid, operationMode: 'S' };
  const answer = await call(service, 'signatures/signHash', body);
  if (!answer.ok) return answer;
  const values = strings(answer.value['signatures']).map((text) => Buffer.from(text, 'base64'));
  return values.length === hashes.length
    ? ok(values)
    : tokenError('token.dienst-abgelehnt', { meldung: 'Anzahl' });
};

/** Services differ in how they write ECDSA values, and a wrong value must not get into a document: it is verified. */
const acceptable = (
  credential: Credential,
  toBeSigned: Uint8Array,
  value: Buffer,
): Uint8Array | undefined => {
  const { algorithm } = credential;
  const key = new X509Certificate(credential.chain[0]!).publicKey;
  if (algorithm.kind === 'ecdsa') {
    const forms = value.length % 2 === 0 ? [value, Buffer.from(ecdsaToDer(value))] : [value];
    return forms.find((form) => verify(algorithm.hash, toBeSigned, { key, dsaEncoding: 'der' }, form));
  }
  const padding =
    algorithm.kind === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return verify(algorithm.hash, toBeSigned, { key, padding }, value) ? value : undefined;
};

/**
 * Opens a key at a remote service. Each call of `signMany` is one authorisation with the given secrets, for as many
 * hashes as the service allows at once; only hashes leave this machine.
 * Errors: token.dienst-*, token.pin-falsch, token.pin-gesperrt, token.zertifikat-fehlt, ...
 */
export const openCsc = async (
  service: CscService,
  credentialId: string,
  secrets: CscSecrets,
  preferences: KeyPreferences = {},
): Promise<Result<TokenSession, TokenError>> => {
  const read = await readCredential(service, credentialId, preferences);
  if (!read.ok) return read;
  const credential = read.value;
  let open: CscSecrets | undefined = secrets;
  const { hash } = credential.algorithm;
  const signMany = async (all: readonly Uint8Array[]): Promise<Result<readonly Uint8Array[], TokenError>> => {
    const done: Uint8Array[] = [];
    for (let i = 0; i < all.length; i += credential.batch) {
      if (open === undefined) return tokenError('token.dienst-anmeldung');
      const part = all.slice(i, i + credential.batch);
      const hashes = part.map((bytes) => createHash(hash).update(bytes).digest('base64'));
      const sad = await authorise(service, credential, open, hashes);
      if (!sad.ok) {
        open = undefined; // a wrong PIN is never tried again by itself
        return sad;
      }
      const values = await signHashes(service, credential, sad.value, hashes);
      if (!values.ok) return values;
      for (const [n, value] of values.value.entries()) {
        const good = acceptable(credential, part[n]!, value);
        if (good === undefined)
          return tokenError('token.dienst-abgelehnt', { meldung: 'Signatur passt nicht' });
        done.push(good);
      }
    }
    return ok(done);
  };
  const [certificate, ...chain] = credential.chain;
  return ok({
    keys: [
      {
        id: credential.id,
        label: credential.id,
        certificate: certificate!,
        chain,
        algorithm: credential.algorithm,
        signMany,
        signRaw: async (bytes) => {
          const values = await signMany([bytes]);
          return values.ok ? ok(values.value[0]!) : values;
        },
      },
    ],
    close: () => {
      open = undefined;
    },
  });
};
