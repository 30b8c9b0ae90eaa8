import { createHash, randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { DEVICE_HEADER, PROOF_HEADER } from '../../src/contract/central.ts';
import { newDeviceKey, type TestService } from './service.ts';

/** Requests by hand, for what no honest laptop would send: every part of token and proof can be changed. */
export interface Bearer {
  readonly person: string;
  readonly token: string;
  readonly key: ReturnType<typeof newDeviceKey>;
  readonly clientId: string;
}

export interface Forgery {
  readonly token?: string;
  readonly device?: string;
  /** instead of an honest proof */
  readonly proof?: string;
  /** claims of the proof that differ */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signWith?: JWK;
}

export interface Sent {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly forgery?: Forgery;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends and reads the whole answer; a stream of events is left after its first bytes. */
export async function send(
  url: string,
  method: string,
  sent: Pick<Sent, 'body' | 'headers'> = {},
): Promise<Answer> {
  const stop = new AbortController();
  const response = await fetch(url, {
    method,
    headers: sent.headers ?? {},
    signal: stop.signal,
    // `half`: for a body that is still being made.
    ...(sent.body === undefined ? {} : { body: sent.body as BodyInit, duplex: 'half' }),
  });
  const stream = response.headers.get('content-type') === 'text/event-stream';
  const text = stream ? '' : await response.text();
  if (stream) stop.abort();
  return { status: response.status, text, headers: response.headers };
}

export async function prove(
  key: JWK,
  method: string,
  path: string,
  token: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  const iat = Math.floor(Date.now() / 1000);
  return new SignJWT({ htm: method, htu: path.split('?')[0], ath, jti: randomUUID(), iat, ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(await importJWK(key, 'EdDSA'));
}

/** Sends requests as one person with a device of their own, enrolled. */
export async function bearerOf(service: TestService, person: string): Promise<Bearer> {
  const line = await service.lineOf(person);
  return { person, ...line };
}

export async function request(
  service: TestService,
  bearer: Bearer,
  method: string,
  path: string,
  { body, headers = {}, forgery = {} }: Sent = {},
): Promise<Answer> {
  const token = forgery.token ?? bearer.token;
  const proof =
    forgery.proof ?? (await prove(forgery.signWith ?? bearer.key.jwk, method, path, token, forgery.claims));
  return send(`${service.address}${path}`, method, {
    ...(body === undefined ? {} : { body }),
    headers: {
      authorization: `Bearer ${token}`,
      [DEVICE_HEADER]: forgery.device ?? bearer.key.device,
      [PROOF_HEADER]: proof,
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  });
}

/** Every operation of the service as it describes itself, with something harmless in the place of parameters. */
export async function operationsOf(service: TestService) {
  const doc = (await (await fetch(`${service.address}/openapi.json`)).json()) as {
    readonly paths: Record<string, Record<string, Operation>>;
    readonly components: { readonly schemas: Record<string, object> };
  };
  const operations = Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template: path,
      path: path.replace('{sha256}', '0'.repeat(64)).replace(/\{\w+\}/g, 'unbekannt'),
      isPublic: operation.security?.length === 0,
      operation,
    })),
  );
  return { operations, schemas: doc.components.schemas };
}

export interface Operation {
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, object>>;
}
