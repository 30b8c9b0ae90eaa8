import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CheckpointAnswer, EvidenceNotes } from '../../contract/evidence.ts';
import { latestCheckpoint, notesOf } from '../evidence/checkpoint.ts';
import { proveConsistency, proveInclusion } from '../evidence/proofs.ts';
import { callerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

const whole = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const ranges = z.object({ from: whole, to: whole });
const places = z.object({ feed: whole, size: whole });

/**
 * Signed notes and proofs about the log of the caller's city. Hashes tell nothing of what they stand for; that a
 * record exists is told only to those who may read its Vorgang.
 */
export function evidenceRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { database, ctx } = deps;
  const reading = (request: FastifyRequest) => readerOf(deps, callerOf(request));

  app.get('/evidence/checkpoint', async (request, reply) => {
    const reader = await reading(request);
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const row = await latestCheckpoint(database.db, reader.tenant);
    if (row === null) return refuse(reply, 404, 'nicht-gefunden');
    const { note, zeitstempel } = row;
    return {
      note,
      zeitstempel: zeitstempel && Buffer.from(zeitstempel).toString('base64'),
    } satisfies CheckpointAnswer;
  });

  app.get('/evidence/notes', async (request, reply) => {
    const reader = await reading(request);
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    return {
      schluessel: [...(await notesOf(database.db, reader.tenant, 'schluessel'))],
      wiederherstellungen: [...(await notesOf(database.db, reader.tenant, 'wiederherstellung'))],
    } satisfies EvidenceNotes;
  });

  app.get('/evidence/consistency', async (request, reply) => {
    const reader = await reading(request);
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const asked = ranges.safeParse(request.query);
    if (!asked.success || asked.data.from > asked.data.to) return refuse(reply, 400, 'anfrage-ungueltig');
    const { from, to } = asked.data;
    return database.db.transaction().execute(async (tx) => {
      const last = await latestCheckpoint(tx, reader.tenant);
      if (last === null || to > last.groesse) return refuse(reply, 404, 'nicht-gefunden');
      return proveConsistency(tx, ctx.crypto, reader.tenant, from, to);
    });
  });

  app.get('/evidence/inclusion', async (request, reply) => {
    const reader = await reading(request);
    if (reader === null) return refuse(reply, 403, 'person-unbekannt');
    const asked = places.safeParse(request.query);
    if (!asked.success || asked.data.feed > asked.data.size) return refuse(reply, 400, 'anfrage-ungueltig');
    const { feed, size } = asked.data;
    return database.db.transaction().execute(async (tx) => {
      const readable = await tx
        .selectFrom('record')
        .innerJoin('stand_scope', (j) =>
          j
            .onRef('stand_scope.tenant', '=', 'record.tenant')
            .onRef('stand_scope.vorgang', '=', 'record.vorgang'),
        )
        .select('record.feed')
        .where('record.tenant', '=', reader.tenant)
        .where('record.feed', '=', feed)
        .where('stand_scope.scope', 'in', ['alle', ...reader.scopes])
        .executeTakeFirst();
      const last = readable ? await latestCheckpoint(tx, reader.tenant) : null;
      // What one may not read is answered like what is not there.
      if (last === null || size > last.groesse) return refuse(reply, 404, 'nicht-gefunden');
      const proof = await proveInclusion(tx, ctx.crypto, reader.tenant, feed, size);
      return proof ?? refuse(reply, 404, 'nicht-gefunden');
    });
  });
}
