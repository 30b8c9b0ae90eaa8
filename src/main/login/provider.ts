import * as oidc from 'openid-client';
import { isLoopback } from './centre.ts';

/** What is known of the provider and of this application as its client. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
}

/** Reads what the provider says of itself. Plain HTTP only towards this very machine. Throws when it can't be had. */
export function discover({ issuer, clientId }: Client, doFetch: typeof fetch): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    [oidc.customFetch]: doFetch as oidc.CustomFetch,
    timeout: 15,
    execute: isLoopback(issuer) ? [oidc.allowInsecureRequests] : [],
  });
}

/** Did the provider answer with a refusal, or was there no answer at all? */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.WWWAuthenticateChallengeError
  );
}
