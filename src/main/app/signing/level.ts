import { createHash } from 'node:crypto';
import type { SigningOptions, SigningStufe } from '../../../contract/signing.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import {
  httpTimestamps,
  httpValidation,
  prepareDetached,
  prepareSignature,
  explainSignatureError,
  upgradePdf,
  type LevelSources,
  type PreparedSignature,
  type SignatureError,
  type SignOptions,
} from '../../../signature/index.ts';
import type { OpenKey } from '../keys/ports.ts';
import type { WorkspaceStore } from '../ports.ts';

/**
 * A signed file and the level it has reached. `hinweis`: why it is lower than was wanted; null: it is not.
 * `offen`: the level that a later try may bring it to; null: there is nothing to be made up for.
 */
export interface SignedAtLevel {
  readonly bytes: Uint8Array;
  readonly stufe: SigningStufe;
  readonly hinweis: string | null;
  readonly offen: SigningStufe | null;
}

/** What levels need of the workspace: its settings, and the issuers it trusts (their certificates are at hand). */
export interface LevelContext {
  readonly ctx: { readonly store: Pick<WorkspaceStore, 'read'> };
  readonly trust: { readonly anchors: () => readonly Uint8Array[] };
}

const SETTING = 'zeitstempel';
const TSA_TIMEOUT_MS = 10_000;

/** How this workspace signs: B-B as long as nobody has named a time stamp service. */
export const readSigningOptions = (store: Pick<WorkspaceStore, 'read'>): SigningOptions =>
  (store.read.setting(SETTING) as SigningOptions | undefined) ?? { tsaUrl: null, niveau: 'beste' };

/** Errors: `signatur.stufe-ohne-dienst`. */
export function writeSigningOptions(store: WorkspaceStore, options: SigningOptions): Result<null, Rejection> {
  const { tsaUrl, niveau } = options;
  if (tsaUrl === null && niveau !== 'beste' && niveau !== 'B-B')
    return err({ code: 'signatur.stufe-ohne-dienst', params: { stufe: niveau } });
  store.setSetting(SETTING, options);
  return ok(null);
}

/** The level that is aimed at: without a time stamp service nothing above B-B (EN 319 142-1, 6.3). */
export const wantedLevel = ({ tsaUrl, niveau }: SigningOptions): SigningStufe =>
  tsaUrl === null ? 'B-B' : niveau === 'beste' ? 'B-LTA' : niveau;

/** Time stamps and validation data over the net; null: no time stamp service is set. What was asked is remembered. */
export function levelSources({ ctx, trust }: LevelContext): LevelSources | null {
  const { tsaUrl } = readSigningOptions(ctx.store);
  if (tsaUrl === null) return null;
  return {
    timestamps: httpTimestamps(tsaUrl, { timeoutMs: TSA_TIMEOUT_MS }),
    validation: httpValidation({ known: trust.anchors() }),
  };
}

/**
 * Signs a PDF as PAdES B-B to B-LTA (ETSI EN 319 142-1, 6.3), as the workspace is set. The key is asked once: what
 * the net does not give now (time stamp, revocation) is left out, the result says so and what is still to be done. A
 * service that answers and refuses is an error: that is not being offline.
 * Errors: `signatur.nicht-moeglich`, `signatur.zeitstempel-abgelehnt`, `signatur.zertifikat-gesperrt`, those of the
 * key.
 */
export async function signAtLevel(
  context: LevelContext,
  pdf: Uint8Array,
  key: OpenKey,
  options: SignOptions,
): Promise<Result<SignedAtLevel, Rejection>> {
  const prepared = prepareSignature(pdf, key, options);
  if (!prepared.ok) return err(signatureRejection(prepared.error));
  const value = await key.signRaw(prepared.value.toBeSigned);
  if (!value.ok) return err(signatureRejection({ code: 'SIGNER', signer: value.error }));
  return finishAtLevel(context, pdf, key, prepared.value, value.value);
}

async function finishAtLevel(
  context: LevelContext,
  pdf: Uint8Array,
  key: Pick<OpenKey, 'algorithm'>,
  prepared: PreparedSignature,
  value: Uint8Array,
): Promise<Result<SignedAtLevel, Rejection>> {
  const options = readSigningOptions(context.ctx.store);
  const wanted = wantedLevel(options);
  const sources = wanted === 'B-B' ? null : levelSources(context);
  const { hash } = key.algorithm;
  const stamp = sources && (await sources.timestamps(hash, createHash(hash).update(value).digest()));
  if (stamp && !stamp.ok && stamp.error.code !== 'TIMESTAMP_UNAVAILABLE')
    return err(signatureRejection(stamp.error));
  const token = stamp?.ok ? stamp.value : undefined;
  const appended = prepared.finish(value, token);
  if (!appended.ok) return err(signatureRejection(appended.error));
  const bytes = Buffer.concat([pdf, appended.value]);
  if (sources === null) return ok({ bytes, stufe: 'B-B', hinweis: null, offen: null });
  if (!token) return ok({ bytes, stufe: 'B-B', hinweis: OHNE_ZEITSTEMPEL, offen: wanted });
  return raise(bytes, wanted, options, sources);
}

/**
 * Signs a record (parallel co-signature) as CAdES B-B to B-LT (ETSI EN 319 122-1, 6.3), as the workspace is set. Its
 * bytes are named by the step, so nothing can be added to it later: what the net does not give now stays out, and
 * `hinweis` says so. Errors: as `signAtLevel`.
 */
