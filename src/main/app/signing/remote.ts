import type { RemoteService, RemoteState } from '../../../contract/remote-signing.ts';
import type { ChannelInput } from '../../../contract/channels.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import type { KeySecrets, OpenKey } from '../keys/ports.ts';
import type {
  RemoteClient,
  RemoteEndpoint,
  RemoteGrant,
  RemoteKey,
  RemoteSession,
  RemoteSigning,
} from './remote-ports.ts';

/**
 * A person's service as it lies in the workspace database, which is encrypted as a whole: there the client secret
 * and the refresh token may rest. Access tokens live in memory only.
 */
interface Connection {
  readonly endpoint: RemoteEndpoint;
  readonly client: RemoteClient;
  readonly port: number | null;
  readonly refreshToken: string | null;
  readonly keys: readonly StoredKey[];
  readonly stand: string | null;
}

/** As `RemoteKey`, with its certificate in base64. */
type StoredKey = Omit<RemoteKey, 'certificate'> & { readonly certificate: string };

/** Remote signing of one workspace. Errors of all: `token.dienst-*`, `token.abgebrochen`. */
export interface RemoteAccount {
  readonly find: (address: string) => Promise<Result<RemoteService, Rejection>>;
  readonly connect: (
    person: PersonId,
    input: ChannelInput<'remote.connect'>,
  ) => Promise<Result<RemoteState, Rejection>>;
  readonly login: (person: PersonId) => Promise<Result<RemoteState, Rejection>>;
  readonly refresh: (person: PersonId) => Promise<Result<RemoteState, Rejection>>;
  readonly remove: (person: PersonId) => Promise<void>;
  readonly state: (person: PersonId) => RemoteState | null;
  /** keys as they were when the list was last fetched: no network needed */
  readonly keys: (person: PersonId) => readonly RemoteKey[];
  readonly requestOtp: (person: PersonId, id: string) => Promise<Result<null, Rejection>>;
  readonly open: (person: PersonId, id: string, secrets: KeySecrets) => Promise<Result<OpenKey, Rejection>>;
  /** ends the waiting for a page in the browser */
  readonly cancel: () => void;
}

/** Shows a page of the service to the person; null: it is done. */
export type ShowPage = (url: string | null) => void;

/** A token is used up to this long before its end, so that it does not end on the way. */
const MARGIN_MS = 30_000;

