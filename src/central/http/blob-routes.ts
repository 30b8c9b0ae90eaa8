import type { FastifyInstance, FastifyReply } from 'fastify';
import { PREDECESSOR_HEADER, WANTED_HEADER, type BlobStatus, type Wanted } from '../../contract/central.ts';
import { MAX_DOCUMENT_BYTES } from '../../contract/limits.ts';
import { isWanted, noteMissing, noteThere, readWanted } from '../blobs/missing.ts';
import type { Tx } from '../engine/answer.ts';
import { isDocumentReadable, isNamed, mayContinue, noteDocument } from '../engine/documents.ts';
import type { Caller } from '../identity/caller.ts';
import { callerOf, headerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

const SHA = /^[0-9a-f]{64}$/;
/** asked for at once; more are asked for when these are here */
const WANTED_AT_ONCE = 50;
const RANGE = /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/;

/**
 * Documents by their SHA-256. An upload is one PUT or several with Content-Range; after a cut, HEAD says in
 * `Upload-Offset` where to go on. It counts only when its hash is its name and it is validated: a signed PDF
 * against the version that it says to continue, which must be here before it.
 */
export function blobRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { database, blobs } = deps;

  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.head('/blobs/:sha256', async (request, reply) => {
    const { tenant, clientId } = callerOf(request);
    const { sha256 } = request.params as { sha256: string };
    if (!SHA.test(sha256)) return refuse(reply, 400, 'anfrage-ungueltig');
    // Only the own upload is told: whether another has stored the same bytes is nobody's business.
    const offset = await blobs.partSize(tenant, clientId, sha256);
    return reply.header('upload-offset', offset).code(200).send();
  });

  app.put('/blobs/:sha256', { bodyLimit: MAX_DOCUMENT_BYTES }, async (request, reply) => {
    const caller = callerOf(request);
    const { tenant, clientId } = caller;
    const { sha256 } = request.params as { sha256: string };
    const body = request.body as AsyncIterable<Uint8Array> | undefined;
    const range = rangeOf(headerOf(request, 'content-range'), headerOf(request, 'content-length'));
    if (
      !SHA.test(sha256) ||
      !body ||
      typeof body !== 'object' ||
      !(Symbol.asyncIterator in body) ||
      range === null
    )
      return refuse(reply, 400, 'anfrage-ungueltig');
    if (range.total > MAX_DOCUMENT_BYTES) return refuse(reply, 413, 'dokument-zu-gross');
    const again = headerOf(request, WANTED_HEADER) === '1';
    if (again && !(await isAskedFor(caller, sha256))) return refuse(reply, 404, 'nicht-gefunden');
    const predecessor = again ? '' : headerOf(request, PREDECESSOR_HEADER);
    // Asked before the bytes move: without it nothing can be said about what was signed.
    if (SHA.test(predecessor) && !(await isThere(caller, predecessor)))
      return refuse(reply, 424, 'vorgaenger-fehlt');
    const offset = await blobs.partSize(tenant, clientId, sha256);
    if (range.start !== 0 && range.start > offset) {
      return reply.code(409).header('upload-offset', offset).send({ code: 'falsche-stelle' });
    }
    const at = await blobs.append(tenant, clientId, sha256, range.start, body, range.total);
    if (at === 'too_large') return refuse(reply, 413, 'dokument-zu-gross');
    const status: BlobStatus = { sha256, offset: at, vollstaendig: at === range.total };
    if (!status.vollstaendig) return reply.code(202).send(status);
    return again
      ? putBack(reply, caller, sha256, status)
      : finish(reply, caller, sha256, predecessor, status);
  });

  app.get('/gesucht', async (request): Promise<Wanted> => {
    const reader = await readerOf(deps, callerOf(request));
    if (reader === null) return { gesucht: [] };
    const gesucht = await database.db
      .transaction()
      .execute((tx: Tx) => readWanted(tx, reader, WANTED_AT_ONCE));
    return { gesucht: [...gesucht] };
  });

  /** What one may not read, or was not told, is answered like what is not there. */
  async function isAskedFor(caller: Caller, sha256: string): Promise<boolean> {
    const reader = await readerOf(deps, caller);
    return reader !== null && database.db.transaction().execute((tx: Tx) => isWanted(tx, reader, sha256));
  }

  /** The bytes of a document that was examined when it first came: what was found then stays as it is. */
  async function putBack(
    reply: FastifyReply,
    caller: Caller,
    sha256: string,
    status: BlobStatus,
  ): Promise<unknown> {
    const { tenant, clientId } = caller;
    if ((await blobs.finish(tenant, clientId, sha256)) === null)
      return refuse(reply, 422, 'pruefsumme-falsch');
    const known = await database.db.transaction().execute(async (tx: Tx) => {
      await noteThere(tx, { tenant, sha256 });
      return isNamed(tx, tenant, sha256);
    });
    if (known) return reply.code(201).send(status);
    // Erased while it was on its way.
    await blobs.remove(tenant, sha256);
    return refuse(reply, 404, 'nicht-gefunden');
  }

  /** For this person: whether others have stored the same bytes is nobody's business. */
  const isThere = async (caller: Caller, sha256: string): Promise<boolean> =>
    (await blobs.size(caller.tenant, sha256)) !== null &&
    (await database.db
      .transaction()
      .execute((tx: Tx) => mayContinue(tx, caller, sha256, deps.ctx.clock.now())));

  async function finish(
    reply: FastifyReply,
    caller: Caller,
    sha256: string,
    predecessor: string,
    status: BlobStatus,
  ): Promise<unknown> {
    const { tenant, clientId } = caller;
    const bytes = await blobs.finish(tenant, clientId, sha256);
    if (bytes === null) return refuse(reply, 422, 'pruefsumme-falsch');
    const before = SHA.test(predecessor) ? await blobs.read(tenant, predecessor) : null;
    const fakt = await deps.examine(tenant, bytes, before && { sha256: predecessor, bytes: before });
    if (fakt === null) return refuse(reply, 422, 'dokument-abgewiesen');
    await database.db.transaction().execute((tx: Tx) => noteDocument(tx, caller, fakt));
    return reply.code(201).send(status);
  }

  app.get('/blobs/:sha256', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = callerOf(request);
    const { tenant } = caller;
    const { sha256 } = request.params as { sha256: string };
    const reader = SHA.test(sha256) ? await readerOf(deps, caller) : null;
    const readable =
      reader !== null &&
      (await database.db
        .transaction()
        .execute((tx: Tx) => isDocumentReadable(tx, tenant, reader.scopes, sha256)));
    // What one may not read is answered like what is not there.
    const size = readable ? await blobs.size(tenant, sha256) : null;
    if (readable && size === null) await noteMissing(database.db, [{ tenant, sha256 }], deps.ctx.clock.now());
    if (size === null) return refuse(reply, 404, 'nicht-gefunden');
    const start = Number(/^bytes=(\d{1,12})-$/.exec(headerOf(request, 'range'))?.[1] ?? 0);
    if (start >= size && size > 0) return refuse(reply, 416, 'anfrage-ungueltig');
    return reply
      .code(start > 0 ? 206 : 200)
      .header('content-type', 'application/octet-stream')
      .header('content-length', size - start)
      .header('content-range', `bytes ${start}-${Math.max(start, size - 1)}/${size}`)
      .send(blobs.stream(tenant, sha256, start));
  });
}

function rangeOf(range: string, length: string): { readonly start: number; readonly total: number } | null {
  if (range === '') return /^\d{1,12}$/.test(length) ? { start: 0, total: Number(length) } : null;
  const [, start, end, total] = RANGE.exec(range) ?? [];
  if (start === undefined || Number(end) >= Number(total) || Number(start) > Number(end)) return null;
  return { start: Number(start), total: Number(total) };
}
