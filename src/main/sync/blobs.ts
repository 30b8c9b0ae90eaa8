import { createHash } from 'node:crypto';
import { PREDECESSOR_HEADER, WANTED_HEADER } from '../../contract/central.ts';
import type { BytesMoved, UploadAnswer } from './http.ts';
import { faultIn, type Partials } from './partials.ts';
import type { Line } from './ports.ts';

/** Pieces of an upload: after a cut, at most this much goes over the line again. */
const PIECE_BYTES = 1024 * 1024;
const IDLE_MS = 30_000;
/** So much of a download is put by at once: after a crash, at most this much comes again. */
const KEEP_BYTES = 4 * 1024 * 1024;

export interface RequestMore {
  readonly query?: string;
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly again?: boolean;
  readonly renew?: boolean;
}
export type Request = (method: string, path: string, more?: RequestMore) => Promise<Line<Response>>;

/**
 * Sends a document piece by piece, from where the centre says that it has it. `signal`: stop now; what the centre
 * has of it stays there. `wanted`: it has lost this one and asks for it. Each piece is a request of its own: a token that expires is renewed between two of them.
 */
export async function upload(
  request: Request,
  sha256: string,
  bytes: Uint8Array,
  predecessor: string | null,
  progress: BytesMoved = () => undefined,
  signal?: AbortSignal,
  wanted = false,
): Promise<Line<UploadAnswer>> {
  const path = `/blobs/${sha256}`;
  const limit = () => (signal === undefined ? {} : { signal: AbortSignal.any([signal, pieceTimeout()]) });
  const status = await request('HEAD', path, limit());
  if (status.line !== 'ok') return status;
  let offset = Math.min(Number(status.value.headers.get('upload-offset') ?? 0), bytes.length);
  // All there, but the answer was lost: the last piece once more brings it.
  if (offset === bytes.length) offset = Math.max(0, offset - PIECE_BYTES);
  for (;;) {
    progress(offset, bytes.length);
    const end = Math.min(offset + PIECE_BYTES, bytes.length);
    const line = await request('PUT', path, {
      ...limit(),
      body: bytes.subarray(offset, end),
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${offset}-${Math.max(end - 1, offset)}/${bytes.length}`,
        ...(predecessor === null ? {} : { [PREDECESSOR_HEADER]: predecessor }),
        ...(wanted ? { [WANTED_HEADER]: '1' } : {}),
      },
    });
    if (line.line !== 'ok') return line;
    if (line.value.status === 201) {
      progress(bytes.length, bytes.length);
      return { line: 'ok', value: 'gespeichert' };
    }
    if (line.value.status === 424) return { line: 'ok', value: 'vorgaenger-fehlt' };
    // Sent from a place that it has not reached, or spoilt on the way: the next round asks anew.
    if (line.value.status === 409) return { line: 'down' };
    if (line.value.status === 413) return { line: 'ok', value: 'zu-gross' };
    if (line.value.status !== 202)
      return { line: 'ok', value: (await isSpoilt(line.value)) ? 'verdorben' : 'abgewiesen' };
    offset = end;
  }
}

/** Longer than this no piece may take: what has arrived of it stays at the centre, and the next try begins there. */
const pieceTimeout = () => AbortSignal.timeout(IDLE_MS);

const isSpoilt = async (response: Response): Promise<boolean> =>
  response.status === 422 && (await response.text()).includes('pruefsumme-falsch');

/**
 * Fetches a document; what has arrived before a cut is kept, and the next try begins there. `signal`: stop now.
 * Throws what the store throws when the disk is full.
 */
export async function download(
  request: Request,
  partials: Partials,
  sha256: string,
  progress: BytesMoved = () => undefined,
  signal?: AbortSignal,
): Promise<Line<Uint8Array | null>> {
  const before = partials.read(sha256);
  const headers: Record<string, string> = before.length > 0 ? { range: `bytes=${before.length}-` } : {};
  const idle = idleTimer(signal);
  const line = await request('GET', `/blobs/${sha256}`, { headers, signal: idle.signal });
  if (line.line !== 'ok') return (idle.stop(), line);
  if (line.value.status === 416) return (idle.stop(), startOver(partials, sha256));
  if (!line.value.ok || !line.value.body) {
    idle.stop();
    partials.drop(sha256);
    return { line: 'ok', value: null };
  }
  const goesOn = line.value.status === 206;
  if (!goesOn) partials.drop(sha256);
  const parts = goesOn ? [before] : [];
  let done = parts.reduce((n, p) => n + p.length, 0);
  const total = done + Number(line.value.headers.get('content-length') ?? 0);
  let fresh: Uint8Array[] = [];
  let freshBytes = 0;
  const keep = () => {
    if (freshBytes > 0) partials.add(sha256, Buffer.concat(fresh));
    fresh = [];
    freshBytes = 0;
  };
  try {
    for await (const chunk of line.value.body) {
      parts.push(chunk);
      fresh.push(chunk);
      freshBytes += chunk.length;
      done += chunk.length;
      idle.alive();
      progress(done, Math.max(done, total));
      if (freshBytes >= KEEP_BYTES && done < total) keep();
    }
  } catch (error) {
    if (faultIn(error)) throw error;
    keep();
    return { line: 'down' };
  } finally {
    idle.stop();
  }
  partials.drop(sha256);
  const bytes = Buffer.concat(parts);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return { line: 'down' };
  return { line: 'ok', value: bytes };
}

/** A slow line is not a dead one: only silence ends a download, or whoever has something more urgent. */
function idleTimer(stop?: AbortSignal) {
  const abort = new AbortController();
  const end = () => abort.abort();
  stop?.addEventListener('abort', end, { once: true });
  if (stop?.aborted) end();
  const begin = () => setTimeout(end, IDLE_MS).unref();
  let timer = begin();
  return {
    signal: abort.signal,
    alive: () => {
      clearTimeout(timer);
      timer = begin();
    },
    stop: () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
    },
  };
}

function startOver(partials: Partials, sha256: string): Line<never> {
  partials.drop(sha256);
  return { line: 'down' };
}
