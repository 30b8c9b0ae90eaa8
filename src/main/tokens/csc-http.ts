import { ok, type Result } from '../../domain/shared/result.ts';
import { refusal, type Sent } from './csc-errors.ts';
import { tokenError, type TokenError } from './token.ts';

/** How a service is reached. Nothing that goes out or comes in is logged: PINs and tokens are among it. */
export type Net = {
  readonly fetch?: typeof fetch | undefined;
  /** default 30,000 */
  readonly timeoutMs?: number | undefined;
};

/** A remote signature service (Cloud Signature Consortium API), logged in. */
export type CscService = Net & {
  /** up to and including the version, e.g. `https://sign.example/csc/v2` */
  readonly url: string;
  readonly version: 1 | 2;
  /** from the service authorisation; kept in memory only */
  readonly accessToken: string;
  /** methods it names in `info`; absent: unknown */
  readonly methods?: readonly string[] | undefined;
  /** signatures may be fetched later (`info/asynchronousOperationMode`) */
  readonly async?: boolean | undefined;
};

export type Json = Readonly<Record<string, unknown>>;

/** What came back: the status tells "done" (200, 204) from "not yet" (202). */
export type Reply = { readonly status: number; readonly body: Json };

const MAX_ANSWER = 5_000_000;
const NOT_THERE = tokenError('token.dienst-nicht-erreichbar');

/** Sends a request and reads the JSON answer, `{}` where there is none; what goes wrong is a value. */
export const send = async (
  url: string,
  init: RequestInit,
  net: Net,
  sent?: Sent,
): Promise<Result<Reply, TokenError>> => {
  try {
    const signal = AbortSignal.timeout(net.timeoutMs ?? 30_000);
    const answer = await (net.fetch ?? fetch)(url, { ...init, signal, redirect: 'error' });
    const text = await answer.text();
    const body = text === '' ? {} : text.length < MAX_ANSWER ? parse(text) : undefined;
    if (!answer.ok) return refusal(answer.status, body, sent);
    return body === undefined ? NOT_THERE : ok({ status: answer.status, body });
  } catch {
    return NOT_THERE;
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

/** Calls one method of the API. `sent`: which secrets are in the body. */
export const call = (
  service: CscService,
  method: string,
  body: Json,
  sent?: Sent,
): Promise<Result<Reply, TokenError>> =>
  send(
    `${service.url}/${method}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${service.accessToken}` },
      body: JSON.stringify(body),
    },
    service,
    sent,
  );

export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
