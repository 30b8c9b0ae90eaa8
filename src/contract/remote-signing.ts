import { z } from 'zod';
import { channel } from './channel.ts';

/** What a remote signature service says of itself (CSC API, `info`). */
export interface RemoteService {
  /** the whole base address that was found, e.g. `https://sign.example/csc/v2` */
  readonly adresse: string;
  readonly name: string;
  readonly version: 1 | 2;
  /** where the person logs in, so that it can be compared with what the provider has told */
  readonly anmeldung: string;
}

/** The person's connection to a remote signature service. Secrets and tokens never come to the window. */
export interface RemoteState extends RemoteService {
  readonly clientId: string;
  readonly mitGeheimnis: boolean;
  /** fixed port of the address the browser comes back to; null: any free one */
  readonly port: number | null;
  readonly angemeldet: boolean;
  /** the login outlives the program (the service gave a refresh token) */
  readonly bleibt: boolean;
  readonly schluessel: number;
  /** when the list of keys was fetched; null: never */
  readonly stand: string | null;
}

/** Addresses over TLS only, but for a service on this very machine (tests, local gateways). */
const adresse = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[a-z]+:\/\/|^[^:/]+[.:]/i);

export const remoteChannels = {
  /** null: none is set up */
  'remote.get': channel<RemoteState | null>()(z.null()),
  /** asks the service what it is; nothing is kept */
  'remote.find': channel<RemoteService>()(z.object({ adresse })),
  /** finds the service and keeps it for this person; one that was there is replaced and logged out */
  'remote.connect': channel<RemoteState>()(
    z.object({
      adresse,
      clientId: z.string().trim().min(1).max(200),
      clientSecret: z.string().max(500).optional(),
      port: z.number().int().min(1024).max(65535).nullable(),
    }),
  ),
  /** opens the login page in the browser, waits until it comes back, and fetches the keys */
  'remote.login': channel<RemoteState>()(z.null()),
  /** fetches the keys again */
  'remote.refresh': channel<RemoteState>()(z.null()),
  /** logs out at the service and forgets it with its keys */
  'remote.remove': channel<null>()(z.null()),
  /** makes the service send the one-time password of this key */
  'remote.otp': channel<null>()(z.object({ schluessel: z.string() })),
} as const;
