import { createHash } from 'node:crypto';
import type { SigningOptions, SigningStufe } from '../../contract/signing.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import {
  httpTimestamps,
  prepareSignature,
  type SignatureError,
  type SignOptions,
} from '../../signature/index.ts';
import type { OpenKey } from './key-ports.ts';
import type { WorkspaceStore } from './ports.ts';

/** A signed file and the level it has reached. `hinweis`: why it is lower than was wanted; null: it is not. */
export interface SignedAtLevel {
  readonly bytes: Uint8Array;
  readonly stufe: SigningStufe;
  readonly hinweis: string | null;
}

const SETTING = 'zeitstempel';
const TSA_TIMEOUT_MS = 10_000;

/** How this workspace signs: B-B as long as nobody has named a time stamp service. */
export const readSigningOptions = (store: Pick<WorkspaceStore, 'read'>): SigningOptions =>
  (store.read.setting(SETTING) as SigningOptions | undefined) ?? { tsaUrl: null, niveau: 'B-B' };

export const writeSigningOptions = (store: WorkspaceStore, options: SigningOptions): void =>
  store.setSetting(SETTING, options);

/**
 * Signs a PDF as PAdES B-B or B-T (ETSI EN 319 142-1, 6.3), as the workspace is set. The key is asked once: when the
 * time stamp service can't be reached, the same signature goes in without a stamp, and the result says so. A service
 * that answers and refuses is an error: that is not being offline.
 * Errors: `signatur.nicht-moeglich`, `signatur.zeitstempel-abgelehnt`, those of the key.
 */
export async function signAtLevel(
  store: Pick<WorkspaceStore, 'read'>,
  pdf: Uint8Array,
  key: OpenKey,
  options: SignOptions,
): Promise<Result<SignedAtLevel, Rejection>> {
  const { tsaUrl, niveau } = readSigningOptions(store);
  const prepared = prepareSignature(pdf, key, options);
  if (!prepared.ok) return err(signatureRejection(prepared.error));
  const value = await key.signRaw(prepared.value.toBeSigned);
  if (!value.ok) return err(signatureRejection({ code: 'SIGNER', signer: value.error }));
  const stamp = niveau === 'B-T' && tsaUrl ? await stampOf(tsaUrl, key, value.value) : null;
  if (stamp && !stamp.ok && stamp.error.code !== 'TIMESTAMP_UNAVAILABLE')
    return err({ code: 'signatur.zeitstempel-abgelehnt', params: { grund: stamp.error.code } });
  const token = stamp?.ok ? stamp.value : undefined;
  const appended = prepared.value.finish(value.value, token);
  if (!appended.ok) return err(signatureRejection(appended.error));
  return ok({
    bytes: Buffer.concat([pdf, appended.value]),
    stufe: token ? 'B-T' : 'B-B',
    hinweis: stamp && !token ? OFFLINE : null,
  });
}

const OFFLINE =
  'Der Zeitstempeldienst war nicht erreichbar. Die Unterschrift ist gültig, trägt aber keinen Zeitstempel (B-B statt B-T).';

const stampOf = (url: string, key: OpenKey, value: Uint8Array) => {
  const { hash } = key.algorithm;
  return httpTimestamps(url, { timeoutMs: TSA_TIMEOUT_MS })(hash, createHash(hash).update(value).digest());
};

/** A failure of signing as a refusal; what the token said is passed on under its own code. */
export function signatureRejection(error: SignatureError): Rejection {
  if (error.code === 'SIGNER' && error.signer) {
    return { code: error.signer.code, params: error.signer.params ?? {} };
  }
  return { code: 'signatur.nicht-moeglich', params: { grund: error.code } };
}
