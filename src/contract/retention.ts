import { z } from 'zod';
import type { Tag, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import { channel } from './channel.ts';

/** A Vorgang whose retention is known, as the administration sees it. */
export interface RetentionRow {
  readonly vorgang: VorgangId;
  readonly artBezeichnung: string;
  readonly nummer: string | null;
  /** null: the administration may not read it; retention is kept all the same */
  readonly titel: string | null;
  readonly bis: Tag;
  readonly grund: string;
  /** the retention is over: it may, and as a rule must, be erased */
  readonly abgelaufen: boolean;
}

/** One line of the log of erasures: who, when, why; of the Vorgang itself nothing but its id is left. */
export interface ErasureRow {
  readonly vorgang: VorgangId;
  readonly artBezeichnung: string;
  readonly zeit: Zeitpunkt;
  readonly durch: string;
  readonly grund: string;
  /** record in the chain that proves it */
  readonly feed: number;
}

export interface RetentionOverview {
  /** soonest first; at most `limit` of `gesamt` */
  readonly zeilen: readonly RetentionRow[];
  readonly gesamt: number;
  readonly abgelaufen: number;
  readonly geloescht: readonly ErasureRow[];
}

export const retentionChannels = {
  /** Systemverwaltung only */
  'retention.list': channel<RetentionOverview>()(z.object({ limit: z.number().int().min(1).max(1000) })),
} as const;
