import { ok, type Result } from '../../domain/shared/result.ts';
import { tokenError, type TokenError } from './token.ts';

/** A remote signature service (Cloud Signature Consortium API). */
export type CscService = {
  /** up to and including the version, e.g. `https://sign.example/csc/v2` */
  readonly url: string;
  readonly version: 1 | 2;
  /** from the service authorisation; kept in memory only */
  readonly accessToken: string;
  readonly fetch?: typeof fetch | undefined;
  /** default 30,000 */
  readonly timeoutMs?: number | undefined;
};

type Json = Readonly<Record<string, unknown>>;

/** Error strings of CSC v1.0.4 and v2 (10.1 and the tables of each method) that mean something to people. */
const refusal = (status: number, body: Json | undefined): ReturnType<typeof tokenError> => {
  const error = typeof body?.['error'] === 'string' ? body['error'] : '';
  // The description is for developers and may name persons: it is not handed on.
  if (/invalid_(pin|otp|authdata)/i.test(error)) return tokenError('token.pin-falsch');
  if (/locked|too_many/i.test(error)) return tokenError('token.pin-gesperrt');
  if (status === 401 || /invalid_token|expired_token/i.test(error))
    return tokenError('token.dienst-anmeldung');
  if (error === 'access_denied') return tokenError('token.abgebrochen');
  if (status >= 500) return tokenError('token.dienst-nicht-erreichbar');
  return tokenError('token.dienst-abgelehnt', {
    meldung: /^[a-z0-9_ -]{1,40}$/i.test(error) ? error : `HTTP ${status}`,
  });
};

/** Sends a request and reads the JSON answer; what goes wrong is a value. */
export const send = async (
  url: string,
  init: RequestInit,
  service: Pick<CscService, 'fetch' | 'timeoutMs'>,
): Promise<Result<Json, TokenError>> => {
  try {
    const signal = AbortSignal.timeout(service.timeoutMs ?? 30_000);
    const answer = await (service.fetch ?? fetch)(url, { ...init, signal, redirect: 'error' });
    const text = await answer.text();
    const body = text.length < 5_000_000 ? parse(text) : undefined;
    if (!answer.ok) return refusal(answer.status, body);
    return body === undefined ? tokenError('token.dienst-nicht-erreichbar') : ok(body);
  } catch {
    return tokenError('token.dienst-nicht-erreichbar');
  }
};

const parse = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
};

/** Calls one method of the API. */
export const call = (service: CscService, method: string, body: Json): Promise<Result<Json, TokenError>> =>
  send(
    `${service.url.replace(/\/$/, '')}/${method}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${service.accessToken}` },
      body: JSON.stringify(body),
    },
    service,
  );

export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
