import type { Verzeichnis } from '../../domain/organisation/index.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope, Kinds, LedgerCrypto } from '../../ledger/index.ts';
import type { Session } from './session.ts';
import type { Soon } from './soon.ts';

/** What the engine of the central service is given; made once by the composition root of the service. */
export interface CentralContext {
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly clock: { readonly now: () => Zeitpunkt };
  /** 32 random bytes */
  readonly randomKey: () => Uint8Array;
  /** the directory as the one who commands may use it; absent: as it is */
  readonly directory?: (v: Verzeichnis) => Verzeichnis;
  /** null: this author may do this */
  readonly authorise: (session: Session, envelope: CommandEnvelope) => Soon<Rejection | null>;
}
