import { createHash, randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWK } from 'jose';
import type { ZodType } from 'zod';
import type { SyncGrund } from '../../contract/app.ts';
import {
  DEVICE_HEADER,
  problemSchema,
  PROOF_HEADER,
  sessionSchema,
  deviceListSchema,
  sentListSchema,
  type CentralSession,
  type DeviceChange,
  type DeviceRow,
  type SentRow,
} from '../../contract/central.ts';
import { pullResponseSchema, pushResponseSchema } from '../../contract/sync.ts';
import { certificateFaultOf } from '../certificate-fault.ts';
import { sizePages } from './page-size.ts';
import { download, upload, type RequestMore } from './blobs.ts';
import type { EvidenceLine } from './evidence.ts';
import { memoryPartials, type Partials } from './partials.ts';
import type { Line, SyncTransport } from './ports.ts';
import { recordCalls, type RecordCalls } from './record-calls.ts';

export interface DeviceKey {
  readonly device: string;
  /** private Ed25519 key (JWK), kept in the encrypted workspace */
  readonly jwk: JWK;
}

export interface HttpOptions {
  /** e.g. `https://zentrale.stadt.example` */
  readonly address: string;
  readonly key: DeviceKey;
  /**
   * The access token of the person at the screen; null: log in again; rejects: the line is down. `renew`: the one
   * so far was refused.
   */
  readonly token: (renew?: boolean) => Promise<string | null>;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** where half-received documents are kept; default: in memory */
  readonly partials?: Partials;
}

export interface HttpTransport extends SyncTransport, EvidenceLine, RecordCalls {
  readonly enrol: (bezeichnung?: string) => Promise<Line<null>>;
  /** centre's clock minus this device's, as the last answer showed */
  readonly clockOffsetMs?: () => number;
  /** code with which the centre last shut this client out: the person, the device or the program */
  readonly refusal: () => string | null;
  /** why TLS did not let this client talk to the centre when it last tried; null: nothing of that kind */
  readonly certificate: () => SyncGrund | null;
  readonly devices: () => Promise<Line<readonly DeviceRow[]>>;
  readonly lastSent: (device: string) => Promise<Line<readonly SentRow[]>>;
  readonly changeDevice: (device: string, change: DeviceChange) => Promise<Line<null>>;
  readonly session: () => Promise<Line<CentralSession>>;
  /** one question with an answer of that shape; a refusal is `down` with its code */
  readonly ask: <T>(method: string, path: string, schema: ZodType<T>, body?: unknown) => Promise<Line<T>>;
  /** calls `hint` whenever the feed has grown, until `signal`; ends when the line does */
  readonly events: (hint: () => void, signal: AbortSignal) => Promise<void>;
  /** goes on where the last try was cut off, or stopped by `signal`; `wanted`: the centre has asked for it */
  readonly uploadBlob: (
    sha256: string,
    bytes: Uint8Array,
    predecessor: string | null,
    progress?: BytesMoved,
    signal?: AbortSignal,
    wanted?: boolean,
  ) => Promise<Line<UploadAnswer>>;
  /** null: not there, or not for this person; goes on where the last try was cut off, or stopped by `signal` */
  readonly downloadBlob: (
    sha256: string,
    progress?: BytesMoved,
    signal?: AbortSignal,
  ) => Promise<Line<Uint8Array | null>>;
}

/**
 * `vorgaenger-fehlt`: the centre must have the version that was signed before it can say what was added to it.
 * `verdorben`: not the bytes that were sent; it has thrown them away.
 */
export type UploadAnswer = 'gespeichert' | 'abgewiesen' | 'zu-gross' | 'verdorben' | 'vorgaenger-fehlt';
export type BytesMoved = (done: number, total: number) => void;

/** Not for this person or device, whatever token they bring. */
const REVOKED = new Set(['geraet-gesperrt', 'person-unbekannt', 'stadt-unbekannt', 'kein-zugang']);
const TIMEOUT_MS = 30_000;

