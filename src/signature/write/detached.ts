// Detached CAdES signatures over any bytes (ETSI EN 319 122-1, 6.3), with the same attributes as in a PDF.
import { createHash } from 'node:crypto';
import { isAllowed } from '../cms/algorithms.ts';
import { signedAttributes, signedData, type ValidationProofs } from '../cms/signed-data.ts';
import type { SignatureError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import type { Signer } from '../signer.ts';
import { parseCertificate } from '../trust/certificate.ts';
import { parseTimestamp } from '../validate/timestamp.ts';
import { collectValidationData } from './collect.ts';
import type { LevelSources } from './levels.ts';
import type { SignerIdentity } from './prepare.ts';

export type DetachedLevel = 'B-B' | 'B-T' | 'B-LT';

export type PreparedDetached = {
  /** DER of the signed attributes: what the key signs (RFC 5652, 5.4) */
  readonly toBeSigned: Uint8Array;
  /** DER of the finished signature at a level; the key is not needed for it. Errors: TIMESTAMP_*, REVOCATION_*, ... */
  readonly finish: (
    signatureValue: Uint8Array,
    level: DetachedLevel,
    sources?: LevelSources,
  ) => Promise<Result<Uint8Array, SignatureError>>;
};

/** First step of a detached signature, for keys that take their time. Errors: ALGORITHM_REFUSED. */
export const prepareDetached = (
  bytes: Uint8Array,
  signer: SignerIdentity,
): Result<PreparedDetached, SignatureError> => {
  if (!isAllowed(signer.algorithm)) return err({ code: 'ALGORITHM_REFUSED' });
  const { hash } = signer.algorithm;
  const attributes = signedAttributes(signer.certificate, hash, createHash(hash).update(bytes).digest());
  const finish: PreparedDetached['finish'] = async (signatureValue, level, sources) => {
    if (level === 'B-B') return ok(signedData({ ...signer, attributes, signatureValue }));
    if (sources === undefined) return err({ code: 'LEVEL_SOURCES' });
    const stamp = await sources.timestamps(hash, createHash(hash).update(signatureValue).digest());
    if (!stamp.ok) return stamp;
    const parts = { ...signer, attributes, signatureValue, timestamp: stamp.value };
    if (level === 'B-T') return ok(signedData(parts));
    const proofs = await proofsOf(signer, stamp.value, sources);
    return proofs.ok ? ok(signedData({ ...parts, proofs: proofs.value })) : proofs;
  };
  return ok({ toBeSigned: attributes, finish });
};

/** Chains of signer and time stamp authority, and for each certificate an answer on revocation. */
const proofsOf = async (
  signer: SignerIdentity,
  stamp: Uint8Array,
  sources: LevelSources,
): Promise<Result<ValidationProofs, SignatureError>> => {
  const token = parseTimestamp(stamp);
  const own = [signer.certificate, ...signer.chain].flatMap((der) => parseCertificate(der) ?? []);
  const leaves = [...own.slice(0, 1), ...(token?.certificate === undefined ? [] : [token.certificate])];
  return collectValidationData(leaves, [...own, ...(token?.cms.certificates ?? [])], sources.validation);
};

/**
 * A detached CAdES baseline signature over any bytes, as DER; B-B unless `level` says more, which needs `sources`.
 * Errors: ALGORITHM_REFUSED, SIGNER, LEVEL_SOURCES, TIMESTAMP_*, REVOCATION_*, CERTIFICATE_REVOKED.
 */
export const signDetached = async (
  bytes: Uint8Array,
  signer: Signer,
  level: DetachedLevel = 'B-B',
  sources?: LevelSources,
): Promise<Result<Uint8Array, SignatureError>> => {
  const prepared = prepareDetached(bytes, signer);
  if (!prepared.ok) return prepared;
  const value = await signer.signRaw(prepared.value.toBeSigned);
  if (!value.ok) return err({ code: 'SIGNER', signer: value.error });
  return prepared.value.finish(value.value, level, sources);
};
