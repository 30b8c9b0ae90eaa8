import type { PullResponse, PushRequest, PushResponse } from '../../contract/sync.ts';
import type { PersonId, VorgangId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type {
  CommandEnvelope,
  LedgerRecord,
  CommandResult,
  Kinds,
  LedgerCrypto,
  Rebased,
  Stand,
} from '../../ledger/index.ts';
import type { PastOutcome } from './evidence.ts';

/** The line to the central service. A failure of the line is a value; whatever was sent may have arrived. */
export interface SyncTransport {
  readonly push: (request: PushRequest) => Promise<Line<PushResponse>>;
  readonly pull: (cursor: string) => Promise<Line<PullResponse>>;
}

export type Line<T> =
  | { readonly line: 'ok'; readonly value: T }
  /** no answer: offline, timeout, cut */
  | { readonly line: 'down' }
  /** the service refuses this client: log in again, device revoked, update needed */
  | { readonly line: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade' };

/** What sync needs of the workspace store; `main/store` has it, the simulator a smaller one. */
export interface SyncStore {
  readonly transaction: <T>(work: () => T) => T;
  readonly read: {
    readonly confirmed: (vorgang: VorgangId) => Stand | null;
    readonly row: (vorgang: VorgangId) => { readonly ersteller: PersonId } | null;
    readonly setting: (name: string) => unknown;
  };
  readonly centre: {
    readonly result: (clientId: string, seq: number) => CommandResult | null;
  };
  readonly outbox: {
    readonly waiting: () => readonly CommandEnvelope[];
    readonly note: (clientId: string, seq: number, result: CommandResult) => void;
    readonly settle: (clientId: string, seq: number, result: CommandResult) => void;
  };
  readonly feed: {
    readonly keyOf: (vorgang: VorgangId) => Uint8Array | null;
    readonly putKey: (vorgang: VorgangId, key: Uint8Array) => void;
    readonly append: (record: LedgerRecord) => void;
    readonly confirm: (stand: Stand, ersteller: PersonId) => void;
    readonly evict: (vorgang: VorgangId) => boolean;
    readonly forgetAll: () => void;
  };
  readonly setSetting: (name: string, value: unknown) => void;
}

export interface SyncDeps {
  readonly store: SyncStore;
  readonly transport: SyncTransport;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly tenant: string;
  readonly clientId: string;
  /** decides the whole outbox again and stores the provisional states; inside the transaction */
  readonly rebase: () => Rebased;
  readonly now: () => Zeitpunkt;
  /** tells the window which Vorgaenge changed */
  readonly changed: (vorgaenge: readonly VorgangId[]) => void;
  readonly progress: (done: number, total: number) => void;
  /** before everything confirmed is forgotten because the centre does not know where this client stands */
  readonly mayForget?: () => Promise<PastOutcome>;
  /** keeps what the centre refused for its author; inside the transaction that stores the answer */
  readonly conflict: (
    envelope: CommandEnvelope,
    result: Exclude<CommandResult, { outcome: 'applied' }>,
  ) => void;
}

/** documents of waiting commands that the centre is known to have, or has refused */
export const UPLOADED_SETTING = 'sync:hochgeladen';

/** Own commands that have arrived, the latest: a centre restored from a backup asks for them again. */
export const SENT_SETTING = 'sync:gesendet';
export const KEPT_SENT = 300;
export const readSent = ({ store }: Pick<SyncDeps, 'store'>): readonly CommandEnvelope[] =>
  (store.read.setting(SENT_SETTING) as readonly CommandEnvelope[] | undefined) ?? [];

/** From this number on, a centre restored from a backup gets again what it has lost; null: it has lost nothing. */
export const OFFER_SETTING = 'sync:nachreichen';

export const readOffer = ({ store }: Pick<SyncDeps, 'store'>): number | null =>
  (store.read.setting(OFFER_SETTING) as number | null | undefined) ?? null;

/** Inside the transaction in which they leave the outbox. */
export const keepSent = (deps: Pick<SyncDeps, 'store'>, arrived: readonly CommandEnvelope[]): void => {
  const seqs = new Set(arrived.map((e) => e.seq));
  const kept = readSent(deps).filter((e) => !seqs.has(e.seq));
  const all = [...kept, ...arrived].sort((a, b) => a.seq - b.seq);
  deps.store.setSetting(SENT_SETTING, all.slice(-KEPT_SENT));
};

/** Number of the last own command that the centre has answered, as far as it is still at hand. */
export const highestAnswered = (deps: Pick<SyncDeps, 'store' | 'clientId'>): number => {
  const answered = deps.store.outbox
    .waiting()
    .filter((e) => e.clientId === deps.clientId && deps.store.centre.result(deps.clientId, e.seq) !== null);
  return Math.max(0, ...[...readSent(deps), ...answered].map((e) => e.seq));
};

/** Commands of this client that the centre has not answered. */
export const unanswered = ({ store, clientId }: Pick<SyncDeps, 'store' | 'clientId'>) =>
  store.outbox
    .waiting()
    .filter((e) => e.clientId === clientId && store.centre.result(clientId, e.seq) === null);