export function openRemoteAccount(ctx: AppContext, service: RemoteSigning, show: ShowPage): RemoteAccount {
  const tokens = new Map<PersonId, { readonly accessToken: string; readonly bis: number }>();
  const renewals = new Map<PersonId, Promise<Result<RemoteSession, Rejection>>>();
  const waiting = new Set<AbortController>();
  const nowMs = () => Date.parse(ctx.clock.now());
  const name = (person: PersonId) => `fernsignatur:${person}`;
  const read = (person: PersonId) => (ctx.store.read.setting(name(person)) ?? null) as Connection | null;
  const write = (person: PersonId, connection: Connection | null) =>
    ctx.store.setSetting(name(person), connection);

  const visit = (port: number | null) => {
    const controller = new AbortController();
    return {
      port,
      signal: controller.signal,
      show: (url: string | null) => {
        if (url === null) waiting.delete(controller);
        else waiting.add(controller);
        show(url);
      },
    };
  };

  /** Takes what a login or renewal has given. Null: the service was removed while the browser was open. */
  function accept(person: PersonId, grant: RemoteGrant): RemoteSession | null {
    const connection = read(person);
    if (!connection) return null;
    const { accessToken, expiresInS, refreshToken } = grant;
    tokens.set(person, { accessToken, bis: nowMs() + expiresInS * 1000 - MARGIN_MS });
    // A service may hand out a new refresh token with each use and take back the old one (RFC 6749, 6).
    const kept = refreshToken ?? connection.refreshToken;
    if (kept !== connection.refreshToken) write(person, { ...connection, refreshToken: kept });
    return { endpoint: connection.endpoint, client: connection.client, accessToken };
  }

  async function renew(person: PersonId): Promise<Result<RemoteSession, Rejection>> {
    const connection = read(person);
    if (!connection) return reject('token.dienst-fehlt');
    if (!connection.refreshToken) return reject('token.dienst-anmeldung');
    const { endpoint, client, refreshToken } = connection;
    const grant = await service.refresh(endpoint, client, refreshToken);
    if (grant.ok) {
      const session = accept(person, grant.value);
      return session ? ok(session) : reject('token.dienst-fehlt');
    }
    const now = read(person);
    if (grant.error.code === 'token.dienst-anmeldung' && now?.refreshToken === refreshToken)
      write(person, { ...now, refreshToken: null });
    return grant;
  }

  /** The session that is there, or a new one by the refresh token; else the person has to log in. */
  async function session(person: PersonId): Promise<Result<RemoteSession, Rejection>> {
    const connection = read(person);
    if (!connection) return reject('token.dienst-fehlt');
    const { endpoint, client } = connection;
    const token = tokens.get(person);
    if (token && token.bis > nowMs()) return ok({ endpoint, client, accessToken: token.accessToken });
    tokens.delete(person);
    // A refresh token is good once: two questions at the same time share one renewal.
    const running = renewals.get(person) ?? renew(person).finally(() => renewals.delete(person));
    renewals.set(person, running);
    return running;
  }

  /** Asks the service; a session that it calls over is renewed once without the person. */
  async function ask<T>(
    person: PersonId,
    question: (s: RemoteSession) => Promise<Result<T, Rejection>>,
  ): Promise<Result<T, Rejection>> {
    const first = await session(person);
    if (!first.ok) return first;
    const answer = await question(first.value);
    if (answer.ok || answer.error.code !== 'token.dienst-anmeldung') return answer;
    if (tokens.get(person)?.accessToken === first.value.accessToken) tokens.delete(person);
    const second = await session(person);
    return second.ok ? question(second.value) : second;
  }

  async function fetchKeys(person: PersonId): Promise<Result<RemoteState, Rejection>> {
    const listed = await ask(person, service.keys);
    if (!listed.ok) return listed;
    const connection = read(person);
    if (!connection) return reject('token.dienst-fehlt');
    const keys = listed.value.map((k) => ({
      ...k,
      certificate: Buffer.from(k.certificate).toString('base64'),
    }));
    const next = { ...connection, keys, stand: ctx.clock.now() };
    write(person, next);
    return ok(stateOf(next, tokens.has(person)));
  }

  async function remove(person: PersonId): Promise<void> {
    const connection = read(person);
    const token = tokens.get(person);
    tokens.delete(person);
    if (!connection) return;
    write(person, null);
    const { endpoint, client, refreshToken } = connection;
    for (const secret of [refreshToken, token?.accessToken])
      if (secret) await service.revoke(endpoint, client, secret);
  }

  return {
    find: async (address) => {
      const found = await service.find(address);
      return found.ok ? ok(serviceOf(found.value)) : found;
    },
    connect: async (person, { adresse, clientId, clientSecret, port }) => {
      const found = await service.find(adresse);
      if (!found.ok) return found;
      await remove(person);
      const client = { clientId, ...(clientSecret ? { clientSecret } : {}) };
      const next: Connection = {
        endpoint: found.value,
        client,
        port,
        refreshToken: null,
        keys: [],
        stand: null,
      };
      write(person, next);
      return ok(stateOf(next, false));
    },
    login: async (person) => {
      const connection = read(person);
      if (!connection) return reject('token.dienst-fehlt');
      const grant = await service.login(connection.endpoint, connection.client, visit(connection.port));
      if (!grant.ok) return grant;
      return accept(person, grant.value) ? fetchKeys(person) : reject('token.dienst-fehlt');
    },
    refresh: fetchKeys,
    remove,
    state: (person) => {
      const connection = read(person);
      return connection && stateOf(connection, tokens.has(person));
    },
    keys: (person) =>
      (read(person)?.keys ?? []).map((k) => ({ ...k, certificate: Buffer.from(k.certificate, 'base64') })),
    requestOtp: (person, id) => ask(person, (s) => service.requestOtp(s, id)),
    open: (person, id, secrets) =>
      ask(person, (s) => service.open(s, id, secrets, visit(read(person)?.port ?? null))),
    cancel: () => {
      for (const controller of waiting) controller.abort();
      waiting.clear();
    },
  };
}

const serviceOf = (endpoint: RemoteEndpoint): RemoteService => ({
  adresse: endpoint.url,
  name: endpoint.name,
  version: endpoint.version,
  anmeldung: new URL(endpoint.authorizeUrl).host,
});

const stateOf = (c: Connection, loggedIn: boolean): RemoteState => ({
  ...serviceOf(c.endpoint),
  clientId: c.client.clientId,
  mitGeheimnis: c.client.clientSecret !== undefined,
  port: c.port,
  angemeldet: loggedIn || c.refreshToken !== null,
  bleibt: c.refreshToken !== null,
  schluessel: c.keys.length,
  stand: c.stand,
});
