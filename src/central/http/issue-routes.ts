import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NACHWEIS_ROLLEN, type Issued } from '../../contract/evidence.ts';
import { formatLines } from '../../contract/evidence-file.ts';
import type { Tx } from '../db/schema.ts';
import { pathsOf } from '../evidence/proofs.ts';
import { evidenceOf } from '../evidence/vorgang.ts';
import { holdsRole } from '../identity/directory.ts';
import type { Reader } from '../sync/readable.ts';
import { callerOf, refuse } from './auth.ts';
import { readerOf } from './reader.ts';
import type { ServiceDeps } from './service.ts';

interface Params {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly inhalt?: string };
}

/**
 * The evidence of one Vorgang as a file, for whoever reads it and administers the city or audits it. Each issue is
 * written down with its time and person, in the same transaction; those who may take it along see who did.
 */
export function issueRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  const { ctx, database } = deps;

  /** Null: refused, and answered. */
  async function entitled(request: FastifyRequest, reply: FastifyReply): Promise<Reader | null> {
    const caller = callerOf(request);
    if (!(await holdsRole(database, caller, NACHWEIS_ROLLEN, ctx.clock.now()))) {
      await refuse(reply, 403, 'keine-berechtigung');
      return null;
    }
    const reader = await readerOf(deps, caller);
    if (reader === null) await refuse(reply, 403, 'person-unbekannt');
    return reader;
  }

  app.get<Params>('/vorgaenge/:id/nachweis', async (request, reply) => {
    const reader = await entitled(request, reply);
    if (reader === null) return reply;
    const { tenant, person, device } = reader;
    const vorgang = request.params.id;
    const inhalt = request.query.inhalt === 'ja';
    const now = ctx.clock.now();
    const made = await database.db.transaction().execute(async (tx: Tx) => {
      if (!(await isReadable(tx, reader, vorgang))) return null;
      const evidence = await evidenceOf(tx, ctx.crypto, { tenant, vorgang, inhalt, now }, async () =>
        pathsOf(tx, ctx.crypto, tenant),
      );
      if (evidence.outcome === 'made')
        await tx
          .insertInto('nachweis_ausgabe')
          .values({
            ...{ tenant, vorgang, zeit: now, person, device },
            inhalt: inhalt ? 1 : 0,
            eintraege: evidence.eintraege,
          })
          .execute();
      return evidence;
    });
    if (made?.outcome === 'no_checkpoint') return refuse(reply, 409, 'kein-pruefpunkt');
    // What one may not read is answered like what is not there.
    if (made?.outcome !== 'made') return refuse(reply, 404, 'nicht-gefunden');
    return reply.type('application/x-ndjson').send(formatLines(made.lines));
  });

  app.get<Params>('/vorgaenge/:id/nachweis/ausgaben', async (request, reply) => {
    const reader = await entitled(request, reply);
    if (reader === null) return reply;
    const ausgaben = await database.db.transaction().execute(async (tx: Tx) => {
      if (!(await isReadable(tx, reader, request.params.id))) return null;
      const rows = await tx
        .selectFrom('nachweis_ausgabe')
        .select(['zeit', 'person', 'inhalt', 'eintraege'])
        .where('tenant', '=', reader.tenant)
        .where('vorgang', '=', request.params.id)
        .orderBy('zeit', 'desc')
        .limit(100)
        .execute();
      return rows.map((r): Issued => ({ ...r, inhalt: r.inhalt === 1 }));
    });
    return ausgaben === null ? refuse(reply, 404, 'nicht-gefunden') : { ausgaben };
  });
}

const isReadable = async (tx: Tx, { tenant, scopes }: Reader, vorgang: string): Promise<boolean> =>
  (await tx
    .selectFrom('stand_scope')
    .select('scope')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .where('scope', 'in', ['alle', ...scopes])
    .limit(1)
    .executeTakeFirst()) !== undefined;
