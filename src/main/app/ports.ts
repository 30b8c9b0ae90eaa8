import type {
  BelegungFakt,
  Claim,
  DokumentFakt,
  MerkmalTreffer,
  PersonId,
  Projection,
  Sha256,
  Tag,
  VorgangId,
  Zeitpunkt,
} from '../../domain/shared/vorgang.ts';
import type {
  ChainHead,
  CommandEnvelope,
  CommandResult,
  LedgerRecord,
  Seen,
  Settlement,
  Stand,
} from '../../ledger/index.ts';

/**
 * What the use cases need of the store; `main/store` implements it on encrypted SQLite, `workspace.ts` wires
 * them. Everything is synchronous: better-sqlite3 is, and so a use case is one transaction.
 * Readers get a handle that cannot write.
 */
export interface StoreReader {
  /** current (provisional effects included) */
  readonly stand: (id: VorgangId) => Stand | null;
  readonly confirmed: (id: VorgangId) => Stand | null;
  /** was confirmed before the centre was restored, and has not been told anew: shown, but not confirmed */
  readonly former: (id: VorgangId) => Stand | null;
  readonly row: (id: VorgangId) => StoredRow | null;
  /** author of its first event; null: not here */
  readonly ersteller: (id: VorgangId) => PersonId | null;
  /** rows of these kinds, newest change first; without states */
  readonly rows: (arten: readonly string[], options?: { readonly offen?: boolean }) => readonly StoredRow[];
  /** current states of every Vorgang of a kind (people, units, tables: small kinds only) */
  readonly statesOf: (art: string) => readonly Stand[];
  /** open tasks addressed to one of these; a role matches with any of its scopes or the whole city */
  readonly tasksFor: (who: {
    readonly personen: readonly string[];
    readonly rollen: readonly { readonly rolle: string; readonly einheit: string | null }[];
    /** units whose own tasks (no person, no role named) are asked for, too */
    readonly einheiten?: readonly string[];
  }) => readonly StoredTask[];
  /** open tasks of others in Vorgaenge that this person created (first event) */
  readonly tasksWaiting: (ersteller: string) => readonly StoredTask[];
  readonly appointments: (von: Zeitpunkt, bis: Zeitpunkt) => readonly StoredAppointment[];
  /** full text with umlauts and prefixes, best first; excerpt marks hits with U+0001 and U+0002 */
  readonly search: (
    text: string,
    limit: number,
  ) => readonly { readonly row: StoredRow; readonly auszug: string }[];
  /** records of one Vorgang in order of revision, with the key to open them (null: erased) */
  readonly history: (id: VorgangId) => {
    readonly key: Uint8Array | null;
    readonly records: readonly LedgerRecord[];
  };
  readonly byMerkmal: (art: string, merkmal: string) => readonly MerkmalTreffer[];
  readonly belegung: (
    ressourcen: readonly string[],
    von: Zeitpunkt,
    bis: Zeitpunkt,
  ) => readonly BelegungFakt[];
  readonly datensaetze: (tabelle: string, schluessel: readonly string[]) => Readonly<Record<string, unknown>>;
  /** next free number of a series, from 1 */
  readonly nummer: (serie: string) => number;
  readonly dokument: (sha256: Sha256) => DokumentFakt | null;
  /** facts of every document that was checked here */
  readonly dokumente: () => readonly DokumentFakt[];
  /** Vorgaenge that refer to a document: who may read one of them may read it */
  readonly referringTo: (sha256: Sha256) => readonly VorgangId[];
  readonly head: () => ChainHead;
  /** the whole chain in order, for verification and export */
  readonly records: (fromFeed?: number) => Iterable<LedgerRecord>;
  readonly setting: (name: string) => unknown;
}

/** A row of a list. `projection.suchtext` is '' here: it lies in the index, and lists do not need it. */
export interface StoredRow {
  readonly id: VorgangId;
  readonly art: string;
  readonly revision: number;
  readonly projection: Projection;
  readonly vorlaeufig: boolean;
  readonly geaendert: Zeitpunkt;
  readonly ersteller: string;
}
export interface StoredTask {
  readonly row: StoredRow;
  /** index into row.projection.aufgaben */
  readonly index: number;
}
export interface StoredAppointment {
  readonly row: StoredRow;
  readonly index: number;
}

/** Answers to the engine's questions; only inside `transaction`. */
export interface CentreStore {
  readonly seen: (clientId: string, seq: number) => Seen;
  readonly result: (clientId: string, seq: number) => CommandResult | null;
  readonly stand: (vorgang: VorgangId) => Stand | null;
  /** made on first use in the key file, durable before it returns; null: destroyed by erasure */
  readonly key: (vorgang: VorgangId) => Uint8Array | null;
  readonly head: () => ChainHead;
  /** replaces what the Vorgang holds; answers the first claim of another that overlaps (then nothing is changed) */
  readonly claim: (vorgang: VorgangId, claims: readonly Claim[]) => BelegungFakt | null;
  readonly savepoint: () => void;
  readonly rollback: () => void;
  readonly release: () => void;
  /** appends records, moves confirmed (and current, tasks, search, features, documents), advances series */
  readonly write: (settlement: Settlement) => void;
  readonly answer: (envelope: CommandEnvelope, digest: string, result: CommandResult) => void;
}

