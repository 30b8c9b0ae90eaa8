import * as oidc from 'openid-client';
import { LOGIN_SETTING, type StoredLogin, type TokenSource } from '../app/connection/login-ports.ts';
import type { WorkspaceStore } from '../app/ports.ts';
import { accessOf } from './flow.ts';
import { discover, isRefusal } from './provider.ts';

export type Access = { readonly token: string; readonly until: number };

export const readLogin = (store: WorkspaceStore): StoredLogin | null =>
  (store.read.setting(LOGIN_SETTING) as StoredLogin | null | undefined) ?? null;

/**
 * Access tokens of one workspace. A refresh token is used once: the new one is durable before the access token
 * that came with it is used, and requests at the same time share one renewal.
 */
export function createTokenSource(
  store: WorkspaceStore,
  memory: { access: Access | null },
  doFetch: typeof fetch,
): TokenSource {
  let config: { readonly issuer: string; readonly value: oidc.Configuration } | null = null;
  let renewal: Promise<string | null> | null = null;

  async function renewed(): Promise<string | null> {
    const login = readLogin(store);
    if (login === null || login.refreshToken === null) return null;
    if (config?.issuer !== login.issuer)
      config = { issuer: login.issuer, value: await discover(login, doFetch) };
    try {
      const { resource } = login;
      const tokens = await oidc.refreshTokenGrant(
        config.value,
        login.refreshToken,
        resource === undefined ? {} : { resource },
      );
      store.setSetting(LOGIN_SETTING, {
        ...login,
        refreshToken: tokens.refresh_token ?? login.refreshToken,
        idToken: tokens.id_token ?? login.idToken,
      } satisfies StoredLogin);
      memory.access = accessOf(tokens);
      return memory.access.token;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Used, revoked or expired: it will never be good again.
      memory.access = null;
      store.setSetting(LOGIN_SETTING, { ...login, refreshToken: null });
      return null;
    }
  }

  return async (renew = false) => {
    const { access } = memory;
    if (!renew && access !== null && Date.now() < access.until) return access.token;
    renewal ??= renewed().finally(() => {
      renewal = null;
    });
    return renewal;
  };
}
