import { z } from 'zod';
import type { Verzeichnis } from '../domain/organisation/verzeichnis.ts';
import type {
  Aufgabe,
  DomainEvent,
  Projection,
  Tag,
  Termin,
  VorgangId,
  Zeitpunkt,
} from '../domain/shared/vorgang.ts';
import { channel, type Problem } from './channel.ts';
import type { Pen } from './records.ts';

export interface VorgangView {
  readonly id: VorgangId;
  readonly art: string;
  readonly bezeichnung: string;
  readonly revision: number;
  /** state of the kind; the renderer casts it by `art` */
  readonly state: unknown;
  readonly projection: Projection;
  /** own commands on it that wait for the centre */
  readonly vorlaeufig: boolean;
  readonly zuletzt: { readonly zeit: Zeitpunkt; readonly akteur: string };
  /** set when this version cannot understand it: read only */
  readonly nurLesen: Problem | null;
}

export interface HistoryEntry {
  readonly revision: number;
  readonly zeit: Zeitpunkt;
  readonly akteur: string;
  readonly akteurName: string;
  readonly type: string;
  /** null: erased, or `unbekannt` */
  readonly event: DomainEvent | null;
  /** written by a newer program than this one */
  readonly unbekannt?: true;
  readonly hash: string;
  readonly vorlaeufig: boolean;
  /** happened in another chain, before the Vorgang came from there: what that seat is called */
  readonly herkunft?: string;
}

export interface VorgangRow extends Pick<
  Projection,
  'nummer' | 'titel' | 'untertitel' | 'status' | 'faellig' | 'felder'
> {
  readonly id: VorgangId;
  readonly art: string;
  readonly vorlaeufig: boolean;
  readonly abgeschlossen: boolean;
  readonly geaendert: Zeitpunkt;
}

export interface AufgabeRow extends Aufgabe {
  readonly vorgang: VorgangRow;
  /** set when it comes to me as a deputy: „i. V. Dr. Kaya“ */
  readonly vertretung: string | null;
}

export interface Arbeitskorb {
  readonly heute: Tag;
  readonly aufgaben: readonly AufgabeRow[];
  readonly rueckfragen: readonly AufgabeRow[];
  readonly termine: readonly (Termin & { readonly vorgang: VorgangRow })[];
  /** Vorgaenge I started that wait for others, longest waiting first */
  readonly wartetAufAndere: readonly (AufgabeRow & { readonly bei: string })[];
}

export interface SearchHit {
  readonly vorgang: VorgangRow;
  /** excerpt; hits are between U+0001 and U+0002 */
  readonly auszug: string;
}

export type ExecuteAnswer = {
  readonly vorgang: VorgangView;
  /** false: provisional, waits for the centre */
  readonly bestaetigt: boolean;
};

export const vorgangChannels = {
  'command.execute': channel<ExecuteAnswer>()(
    z.object({
      art: z.string().max(100),
      vorgang: z.string().max(100),
      baseRevision: z.number().int().min(0),
      command: z.looseObject({ type: z.string().max(200) }),
    }),
  ),
  'vorgang.get': channel<VorgangView>()(z.object({ id: z.string().max(100) })),
  'vorgang.history': channel<readonly HistoryEntry[]>()(z.object({ id: z.string().max(100) })),
  /** `merkmale`: only those that bear one of these */
  'vorgang.list': channel<readonly VorgangRow[]>()(
    z.object({
      arten: z.array(z.string().max(100)).min(1).max(20),
      offen: z.boolean().optional(),
      merkmale: z.array(z.string().max(300)).max(100).optional(),
    }),
  ),
  'arbeitskorb.get': channel<Arbeitskorb>()(z.null()),
  'search.query': channel<readonly SearchHit[]>()(
    z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(200).optional() }),
  ),
  'verzeichnis.get': channel<Verzeichnis>()(z.null()),
  /**
   * Erases a Vorgang for good: Systemverwaltung only, after its retention, with a reason. Its place in the log
   * stays; `feed` is the record that proves the erasure.
   */
  'vorgang.erase': channel<{
    readonly vorgang: VorgangId;
    readonly zeit: Zeitpunkt;
    readonly feed: number;
  }>()(z.object({ vorgang: z.string().max(100), grund: z.string().max(500) })),
  /** who is signing which document of this Vorgang now (with a centre) */
  'stift.list': channel<readonly Pen[]>()(z.object({ vorgang: z.string().max(100) })),
  /** a new UUIDv7 for a Vorgang about to be created */
  'id.new': channel<string>()(z.null()),
} as const;
