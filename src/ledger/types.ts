import type {
  Command,
  DomainEvent,
  EventMeta,
  Projection,
  VorgangId,
  Zeitpunkt,
  PersonId,
} from '../domain/shared/vorgang.ts';
import type { Rejection } from '../domain/shared/rejection.ts';

/** A command on its way: who wants what of which Vorgang, numbered per client without a gap. */
export interface CommandEnvelope {
  readonly tenant: string;
  /** one per (device, person): on a shared laptop nobody's entries travel under another's name */
  readonly clientId: string;
  /** 1, 2, 3 ... per client */
  readonly seq: number;
  /** UUIDv7 */
  readonly id: string;
  readonly art: string;
  readonly vorgang: VorgangId;
  readonly command: Command;
  /** version of the command's shape */
  readonly v: number;
  /** confirmed revision the author saw (0: the Vorgang did not exist) */
  readonly baseRevision: number;
  /** seq of the author's own unconfirmed command on the same Vorgang that this one builds on */
  readonly hangsOn: number | null;
  readonly clientTime: Zeitpunkt;
  readonly author: PersonId;
}

/** State of one Vorgang at a revision (number of events applied). */
export interface Stand<S = unknown> {
  readonly vorgang: VorgangId;
  readonly art: string;
  readonly revision: number;
  readonly stateVersion: number;
  readonly state: S;
  /** last event: when and by whom */
  readonly zuletzt: { readonly zeit: Zeitpunkt; readonly akteur: PersonId };
}

/** One event in the hash-chained log. The payload is sealed under the key of its Vorgang. */
export interface LedgerRecord extends LedgerHeader {
  /** sealed JSON of the event; empty once the Vorgang is erased */
  readonly payload: Uint8Array;
}

/** What the chain hashes. Nothing in it is personal but pseudonymous ids; the payload is only committed to. */
export interface LedgerHeader {
  readonly tenant: string;
  /** position in the feed of the tenant, from 1, without a gap */
  readonly feed: number;
  readonly vorgang: VorgangId;
  readonly art: string;
  readonly revision: number;
  readonly type: string;
  readonly v: number;
  readonly zeit: Zeitpunkt;
  readonly akteur: PersonId;
  readonly commandId: string;
  /** hex SHA-256 over salt and plain payload; the salt comes from the key of the Vorgang */
  readonly commitment: string;
  /** hash of the record before; 64 zeros for the first */
  readonly prev: string;
  readonly hash: string;
}

export interface ChainHead {
  readonly feed: number;
  readonly hash: string;
  /** time of the last record; '' before the first */
  readonly zeit: Zeitpunkt;
}

export type CommandResult =
  /** `from` and `seen` (see basis.ts) let a later command of the same author build on this one */
  | {
      readonly outcome: 'applied';
      readonly revision: number;
      readonly feed: number;
      readonly from: number;
      readonly seen: number;
    }
  | { readonly outcome: 'conflict'; readonly rejection: Rejection; readonly revision: number }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection; readonly revision: number }
  | { readonly outcome: 'blocked'; readonly by: number; readonly revision: number }
  | { readonly outcome: 'needs_upgrade'; readonly revision: number };

/** Answer of the centre to one pushed command. */
export type PushAnswer =
  | { readonly answer: 'result'; readonly seq: number; readonly result: CommandResult }
  | { readonly answer: 'gap'; readonly expected: number }
  | { readonly answer: 'protocol_error'; readonly seq: number };

/** An event with its meta, decrypted: what evolve and the history need. */
export interface PlainEvent {
  readonly event: DomainEvent;
  readonly meta: EventMeta;
}

/** Everything one accepted command changes in one Vorgang; written whole or not at all. */
export interface Settlement {
  readonly records: readonly LedgerRecord[];
  readonly plain: readonly PlainEvent[];
  readonly before: Stand | null;
  readonly after: Stand;
  readonly projection: Projection;
  readonly documents: readonly string[];
  /** number series of which one number each was used up */
  readonly series: readonly string[];
  readonly head: ChainHead;
}

/** Cryptography is passed in: `ledger` knows no Node built-in. */
/** What is hashed, sealed or bound; a text counts as its UTF-8. */
export type Data = Uint8Array | string;

export interface LedgerCrypto {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** of the parts one after the other, as lower-case hex */
  readonly sha256Hex: (...parts: readonly Data[]) => string;
  readonly hmac: (key: Uint8Array, data: Data) => Uint8Array;
  /** authenticated encryption; `context` is bound to the ciphertext */
  readonly seal: (key: Uint8Array, plain: Data, context: Data) => Uint8Array;
  /** null when key, context or ciphertext do not fit together */
  readonly open: (key: Uint8Array, sealed: Uint8Array, context: Data) => Uint8Array | null;
  /** Ed25519 (RFC 8032), public key of 32 bytes */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}