/** The line to the central service over HTTP. Whatever goes wrong on it is `down`; what is refused says why. */
export function createHttpTransport(options: HttpOptions): HttpTransport {
  const { key, token, fetch: doFetch = fetch, timeoutMs = TIMEOUT_MS } = options;
  const address = options.address.replace(/\/+$/, '');
  // Learned from the service, so that a clock that is off does not lock its laptop out.
  let offsetMs = 0;
  let refusal: string | null = null;
  let certificate: SyncGrund | null = null;
  const partials = options.partials ?? memoryPartials();
  const pages = sizePages(() => performance.now());

  async function request(method: string, path: string, more: RequestMore = {}): Promise<Line<Response>> {
    let bearer: string | null;
    try {
      bearer = await token(more.renew === true);
    } catch (error) {
      certificate = certificateFaultOf(error) === null ? null : 'anmeldedienst-zertifikat';
      return { line: 'down' };
    }
    if (bearer === null) {
      refusal = null;
      return { line: 'refused', reason: 'login' };
    }
    let response: Response;
    try {
      response = await doFetch(`${address}${path}${more.query ?? ''}`, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          [DEVICE_HEADER]: key.device,
          [PROOF_HEADER]: await prove(key, method, path, bearer, Date.now() + offsetMs),
          ...more.headers,
        },
        ...(more.body === undefined ? {} : { body: more.body as BodyInit }),
        signal: more.signal ?? AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const fault = certificateFaultOf(error);
      certificate = fault === null ? null : `zertifikat-${fault}`;
      return { line: 'down' };
    }
    certificate = null;
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) offsetMs = date - Date.now();
    if (response.status < 400) return { line: 'ok', value: response };
    const code = await codeIn(response.clone());
    if (code === 'geraet-uhr' && !more.again) return request(method, path, { ...more, again: true });
    if (code === 'anmeldung' && !more.renew) return request(method, path, { ...more, renew: true });
    const shutOut = shutOutBy(response.status, code);
    if (shutOut !== null) {
      refusal = code;
      return { line: 'refused', reason: shutOut, code };
    }
    // A refusal without a code of ours is that of a proxy in between: it decides nothing (HEAD has no body to tell).
    const foreign = code === '' && method !== 'HEAD';
    return response.status >= 500 || foreign ? { line: 'down', code } : { line: 'ok', value: response };
  }

  async function json<T>(line: Line<Response>, schema: ZodType<T>): Promise<Line<T>> {
    if (line.line !== 'ok') return line;
    if (!line.value.ok) return { line: 'down', code: await codeIn(line.value) };
    try {
      const parsed = schema.safeParse(await line.value.json());
      return parsed.success ? { line: 'ok', value: parsed.data } : { line: 'down' };
    } catch {
      return { line: 'down' };
    }
  }
  const jsonBody = (value: unknown) => ({
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });

  return {
    clockOffsetMs: () => offsetMs,
    ...recordCalls(request),
    push: async (batch) => json(await request('POST', '/sync/push', jsonBody(batch)), pushResponseSchema),
    pull: (cursor) =>
      pages.fetch(async (limit) =>
        json(
          await request('GET', '/sync/pull', {
            query: `?cursor=${encodeURIComponent(cursor)}&limit=${limit}`,
          }),
          pullResponseSchema,
        ),
      ),
    get: async (path, query, schema) => {
      const line = await request('GET', path, { query });
      if (line.line === 'ok' && line.value.status === 404) return { line: 'ok', value: null };
      return json(line, schema);
    },
    session: async () => json(await request('GET', '/session'), sessionSchema),
    ask: async (method, path, schema, body) =>
      json(await request(method, path, body === undefined ? {} : jsonBody(body)), schema),
    refusal: () => refusal,
    certificate: () => certificate,
    devices: async () => json(await request('GET', '/devices'), deviceListSchema),
    lastSent: async (device) =>
      json(await request('GET', `/devices/${encodeURIComponent(device)}/gesendet`), sentListSchema),
    changeDevice: async (device, change) => {
      const line = await request('PATCH', `/devices/${encodeURIComponent(device)}`, jsonBody(change));
      if (line.line !== 'ok') return line;
      return line.value.ok ? { line: 'ok', value: null } : { line: 'down', code: await codeIn(line.value) };
    },
    enrol: async (bezeichnung) => {
      const { x, kty, crv } = key.jwk;
      const line = await request(
        'POST',
        '/devices',
        jsonBody({
          device: key.device,
          publicKey: { kty, crv, x },
          ...(bezeichnung === undefined ? {} : { bezeichnung }),
        }),
      );
      if (line.line !== 'ok') return line;
      if (line.value.ok) return { line: 'ok', value: null };
      return { line: 'refused', reason: 'revoked', code: await codeIn(line.value) };
    },
    events: async (hint, signal) => {
      const line = await request('GET', '/events', { signal });
      if (line.line !== 'ok' || !line.value.body) return;
      try {
        for await (const chunk of line.value.body) {
          if (Buffer.from(chunk).includes('event: feed')) hint();
        }
      } catch {
        // The line was cut; whoever listens asks again.
      }
    },
    uploadBlob: (sha256, bytes, predecessor, progress, signal, wanted) =>
      upload(request, sha256, bytes, predecessor, progress, signal, wanted),
    downloadBlob: (sha256, progress, signal) => download(request, partials, sha256, progress, signal),
  };
}

function shutOutBy(status: number, code: string): 'login' | 'revoked' | 'upgrade' | null {
  if (status === 401) return 'login';
  if (status === 403 && REVOKED.has(code)) return 'revoked';
  return status === 426 ? 'upgrade' : null;
}

async function codeIn(response: Response): Promise<string> {
  try {
    return problemSchema.parse(await response.json()).code;
  } catch {
    return '';
  }
}

/** That the enrolled key is at hand, for this one request (cf. RFC 9449). */
async function prove(key: DeviceKey, htm: string, htu: string, token: string, now: number): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  return new SignJWT({ htm, htu, ath, jti: randomUUID(), iat: Math.floor(now / 1000) })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(await importJWK(key.jwk, 'EdDSA'));
}