export async function signRecordAtLevel(
  context: LevelContext,
  record: Uint8Array,
  key: OpenKey,
): Promise<Result<{ readonly cms: Uint8Array } & Pick<SignedAtLevel, 'stufe' | 'hinweis'>, Rejection>> {
  const wanted = wantedLevel(readSigningOptions(context.ctx.store));
  const prepared = prepareDetached(record, key);
  if (!prepared.ok) return err(signatureRejection(prepared.error));
  const value = await key.signRaw(prepared.value.toBeSigned);
  if (!value.ok) return err(signatureRejection({ code: 'SIGNER', signer: value.error }));
  const sources = levelSources(context) ?? undefined;
  const levels = ({ 'B-B': [], 'B-T': ['B-T'], 'B-LT': ['B-LT', 'B-T'], 'B-LTA': ['B-LT', 'B-T'] } as const)[
    wanted
  ];
  for (const stufe of [...levels, 'B-B'] as const) {
    const cms = await prepared.value.finish(value.value, stufe, sources);
    if (cms.ok) {
      const lower = stufe === 'B-B' && wanted !== 'B-B';
      return ok({ cms: cms.value, stufe, hinweis: lower ? AUFZEICHNUNG_OHNE_ZEITSTEMPEL : null });
    }
    if (!NOT_NOW.has(cms.error.code)) return err(signatureRejection(cms.error));
  }
  throw new Error('B-B needs nothing from the net');
}

/** What the net did not give; anything else is a refusal. */
const NOT_NOW: ReadonlySet<string> = new Set([
  'TIMESTAMP_UNAVAILABLE',
  'REVOCATION_UNAVAILABLE',
  'REVOCATION_NOT_OFFERED',
]);

const AUFZEICHNUNG_OHNE_ZEITSTEMPEL =
  'Der Zeitstempeldienst war nicht erreichbar. Die Zeichnung ist gültig, trägt aber keinen Zeitstempel (B-B).';

/** From B-T upwards, as far as the net and the certificate allow. */
async function raise(
  bytes: Uint8Array,
  wanted: SigningStufe,
  options: SigningOptions,
  sources: LevelSources,
): Promise<Result<SignedAtLevel, Rejection>> {
  const reached: SignedAtLevel = { bytes, stufe: 'B-T', hinweis: null, offen: null };
  if (wanted !== 'B-LT' && wanted !== 'B-LTA') return ok(reached);
  const upgraded = await upgradePdf(bytes, wanted, sources);
  if (upgraded.ok) return ok({ ...reached, bytes: upgraded.value, stufe: wanted });
  switch (upgraded.error.code) {
    case 'REVOCATION_UNAVAILABLE':
      return ok({ ...reached, hinweis: OHNE_SPERRAUSKUNFT, offen: wanted });
    case 'TIMESTAMP_UNAVAILABLE':
      return ok({ ...reached, hinweis: OHNE_ZEITSTEMPEL, offen: wanted });
    case 'REVOCATION_NOT_OFFERED':
      // „the best that can be had“ is reached then; who asked for a certain level is told why it is not
      return ok({ ...reached, hinweis: options.niveau === 'beste' ? null : KEINE_AUSKUNFT });
    case 'CERTIFIED_NO_CHANGES':
      return ok({ ...reached, hinweis: ZERTIFIZIERT });
    default:
      return err(signatureRejection(upgraded.error));
  }
}

const OHNE_ZEITSTEMPEL =
  'Der Zeitstempeldienst war nicht erreichbar. Die Unterschrift ist gültig, ihr fehlt noch der Zeitstempel; sie steht unter „Signaturen hochstufen“.';
const OHNE_SPERRAUSKUNFT =
  'Die Sperrauskunft war nicht zu bekommen. Die Unterschrift ist gültig und trägt einen Zeitstempel; sie steht unter „Signaturen hochstufen“.';
const KEINE_AUSKUNFT =
  'Das Zertifikat nennt keine Sperrauskunft: Mehr als B-T ist mit diesem Schlüssel nicht möglich.';
const ZERTIFIZIERT =
  'Das Dokument lässt keine Ergänzung mehr zu (Zertifizierung „keine Änderungen“): Es bleibt bei B-T.';

/** A failure of signing as a refusal; what the token said is passed on under its own code. */
export function signatureRejection(error: SignatureError): Rejection {
  if (error.code === 'SIGNER' && error.signer) {
    return { code: error.signer.code, params: error.signer.params ?? {} };
  }
  if (error.code === 'CERTIFICATE_REVOKED') return { code: 'signatur.zertifikat-gesperrt', params: {} };
  if (error.code === 'TIMESTAMP_REFUSED')
    return { code: 'signatur.zeitstempel-abgelehnt', params: { grund: error.detail ?? error.code } };
  if (error.code === 'TIMESTAMP_UNAVAILABLE') return { code: 'signatur.zeitstempel-fehlt', params: {} };
  if (error.code === 'REVOCATION_UNAVAILABLE') return { code: 'signatur.sperrauskunft-fehlt', params: {} };
  const { heading, cause } = explainSignatureError(error);
  return { code: 'signatur.nicht-moeglich', params: { grund: `${heading}. ${cause}` } };
}
