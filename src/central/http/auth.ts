import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEVICE_HEADER, PROOF_HEADER } from '../../contract/central.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import { createContacts, findDevice } from '../identity/devices.ts';
import { createProofs } from '../identity/proof.ts';
import { standingOf } from '../identity/standing.ts';
import { verifyToken, type Identity } from '../identity/token.ts';
import type { Caller } from '../identity/caller.ts';
import type { ServiceDeps } from './service.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** from the token; set for every request that is not public */
    identity: Identity | null;
    /** from token and enrolled device; set where a device is asked for */
    caller: Caller | null;
    /** why it was refused, for the log: a code of ours, and what was wrong with a token */
    grund: string;
  }
}

/** Answers before anybody has logged in. */
export const PUBLIC = new Set(['/health', '/ready', '/metrics', '/openapi.json', '/login']);
const DEMO = new Set(['/demo/token', '/demo/personen']);
/** Needs a token, but no device yet. */
const WITHOUT_DEVICE = new Set(['POST /devices', 'GET /person']);

/** Refuses whoever has no token of the city's identity provider, is not in its directory, or has no enrolled device. */
export function createGuard({ database, tokens, ctx, demo }: ServiceDeps) {
  const proofs = createProofs(ctx.clock.now, database);
  const contact = createContacts(database);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    request.identity = null;
    request.caller = null;
    request.grund = '';
    const path = pathOf(request);
    if (PUBLIC.has(path) || (demo !== null && DEMO.has(path))) return undefined;
    const token = /^Bearer ([\w.~+/=-]{1,8192})$/.exec(request.headers.authorization ?? '')?.[1];
    let art = 'ohne';
    const identity =
      token === undefined ? null : await verifyToken(tokens, token, (fault) => void (art = fault));
    if (identity === null || token === undefined) {
      refuse(reply, 401, 'anmeldung');
      request.grund = `anmeldung ${art}`;
      return reply;
    }
    if (identity === 'kein-zugang') return refuse(reply, 403, 'kein-zugang');
    // Not the fault of the token: who asks keeps it and tries again.
    if (identity === 'unerreichbar') return refuse(reply, 503, 'anmeldedienst');
    request.identity = identity;
    const standing = await standingOf(database, identity, tagOf(ctx.clock.now()));
    if (standing !== 'ok') return refuse(reply, 403, standing);
    if (WITHOUT_DEVICE.has(`${request.method} ${path}`)) return undefined;

    const device = headerOf(request, DEVICE_HEADER);
    const found = device === '' ? null : await findDevice(database, identity, device);
    if (found === null) return refuse(reply, 401, 'geraet-unbekannt');
    const proof = await proofs.verify(headerOf(request, PROOF_HEADER), found.publicKey, {
      method: request.method,
      path,
      token,
      tenant: identity.tenant,
      device,
    });
    if (proof === 'clock') return refuse(reply, 401, 'geraet-uhr');
    if (proof !== 'ok') return refuse(reply, 401, 'geraet-nachweis');
    // Told to the device itself only: whoever has but a token hears nothing of it.
    if (found.revoked) return refuse(reply, 403, 'geraet-gesperrt');
    // Worth knowing, not worth a refusal (full disk).
    await contact(identity.tenant, device, ctx.clock.now()).catch(() => undefined);
    request.caller = { ...identity, device, clientId: `${device}:${identity.person}` };
    return undefined;
  };
}

export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

export const headerOf = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** An error answer is a code and nothing else: no text of the machine, no name of a person. */
export function refuse(reply: FastifyReply, status: number, code: string): FastifyReply {
  reply.request.grund = code;
  return reply.code(status).send({ code });
}

/** The caller of a guarded route. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('Route without a caller');
  return request.caller;
}
