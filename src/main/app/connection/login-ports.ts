import type { CentralPerson } from '../../../contract/central.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { WorkspaceStore } from '../ports.ts';

/** How this workspace gets new access tokens; only in its encrypted file. */
export const LOGIN_SETTING = 'sync:anmeldung';

export interface StoredLogin {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly resource?: string;
  /** null: the provider gives none, one logs in again when the access token ends */
  readonly refreshToken: string | null;
  /** hint for logging out at the provider */
  readonly idToken: string | null;
}

/** What is found at an address before anybody logs in. */
export interface CentreCheck {
  /** as it is used from now on: scheme in front, no slash at the end */
  readonly adresse: string;
  readonly staedte: readonly string[];
  readonly version: string;
  readonly uebung: boolean;
  /** over TLS; without it only this machine is talked to */
  readonly tls: boolean;
  /** where the browser will go to log in; null: that depends on the city */
  readonly anmeldedienst: string | null;
  /** cities to choose from, where some have an identity provider of their own */
  readonly wahl: readonly { readonly tenant: string; readonly name: string }[];
}

export interface FinishedLogin {
  readonly adresse: string;
  readonly person: CentralPerson;
  readonly login: StoredLogin;
  readonly access: { readonly token: string; readonly until: number };
}

/** The access token; null: log in again. Rejects when the identity provider can't be reached: the line is down. */
export type TokenSource = (renew?: boolean) => Promise<string | null>;

/** Login at the identity provider of a centre; `main/login` has it, the root hands it in. */
export interface LoginPort {
  readonly check: (adresse: string) => Promise<Result<CentreCheck, Rejection>>;
  /** listens on a loopback port and answers where the browser has to go; a login begun before is given up */
  readonly begin: (
    adresse: string,
    /** whose identity provider; null: the one for all */
    stadt: string | null,
  ) => Promise<Result<{ readonly id: string; readonly url: string }, Rejection>>;
  /** resolves when the browser has come back, or the time for it is over */
  readonly wait: (id: string) => Promise<Result<FinishedLogin, Rejection>>;
  readonly cancel: () => void;
  /** from now on this workspace works with this login */
  readonly keep: (store: WorkspaceStore, finished: FinishedLogin) => void;
  readonly tokens: (store: WorkspaceStore) => TokenSource;
  /** forgets the login, tells the provider; answers where the browser ends its session there (null: nowhere) */
  readonly forget: (store: WorkspaceStore) => Promise<string | null>;
}
