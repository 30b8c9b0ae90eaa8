import type { SyncGrund, SyncState } from '../../../contract/app.ts';
import type { CentralSession, DeviceChange, DeviceRow, SentRow } from '../../../contract/central.ts';
import type { Dokumentlage, Laufend, Richtung } from '../../../contract/transfer.ts';
import type { MailSettings, MailState, MailTest, MailView } from '../../../contract/mail.ts';
import type { Issued } from '../../../contract/evidence.ts';
import type { Pen } from '../../../contract/records.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { Sha256, VorgangId, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { CommandEnvelope, CommandResult, Kinds, LedgerCrypto, Rebased } from '../../../ledger/index.ts';
import type { WorkspaceStore } from '../ports.ts';

/** Where this workspace belongs; without it, it is a single seat. */
export const CENTRE_SETTING = 'sync:zentrale';
/** private key of this device, in the encrypted file */
export const DEVICE_KEY_SETTING = 'sync:geraeteschluessel';
/** roles of the directory that count less for this login (docs/adr/0021) */
export const LIMIT_SETTING = 'sync:rollengrenze';
/** Vorgaenge in which something stands that this program does not understand */
export const UNKNOWN_SETTING = 'sync:unverstanden';
/** authorities the centre accepts, and the practice authority of a demo centre */
export const TRUST_SETTING = 'sync:vertrauen';
/** the practice authority of this workspace; that of a practice centre is the same for all its laptops */
export const DEMO_CA_SETTING = 'uebungs-ca';
/** why the centre did not take a document; kept until its command is settled */
export const REFUSED_UPLOADS_SETTING = 'sync:abgewiesen';
/** what the centre refused and its author has not yet dealt with */
export const CONFLICTS_SETTING = 'sync:konflikte';

export interface CentreSettings {
  readonly adresse: string;
  readonly tenant: string;
  readonly stadt: string;
  readonly person: string;
  /** as the centre called them when the workspace was made */
  readonly name?: string;
}

/** A command that the centre did not accept, kept until its author has decided what becomes of it. */
export interface Conflict {
  readonly envelope: CommandEnvelope;
  readonly result: Exclude<CommandResult, { outcome: 'applied' }>;
  readonly zeit: Zeitpunkt;
}

/** What the sync of one open workspace needs of it. */
export interface SyncHost {
  readonly store: WorkspaceStore;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly clientId: string;
  readonly centre: CentreSettings;
  readonly rebase: () => Rebased;
  readonly now: () => Zeitpunkt;
  readonly changed: (vorgaenge: readonly VorgangId[]) => void;
  /** the state at the top of the window has changed */
  readonly stateChanged: () => void;
  readonly progress: (done: number, total: number) => void;
  /** the centre has said who this is, and signed how long one may go on without it */
  readonly session: (session: CentralSession) => void;
  /** is a lease missing or over, so that the centre should be asked at once? */
  readonly needsSession: () => boolean;
  /** the centre does not let this device or person in any more */
  readonly revoked: (grund: SyncGrund) => void;
  /** bytes of a document on its way to the centre or from it */
  readonly transfer: (now: Laufend) => void;
  /** checks and keeps a document that came from the centre; false: it is none of ours */
  readonly acceptDocument: (sha256: Sha256, bytes: Uint8Array) => Promise<boolean>;
}

/** A document on its way, waiting for it, or why it did not arrive. */
export interface TransferEntry extends Omit<Dokumentlage, 'problem' | 'stand'> {
  readonly sha256: Sha256;
  readonly richtung: Richtung;
  readonly stand: Exclude<Dokumentlage['stand'], 'da'>;
  readonly problem: Rejection | null;
}

export interface SyncControl {
  readonly state: () => SyncState;
  /** something waits, or somebody asks: now, not at the next occasion */
  readonly wake: () => void;
  /** resolves when a round begun after this call has ended */
  readonly syncNow: () => Promise<void>;
  /** brings a document that is not here yet, before all others; false: not to be had now */
  readonly fetchDocument: (sha256: Sha256) => Promise<boolean>;
  /** documents on their way, as the screen shows them */
  readonly documents: {
    readonly entries: () => readonly TransferEntry[];
    /** one that is not here */
    readonly entry: (sha256: Sha256) => TransferEntry;
  };
  /** brings the records of a Vorgang from before it was first seen here; false: not to be had now */
  readonly fetchHistory: (vorgang: VorgangId) => Promise<boolean>;
  /** erases a Vorgang at the centre; here it goes with the next page of the feed */
  readonly erase: (vorgang: VorgangId, grund: string) => Promise<Result<CentreErasure, Rejection>>;
  /** the evidence of a Vorgang as a file (lines of JSON), made and written down by the centre */
  readonly evidence: (vorgang: VorgangId, inhalt: boolean) => Promise<Result<string, Rejection>>;
  /** who has taken it along */
  readonly issued: (vorgang: VorgangId) => Promise<Result<readonly Issued[], Rejection>>;
  readonly pen: PenPort;
  readonly close: () => void;
  /** what the administration of the city asks the centre about devices */
  readonly devices: {
    readonly list: () => Promise<Result<readonly DeviceRow[], Rejection>>;
    readonly lastSent: (device: string) => Promise<Result<readonly SentRow[], Rejection>>;
    readonly change: (device: string, change: DeviceChange) => Promise<Result<null, Rejection>>;
  };
  /** e-mail about waiting tasks: only the centre knows */
  readonly mail: {
    readonly view: () => Promise<Result<MailView, Rejection>>;
    readonly set: (settings: MailSettings) => Promise<Result<MailView, Rejection>>;
    readonly state: () => Promise<Result<MailState, Rejection>>;
    readonly test: () => Promise<Result<MailTest, Rejection>>;
  };
}

export interface CentreErasure {
  readonly vorgang: VorgangId;
  readonly zeit: Zeitpunkt;
  readonly feed: number;
}

/** The pen of a document: who has it signs next. */
export interface PenPort {
  /** those lent now, as far as they are known here */
  readonly list: () => readonly Pen[];
  /** without the centre nobody lends it: then one signs provisionally */
  readonly take: (vorgang: VorgangId, sha256: Sha256) => Promise<Result<null, Rejection>>;
  readonly giveBack: (sha256: Sha256) => Promise<void>;
}

/** The line to a central service; `main/sync` has it, the root hands it in. */
export interface SyncPort {
  /** enrols this device for whoever has logged in, and asks who one is there */
  readonly connect: (
    store: WorkspaceStore,
    device: string,
    adresse: string,
  ) => Promise<Result<{ readonly centre: CentreSettings; readonly session: CentralSession }, Rejection>>;
  readonly start: (host: SyncHost) => SyncControl;
}
