import type { LedgerHeader } from '../../ledger/index.ts';

/** One record as a source gives it. */
export interface AuditRecord {
  readonly header: LedgerHeader;
  /** its payload was opened with its key and is what the chain commits to; null: no key, or no payload at hand */
  readonly payload: 'whole' | 'damaged' | 'erased' | null;
}

export interface AuditCheckpoint {
  readonly note: string;
  readonly zeitstempel: Uint8Array | null;
}

/** The log of one city (or of one workspace) with everything that speaks for it. */
export interface AuditSource {
  readonly tenant: string;
  readonly records: AsyncIterable<AuditRecord>;
  readonly checkpoints: readonly AuditCheckpoint[];
  /** notes that introduce keys, in order of time */
  readonly keyNotes: readonly string[];
  readonly restoreNotes: readonly string[];
  /** highest number that anything outside the log refers to */
  readonly referredTo: number;
  /** a laptop's share of a log: records may be missing */
  readonly copy: boolean;
}

export type FindingArt =
  | 'datei'
  | 'fehlt'
  | 'reihenfolge'
  | 'inhalt'
  | 'nutzdaten'
  | 'abgeschnitten'
  | 'pruefpunkt'
  | 'zeitstempel'
  | 'schluessel'
  | 'dokument';

export interface AuditFinding {
  readonly art: FindingArt;
  readonly stelle: string;
  readonly text: string;
}

/** What was found about one log. */
export interface AuditResult {
  readonly tenant: string;
  readonly eintraege: number;
  readonly geloescht: number;
  /** payloads that were opened and compared */
  readonly nutzdaten: number;
  readonly kopf: string;
  readonly wurzel: string;
  readonly pruefpunkte: readonly {
    readonly groesse: number;
    readonly zeit: string;
    readonly zeitstempel: string | null;
  }[];
  /** key that signs the newest checkpoint, hex */
  readonly schluessel: string | null;
  readonly wiederherstellungen: readonly { readonly groesse: number; readonly zeit: string }[];
  readonly befunde: readonly AuditFinding[];
  readonly hinweise: readonly string[];
}
