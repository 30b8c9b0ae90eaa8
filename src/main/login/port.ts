import * as oidc from 'openid-client';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { loginTargetSchema, type LoginInfo } from '../../contract/central.ts';
import { LOGIN_SETTING, type LoginPort, type TokenSource } from '../app/connection/login-ports.ts';
import type { WorkspaceStore } from '../app/ports.ts';
import { askLogin, isProtected, normalAddress } from './centre.ts';
import { beginLogin, type PendingLogin } from './flow.ts';
import { discover } from './provider.ts';
import { createTokenSource, readLogin, type Access } from './tokens.ts';

/** Login for the app. `doFetch` is the network; tests cut it. */
export function createLoginPort(doFetch: typeof fetch = fetch): LoginPort {
  let pending: PendingLogin | null = null;
  const sources = new WeakMap<WorkspaceStore, { memory: { access: Access | null }; source: TokenSource }>();

  async function ask(
    typed: string,
    stadt: string | null,
  ): Promise<Result<{ adresse: string; info: LoginInfo }, Rejection>> {
    const adresse = normalAddress(typed);
    if (adresse === null) return reject('login.adresse-ungueltig', { adresse: typed.slice(0, 100) });
    if (!isProtected(adresse)) return reject('login.ohne-tls', { adresse });
    const info = await askLogin(adresse, stadt, doFetch);
    return info.ok ? ok({ adresse, info: info.value }) : info;
  }

  function sourceOf(store: WorkspaceStore) {
    const known = sources.get(store);
    if (known) return known;
    const memory: { access: Access | null } = { access: null };
    const made = { memory, source: createTokenSource(store, memory, doFetch) };
    sources.set(store, made);
    return made;
  }

  return {
    check: async (typed) => {
      const found = await ask(typed, null);
      if (!found.ok) return found;
      const { adresse, info } = found.value;
      return ok({
        adresse,
        staedte: info.staedte,
        version: info.version,
        uebung: info.uebung,
        tls: adresse.startsWith('https:'),
        anmeldedienst: info.issuer === undefined ? null : new URL(info.issuer).host,
        wahl: info.wahl ?? [],
      });
    },
    begin: async (typed, stadt) => {
      pending?.cancel();
      pending = null;
      const found = await ask(typed, stadt);
      if (!found.ok) return found;
      const target = loginTargetSchema.safeParse(found.value.info);
      if (!target.success) return reject('login.stadt-waehlen');
      const begun = await beginLogin(found.value.adresse, target.data, stadt, doFetch);
      if (!begun.ok) return begun;
      pending = begun.value;
      return ok({ id: begun.value.id, url: begun.value.url });
    },
    wait: async (id) => (pending?.id === id ? pending.done : reject('login.abgebrochen')),
    cancel: () => {
      pending?.cancel();
      pending = null;
    },
    keep: (store, { login, access }) => {
      store.setSetting(LOGIN_SETTING, login);
      sourceOf(store).memory.access = access;
    },
    tokens: (store) => sourceOf(store).source,
    forget: async (store) => {
      const login = readLogin(store);
      // First here: it is forgotten even when the provider can't be told.
      store.setSetting(LOGIN_SETTING, null);
      sourceOf(store).memory.access = null;
      if (login === null) return null;
      try {
        const config = await discover(login, doFetch);
        if (login.refreshToken !== null)
          await oidc.tokenRevocation(config, login.refreshToken).catch(() => undefined);
        if (config.serverMetadata().end_session_endpoint === undefined) return null;
        return oidc.buildEndSessionUrl(config, login.idToken === null ? {} : { id_token_hint: login.idToken })
          .href;
      } catch {
        return null;
      }
    },
  };
}
