import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { KeySecrets } from '../app/keys/ports.ts';
import type { CscCredential } from './csc-credential.ts';
import { call, strings, text, type CscService, type Json, type Reply } from './csc-http.ts';
import { ecdsaToDer } from './ecdsa.ts';
import { tokenError, type HashName, type SigningAlgorithm, type TokenError } from './token.ts';

export const HASH_OIDS: Readonly<Record<HashName, string>> = {
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

/** Only hashes leave this machine. Base64. */
export const hashesOf = ({ algorithm }: CscCredential, all: readonly Uint8Array[]): readonly string[] =>
  all.map((bytes) => createHash(algorithm.hash).update(bytes).digest('base64'));

/**
 * What releases the signing of certain hashes: a SAD (CSC API 8.3), or in v2 an access token of scope "credential"
 * that stands in the header instead.
 */
export type Release = { readonly sad: string } | { readonly accessToken: string };

/** How long and how often the service is asked again for what it has accepted. Tests take short ones. */
export type Patience = { readonly firstMs: number; readonly maxMs: number; readonly totalMs: number };
export const PATIENCE: Patience = { firstMs: 300, maxMs: 3_000, totalMs: 5 * 60_000 };

/**
 * Releases the hashes with the secrets that the person has typed in, or with none where the key asks for none. A
 * service that waits for the person (an app on the phone) is asked until it knows (v2, credentials/authorizeCheck).
 */
export const authoriseHashes = async (
  service: CscService,
  credential: CscCredential,
  { pin, otp }: KeySecrets,
  hashes: readonly string[],
  patience: Patience,
): Promise<Result<Release, TokenError>> => {
  const common = { credentialID: credential.id, numSignatures: hashes.length };
  const sent = { pin: pin !== undefined, otp: otp !== undefined };
  const body: Json =
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
  const first = await call(service, 'credentials/authorize', body, sent);
  if (!first.ok) return first;
  const handle = text(first.value.body['handle']);
  const answer =
    first.value.status === 202 && handle !== null
      ? await askAgain(patience, () => call(service, 'credentials/authorizeCheck', { handle }, sent))
      : first;
  if (!answer.ok) return answer;
  const sad = text(answer.value.body['SAD']);
  return sad === null ? tokenError('token.dienst-abgelehnt', { meldung: 'keine Freigabe' }) : ok({ sad });
};

/** Has the released hashes signed, and fetches the values later where the service works that way (v2). */
export const signHashes = async (
  service: CscService,
  credential: CscCredential,
  release: Release,
  hashes: readonly string[],
  patience: Patience,
): Promise<Result<readonly Uint8Array[], TokenError>> => {
  const oid = HASH_OIDS[credential.algorithm.hash];
  const common = {
    credentialID: credential.id,
    ...('sad' in release ? { SAD: release.sad } : {}),
    ...signAlgorithm(credential.algorithm),
  };
  const later = service.version === 2 && service.async === true;
  const body: Json =
    service.version === 1
      ? { ...common, hash: hashes, hashAlgo: oid }
      : {
          ...common,
          hashes,
          hashAlgorithmOID: oid,
          operationMode: later ? 'A' : 'S',
          ...(later ? { validity_period: patience.totalMs } : {}),
        };
  const asked = 'sad' in release ? service : { ...service, accessToken: release.accessToken };
  const first = await call(asked, 'signatures/signHash', body);
  if (!first.ok) return first;
  const requestID = text(first.value.body['responseID']);
  const answer =
    requestID === null
      ? first
      : await askAgain(patience, () => call(asked, 'signatures/signPolling', { requestID }));
  if (!answer.ok) return answer;
  const values = strings(answer.value.body['signatures']).map((value) => Buffer.from(value, 'base64'));
  return values.length === hashes.length
    ? ok(values)
    : tokenError('token.dienst-abgelehnt', { meldung: 'Anzahl der Signaturen' });
};

/** Asks until the answer is no longer "accepted" (HTTP 202), with growing pauses. */
const askAgain = async (
  { firstMs, maxMs, totalMs }: Patience,
  ask: () => Promise<Result<Reply, TokenError>>,
): Promise<Result<Reply, TokenError>> => {
  let waited = 0;
  for (let pause = firstMs; waited < totalMs; pause = Math.min(maxMs, pause * 1.5)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
    const answer = await ask();
    if (!answer.ok || answer.value.status !== 202) return answer;
  }
  return tokenError('token.dienst-nicht-fertig', { minuten: Math.ceil(totalMs / 60_000) });
};

/**
 * The value as it goes into a document, or undefined: services differ in how they write ECDSA values, and a wrong
 * value must not get into a document, so each is verified.
 */
export const acceptableValue = (
  { algorithm, chain }: CscCredential,
  toBeSigned: Uint8Array,
  value: Uint8Array,
): Uint8Array | undefined => {
  const key = new X509Certificate(chain[0]!).publicKey;
  if (algorithm.kind === 'ecdsa') {
    const forms = value.length % 2 === 0 ? [value, ecdsaToDer(value)] : [value];
    return forms.find((form) => verify(algorithm.hash, toBeSigned, { key, dsaEncoding: 'der' }, form));
  }
  const padding =
    algorithm.kind === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return verify(algorithm.hash, toBeSigned, { key, padding }, value) ? value : undefined;
};
