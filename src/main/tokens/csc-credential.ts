import { X509Certificate } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { RemoteInput } from '../app/signing/remote-ports.ts';
import { certificateState } from './csc-errors.ts';
import { call, record, strings, text, type CscService, type Json } from './csc-http.ts';
import { algorithmFor, type KeyPreferences } from './node-key.ts';
import { tokenError, type SigningAlgorithm, type TokenError } from './token.ts';

/** A key of a person at the service (CSC API, credentials/info). */
export type CscCredential = {
  readonly id: string;
  /** DER, leaf first */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SigningAlgorithm;
  readonly mode: 'explicit' | 'implicit' | 'oauth2code';
  readonly pin: RemoteInput | null;
  readonly otp: RemoteInput | null;
  /** most signatures with one authorisation */
  readonly multisign: number;
  /** null: the service does not say (v1) */
  readonly qualified: boolean | null;
  /** why it can't sign now; null: it can */
  readonly obstacle: TokenError | null;
};

/** The ids of a person's keys at the service (CSC API, credentials/list), page by page in v1. */
export const listCscCredentials = async (
  service: CscService,
): Promise<Result<readonly string[], TokenError>> => {
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const answer = await call(service, 'credentials/list', page === undefined ? {} : { pageToken: page });
    if (!answer.ok) return answer;
    const { body } = answer.value;
    ids.push(...strings(body['credentialIDs']));
    const next = text(body['nextPageToken']);
    page = next !== null && ids.length < 1000 ? next : undefined;
  } while (page !== undefined);
  return ok(ids);
};

/**
 * Everything about one key: certificate, state, and what it asks for.
 * Errors: token.dienst-*, token.zertifikat-fehlt, token.verfahren-nicht-moeglich.
 */
export const readCscCredential = async (
  service: CscService,
  id: string,
  preferences: KeyPreferences = {},
): Promise<Result<CscCredential, TokenError>> => {
  const wanted = { credentialID: id, certificates: 'chain', certInfo: true, authInfo: true, lang: 'de' };
  const answer = await call(service, 'credentials/info', wanted);
  if (!answer.ok) return answer;
  const { body } = answer.value;
  const cert = record(body['cert']);
  const chain = strings(cert['certificates']).map((one) => Buffer.from(one, 'base64'));
  const leaf = chain[0];
  if (leaf === undefined) return tokenError('token.zertifikat-fehlt');
  let algorithm: SigningAlgorithm | undefined;
  try {
    algorithm = algorithmFor(new X509Certificate(leaf).publicKey, preferences);
  } catch {
    return tokenError('token.dienst-abgelehnt', { meldung: 'Zertifikat nicht lesbar' });
  }
  if (algorithm === undefined) return tokenError('token.verfahren-nicht-moeglich');
  const multisign = Number(body['multisign'] ?? 1);
  const qualifier = text(body['signatureQualifier']);
  return ok({
    id,
    chain,
    algorithm,
    ...(service.version === 1 ? authorisationV1(body) : authorisationV2(record(body['auth']))),
    multisign: Number.isInteger(multisign) && multisign > 0 ? multisign : 1,
    qualified: qualifier === null ? null : /^eu_eidas_(qes|qeseal)$/.test(qualifier),
    obstacle: obstacleOf(record(body['key']), cert),
  });
};

const obstacleOf = (key: Json, cert: Json): TokenError | null => {
  if (key['status'] === 'disabled') return { code: 'token.dienst-abgeschaltet', params: {} };
  const status = text(cert['status']) ?? 'valid';
  return status === 'valid'
    ? null
    : { code: 'token.dienst-zertifikat-ungueltig', params: { zustand: certificateState(status) } };
};

type Authorisation = Pick<CscCredential, 'mode' | 'pin' | 'otp'>;

/** v1: `authMode`, and objects `PIN` and `OTP` with `presence` "true", "false" or "optional" (CSC API v1, 11.5). */
const authorisationV1 = (body: Json): Authorisation => {
  const mode = body['authMode'];
  if (mode === 'implicit' || mode === 'oauth2code') return { mode, pin: null, otp: null };
  const otp = record(body['OTP']);
  return {
    mode: 'explicit',
    pin: inputV1(record(body['PIN'])),
    otp: inputV1(otp, otp['type'] === 'online'),
  };
};

const inputV1 = (object: Json, anfordern = false): RemoteInput | null => {
  const presence = String(object['presence'] ?? 'false');
  return presence === 'false' ? null : { ...labels(object), pflicht: presence === 'true', anfordern };
};

/**
 * v2: `auth.objects`, each with type and id (CSC API v2, 11.4). A password without generator is known by heart (PIN);
 * one with a generator comes from a device (OTP), or is sent when asked for. No objects: nothing is asked here.
 */
const authorisationV2 = (auth: Json): Authorisation => {
  if (auth['mode'] === 'oauth2code') return { mode: 'oauth2code', pin: null, otp: null };
  const objects = (Array.isArray(auth['objects']) ? auth['objects'] : []).map(record);
  const isOtp = (o: Json): boolean => o['generator'] !== undefined || /otp/i.test(text(o['id']) ?? '');
  const passwords = objects.filter(
    (o) => o['type'] === 'Password' || /^(PIN|OTP)$/.test(text(o['id']) ?? ''),
  );
  const pin = passwords.find((o) => !isOtp(o));
  const otp = passwords.find(isOtp);
  // "PIN OR OTP": one of both is enough
  const one = /\bX?OR\b/i.test(text(auth['expression']) ?? '') && pin !== undefined && otp !== undefined;
  return {
    mode: passwords.length === 0 ? 'implicit' : 'explicit',
    pin: pin ? { ...labels(pin), pflicht: !one, anfordern: false } : null,
    otp: otp ? { ...labels(otp), pflicht: !one, anfordern: isSent(otp) } : null,
  };
};

/** Codes of an app or device (TOTP, HOTP) are read there; all others the service sends. */
const isSent = (otp: Json): boolean => !/^[ht]otp$/i.test(text(otp['generator']) ?? '');

const labels = (object: Json) => ({
  name: text(object['label'])?.slice(0, 60) ?? null,
  hinweis: text(object['description'])?.slice(0, 200) ?? null,
  ziffern: object['format'] === 'N',
});
