import type { LedgerHeader } from '../../ledger/index.ts';

/** One record as a source gives it. */
export interface AuditRecord {
  readonly header: LedgerHeader;
  /** its payload was opened with its key and is what the chain commits to; null: no key, or no payload at hand */
  readonly payload: 'whole' | 'damaged' | 'erased' | null;
  /** an adopted Vorgang: it is not what stands in the sealed chain it names */
  readonly fremd?: true;
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
  /** last hashes of the sealed chains from which this log adopted; null: not to be known here */
  readonly koepfe: ReadonlySet<string> | null;
  /** set for the sealed chain of a single seat: nothing is put behind it any more (docs/adr/0029) */
  readonly siegel?: SealedSource;
}

export interface SealedSource {
  /** the city that keeps it: whose keys sign its end */
  readonly stadt: string;
  readonly kette: string;
  readonly kopf: string;
  readonly name: string;
  readonly vorsatz: string;
  /** Vorgaenge that the city has erased since: their payloads are gone here as well */
  readonly geloescht: ReadonlySet<string>;
  /** since when the contents of what did not enter are destroyed; null: they are there */
  readonly getilgt: string | null;
}

export type FindingArt =
  | 'datei'
  | 'fehlt'
  | 'reihenfolge'
  | 'inhalt'
  | 'nutzdaten'
  | 'abgeschnitten'
  | 'beweis'
  | 'pruefpunkt'
  | 'zeitstempel'
  | 'schluessel'
  | 'uebernahme'
  | 'dokument';

export interface AuditFinding {
  readonly art: FindingArt;
  readonly stelle: string;
  readonly text: string;
}

/** What was found about one log. */
export interface AuditResult {
  readonly tenant: string;
  /** the one Vorgang that was looked at; absent: a whole log */
  readonly vorgang?: string;
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
  /** key that signs the newest checkpoint, base64 */
  readonly schluessel: string | null;
  readonly wiederherstellungen: readonly { readonly groesse: number; readonly zeit: string }[];
  readonly befunde: readonly AuditFinding[];
  readonly hinweise: readonly string[];
}
