import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { KeySecrets, OpenKey } from '../keys/ports.ts';

/** A remote signature service as its `info` describes it (CSC API 11.1). Plain data: it is kept in the workspace. */
export interface RemoteEndpoint {
  /** base address with its version, e.g. `https://sign.example/csc/v2` */
  readonly url: string;
  readonly version: 1 | 2;
  readonly name: string;
  readonly methods: readonly string[];
  /** signatures may be fetched later (CSC v2) */
  readonly async: boolean;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** null: it has none */
  readonly revokeUrl: string | null;
}

/** What the service gave to this installation when it was registered. */
export interface RemoteClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

export interface RemoteGrant {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly refreshToken: string | null;
}

/** One who is logged in. */
export interface RemoteSession {
  readonly endpoint: RemoteEndpoint;
  readonly client: RemoteClient;
  readonly accessToken: string;
}

/** A page that the person opens in the browser and that comes back to this machine. */
export interface BrowserVisit {
  /** shows the address; `null` when it is over, whatever came of it */
  readonly show: (url: string | null) => void;
  /** fixed port of the way back; null: any free one */
  readonly port: number | null;
  readonly signal: AbortSignal;
}

/** One secret that a key asks for (CSC v1 PIN and OTP, v2 authentication objects). */
export interface RemoteInput {
  readonly pflicht: boolean;
  readonly ziffern: boolean;
  readonly name: string | null;
  readonly hinweis: string | null;
  /** the service sends it when asked */
  readonly anfordern: boolean;
}

/** A key at the service. Plain data but for the bytes. */
export interface RemoteKey {
  readonly id: string;
  readonly certificate: Uint8Array;
  readonly freigabe: 'explicit' | 'implicit' | 'oauth2code';
  readonly pin: RemoteInput | null;
  readonly otp: RemoteInput | null;
  readonly multisign: number;
  /** as the service names it (CSC v2); null: it says nothing */
  readonly qualifiziert: boolean | null;
  /** why it can't sign now; null: it can */
  readonly hindernis: Rejection | null;
}

/** Remote signature services; `main/tokens` does it over HTTP. */
export interface RemoteSigning {
  readonly find: (address: string) => Promise<Result<RemoteEndpoint, Rejection>>;
  readonly login: (
    endpoint: RemoteEndpoint,
    client: RemoteClient,
    visit: BrowserVisit,
  ) => Promise<Result<RemoteGrant, Rejection>>;
  readonly refresh: (
    endpoint: RemoteEndpoint,
    client: RemoteClient,
    refreshToken: string,
  ) => Promise<Result<RemoteGrant, Rejection>>;
  /** best effort: a service that is away is not waited for */
  readonly revoke: (endpoint: RemoteEndpoint, client: RemoteClient, token: string) => Promise<void>;
  readonly keys: (session: RemoteSession) => Promise<Result<readonly RemoteKey[], Rejection>>;
  readonly requestOtp: (session: RemoteSession, id: string) => Promise<Result<null, Rejection>>;
  /** asks for the present state of the key; signs when asked, each time with one release */
  readonly open: (
    session: RemoteSession,
    id: string,
    secrets: KeySecrets,
    visit: BrowserVisit,
  ) => Promise<Result<OpenKey, Rejection>>;
}
