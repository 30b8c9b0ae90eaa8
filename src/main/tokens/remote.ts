import { ok, type Result } from '../../domain/shared/result.ts';
import type { BrowserVisit, RemoteKey, RemoteSession, RemoteSigning } from '../app/signing/remote-ports.ts';
import { openCsc, requestCscOtp } from './csc.ts';
import { listCscCredentials, readCscCredential, type CscCredential } from './csc-credential.ts';
import type { CscService } from './csc-http.ts';
import { findCscService } from './csc-info.ts';
import { beginCscLogin, finishCscLogin, refreshCscLogin, revokeCscToken } from './csc-login.ts';
import { HASH_OIDS, type Patience, type Release } from './csc-sign.ts';
import { visitBrowser } from './loopback.ts';
import type { TokenError } from './token.ts';

/** Remote signing over the CSC API for the use cases. `fetch`: the network; `patience`: tests take a short one. */
export const createRemoteSigning = (network?: typeof fetch, patience?: Patience): RemoteSigning => {
  const net = { fetch: network };
  const serviceOf = ({ endpoint, accessToken }: RemoteSession): CscService => ({
    ...net,
    url: endpoint.url,
    version: endpoint.version,
    methods: endpoint.methods,
    async: endpoint.async,
    accessToken,
  });
  return {
    find: (address) => findCscService(address, net),
    login: async (endpoint, client, visit) => {
      const asking = { ...endpoint, ...client };
      const came = await visitBrowser(visit, (back) => beginCscLogin(asking, back));
      return came.ok ? finishCscLogin(asking, came.value.begun, came.value.returned, net) : came;
    },
    refresh: (endpoint, client, refreshToken) =>
      refreshCscLogin({ ...endpoint, ...client }, refreshToken, net),
    revoke: async ({ revokeUrl }, client, token) => {
      if (revokeUrl !== null) await revokeCscToken(revokeUrl, client, token, net);
    },
    keys: async (session) => {
      const service = serviceOf(session);
      const ids = await listCscCredentials(service);
      if (!ids.ok) return ids;
      const keys: RemoteKey[] = [];
      for (const id of ids.value) {
        const read = await readCscCredential(service, id);
        if (read.ok) keys.push(keyOf(read.value));
        // One key without certificate or of a kind we can't use leaves the others; a service that fails does not.
        else if (read.error.code.startsWith('token.dienst-')) return read;
      }
      return ok(keys);
    },
    requestOtp: (session, id) => requestCscOtp(serviceOf(session), id),
    open: (session, id, secrets, visit) =>
      openCsc(serviceOf(session), id, secrets, {
        ...(patience ? { patience } : {}),
        releaseInBrowser: (credential, hashes) => releaseOnPage(session, credential, hashes, visit, net),
      }),
  };
};

const keyOf = (c: CscCredential): RemoteKey => ({
  id: c.id,
  certificate: c.chain[0]!,
  freigabe: c.mode,
  pin: c.pin,
  otp: c.otp,
  multisign: c.multisign,
  qualifiziert: c.qualified,
  hindernis: c.obstacle,
});

const urlSafe = (base64: string): string =>
  base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/**
 * Release of certain hashes on a page of the service (CSC API 8.4.2, `scope=credential`): the person sees there what
 * is to be signed, and proves who they are.
 */
const releaseOnPage = async (
  { endpoint, client }: RemoteSession,
  credential: CscCredential,
  hashes: readonly string[],
  visit: BrowserVisit,
  net: { readonly fetch?: typeof fetch | undefined },
): Promise<Result<Release, TokenError>> => {
  const asking = { ...endpoint, ...client };
  const list = hashes.map(urlSafe).join(',');
  const wanted = {
    scope: 'credential',
    credentialID: credential.id,
    numSignatures: String(hashes.length),
    ...(endpoint.version === 1
      ? { hash: list }
      : { hashes: list, hashAlgorithmOID: HASH_OIDS[credential.algorithm.hash] }),
  };
  const came = await visitBrowser(visit, (back) => beginCscLogin(asking, back, wanted));
  if (!came.ok) return came;
  const grant = await finishCscLogin(asking, came.value.begun, came.value.returned, net);
  if (!grant.ok) return grant;
  const { accessToken, tokenType } = grant.value;
  // A token of type "SAD" goes into the request beside the login, any other takes its place (v2, 11.10).
  return ok(
    endpoint.version === 1 || tokenType.toUpperCase() === 'SAD' ? { sad: accessToken } : { accessToken },
  );
};