/** Commands on their way and the provisional states they make; only inside `transaction`. */
export interface OutboxStore {
  readonly nextSeq: (clientId: string) => number;
  readonly enqueue: (envelope: CommandEnvelope) => void;
  readonly waiting: () => readonly CommandEnvelope[];
  /** seq of the last waiting command of this client on a Vorgang */
  readonly lastOn: (clientId: string, vorgang: VorgangId) => number | null;
  /** answered by the centre, but the feed has not brought its effect yet: stays in the outbox */
  readonly note: (clientId: string, seq: number, result: CommandResult) => void;
  /** answered by the centre: leaves the outbox, its result stays */
  readonly settle: (clientId: string, seq: number, result: CommandResult) => void;
  /** own commands that have arrived, kept until a backup of the centre holds them */
  readonly keepSent: (arrived: readonly CommandEnvelope[]) => void;
  readonly sent: (clientId: string, from: number) => readonly CommandEnvelope[];
  readonly highestSent: (clientId: string) => number;
  /** lost by a restored centre, from this number on: waits again; answers the Vorgaenge */
  readonly takeBack: (clientId: string, from: number) => readonly VorgangId[];
  /** forgets those up to the last one whose record a backup holds */
  readonly dropSent: (clientId: string, feed: number) => void;
  /** replaces all provisional states (with their projections); Vorgaenge not named fall back to confirmed */
  readonly setCurrent: (
    current: readonly { readonly stand: Stand; readonly projection: Projection }[],
  ) => void;
}

/** What the feed of a central service changes on a connected laptop; only inside `transaction`. */
export interface FeedStore {
  readonly keyOf: (vorgang: VorgangId) => Uint8Array | null;
  /** first of every page: from now on this log is a copy, with gaps */
  readonly begin: () => void;
  readonly putKey: (vorgang: VorgangId, key: Uint8Array) => void;
  readonly append: (record: LedgerRecord) => void;
  readonly confirm: (stand: Stand, ersteller: string, inBulk?: boolean) => void;
  readonly evict: (vorgang: VorgangId) => boolean;
  /** it was erased at the centre: nothing of it stays but the record that says so */
  readonly erase: (record: LedgerRecord) => boolean;
  readonly forgetAll: () => void;
  /** what is here is shown until the restored centre tells it anew, and is not confirmed until then */
  readonly doubtAll: () => void;
  readonly isInDoubt: () => boolean;
  /**
   * everything has been fetched anew: what has not come back is not for these eyes any more, but for `waits`, where
   * own entries are still to be sent again; answers what went
   */
  readonly forgetWhatIsGone: (waits?: ReadonlySet<VorgangId>) => readonly VorgangId[];
  readonly documents: () => readonly Sha256[];
}

export interface BlobStore {
  readonly has: (sha256: Sha256) => boolean;
  readonly size: (sha256: Sha256) => number | null;
  /** stores the bytes durably, 1 MiB chunks; answers their SHA-256; the same bytes twice are stored once */
  readonly put: (bytes: Uint8Array, meta: { readonly mime: string; readonly name: string }) => Sha256;
  readonly read: (sha256: Sha256) => Uint8Array | null;
  readonly meta: (
    sha256: Sha256,
  ) => { readonly mime: string; readonly name: string; readonly bytes: number } | null;
  /** takes pieces of a document away, with their keys */
  readonly drop: (shas: readonly Sha256[]) => void;
  /** remembers what the validator found, as DokumentFakt */
  readonly saveFakt: (fakt: DokumentFakt) => void;
}

export interface WorkspaceStore {
  readonly read: StoreReader;
  readonly centre: CentreStore;
  readonly outbox: OutboxStore;
  readonly feed: FeedStore;
  readonly blobs: BlobStore;
  /** one durable transaction; nested calls are a bug. An exception rolls back. */
  readonly transaction: <T>(work: () => T) => T;
  /** before a search: nothing that is here is missing in the index then */
  readonly completeIndex: () => Promise<void>;
  readonly setSetting: (name: string, value: unknown) => void;
  /**
   * imports rows of a mass-data table, replacing those of the same key (`ganz`: all others go); indexed columns
   * are given by the caller
   */
  readonly putDatensaetze: (
    tabelle: string,
    rows: Iterable<{
      readonly schluessel: string;
      readonly suche: string;
      readonly gruppe: string;
      readonly wert: unknown;
    }>,
    options?: { readonly ganz?: boolean },
  ) => number;
  /** puts a group that came from the centre in place of the former one; its staging goes */
  readonly replaceDatensaetze: (
    tabelle: string,
    gruppe: string,
    staging: string,
    rows: readonly { readonly schluessel: string; readonly suche: string; readonly wert: string }[],
    also: () => void,
  ) => void;
  /** takes groups out of the file, free pages and log included */
  readonly dropDatensaetze: (
    groups: readonly { readonly tabelle: string; readonly gruppe: string }[],
    also: () => void,
  ) => void;
  readonly findDatensaetze: (
    tabelle: string,
    frage: { readonly text?: string; readonly gruppe?: string; readonly limit: number },
  ) => readonly { readonly schluessel: string; readonly wert: unknown }[];
  /** appends the erasure record, destroys the key, purges states, search rows, results and blobs only it refers to */
  readonly erase: (record: LedgerRecord, documents: readonly Sha256[]) => void;
  readonly close: () => void;
}

/** Passed in everywhere: no use case reads a clock or makes randomness by itself. */
export interface Clock {
  readonly now: () => Zeitpunkt;
  readonly today: () => Tag;
}
export type NewId = () => string;
