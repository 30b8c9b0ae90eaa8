import { readOffer } from '../app/connection/restored-ports.ts';
import { UNKNOWN_SETTING } from '../app/connection/sync-ports.ts';
import type { CentreStore, FeedStore, OutboxStore, StoreReader } from '../app/ports.ts';
import type { PullResponse, PushRequest, PushResponse } from '../../contract/sync.ts';
import type { VorgangId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope, CommandResult, Kinds, LedgerCrypto, Rebased } from '../../ledger/index.ts';
import type { PastOutcome } from './evidence.ts';

/** The line to the central service. A failure of the line is a value; whatever was sent may have arrived. */
export interface SyncTransport {
  readonly push: (request: PushRequest) => Promise<Line<PushResponse>>;
  readonly pull: (cursor: string) => Promise<Line<PullResponse>>;
}

export type Line<T> =
  | { readonly line: 'ok'; readonly value: T }
  /** no answer: offline, timeout, cut; or one that says by its `code` why it is none */
  | { readonly line: 'down'; readonly code?: string }
  /** the service refuses this client: log in again, device revoked, update needed */
  | { readonly line: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade'; readonly code?: string };

/** Code of a refusal: with its own answer, since several requests are under way at the same time. */
export const codeOf = <T>(line: Line<T>): string => (line.line === 'ok' ? '' : (line.code ?? ''));

/** What sync needs of the workspace store; the simulator has a smaller one than `main/store`. */
export interface SyncStore {
  readonly transaction: <T>(work: () => T) => T;
  readonly read: Pick<StoreReader, 'confirmed' | 'former' | 'ersteller' | 'setting'>;
  readonly centre: Pick<CentreStore, 'result'>;
  readonly outbox: Pick<
    OutboxStore,
    'waiting' | 'note' | 'settle' | 'keepSent' | 'sent' | 'highestSent' | 'takeBack' | 'dropSent'
  >;
  readonly feed: Omit<FeedStore, 'documents'>;
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

export const CURSOR_SETTING = 'sync:cursor';

/** documents of waiting commands that the centre is known to have, or has refused */
export const UPLOADED_SETTING = 'sync:hochgeladen';

/** up to which record a backup of the centre holds what was sent */
export const BACKED_UP_SETTING = 'sync:gesichert';
/** up to which record the feed had been told with the page before */
export const STOOD_SETTING = 'sync:stand';
/** number of the last own command that is no longer kept, because a backup holds it */
export const HIGHEST_SETTING = 'sync:hoechste';

/** Number of the last own command that the centre has answered. */
export const highestAnswered = (deps: Pick<SyncDeps, 'store' | 'clientId'>): number => {
  const answered = deps.store.outbox
    .waiting()
    .filter((e) => e.clientId === deps.clientId && deps.store.centre.result(deps.clientId, e.seq) !== null);
  const before = (deps.store.read.setting(HIGHEST_SETTING) as number | undefined) ?? 0;
  return Math.max(before, deps.store.outbox.highestSent(deps.clientId), ...answered.map((e) => e.seq));
};

/** Commands of this client that the centre has not answered, or has lost with its answer. */
export const unanswered = ({ store, clientId }: Pick<SyncDeps, 'store' | 'clientId'>) => {
  const offer = readOffer({ store }) ?? Infinity;
  return store.outbox
    .waiting()
    .filter(
      (e) => e.clientId === clientId && (e.seq >= offer || store.centre.result(clientId, e.seq) === null),
    );
};

/** Vorgaenge in which something stands that this program does not understand. */
export const readUnknown = (store: Pick<SyncStore, 'read'>): readonly string[] =>
  (store.read.setting(UNKNOWN_SETTING) as readonly string[] | undefined) ?? [];
