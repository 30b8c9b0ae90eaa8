import { z } from 'zod';
import type { Sha256 } from '../domain/shared/vorgang.ts';
import { channel, type Problem } from './channel.ts';
import type { VorgangRow } from './vorgang.ts';

/** Documents between this device and its centre. */
export type Richtung = 'hinauf' | 'herunter';

/** One document on its way: bytes that have arrived, of how many (null: not known yet). */
export interface Laufend {
  readonly richtung: Richtung;
  readonly sha256: Sha256;
  readonly erledigt: number;
  readonly gesamt: number | null;
}

/** How documents stand in all; part of the state of the sync. */
export interface Dokumentverkehr {
  /** how many are still to go up, or to come down, those underway included */
  readonly hinauf: number;
  readonly herunter: number;
  readonly laufend: Laufend | null;
  /** how many have failed and will not be tried again by themselves, or only after a while */
  readonly fehler: number;
}

export interface TransferRow {
  readonly sha256: Sha256;
  readonly name: string;
  readonly vorgang: VorgangRow | null;
  readonly richtung: Richtung;
  /** `wartet` without a line: it goes on where it stopped */
  readonly stand: 'laeuft' | 'wartet' | 'fehler';
  readonly erledigt: number;
  readonly gesamt: number | null;
  readonly problem: Problem | null;
}

/** `da`: on this device */
export interface Dokumentlage {
  readonly stand: 'da' | 'laeuft' | 'wartet' | 'fehler';
  readonly erledigt: number;
  readonly gesamt: number | null;
  readonly problem: Problem | null;
}

const sha256 = z.string().length(64);

export const transferChannels = {
  /** documents that wait, run or have failed; those that run come first */
  'dokument.verkehr': channel<readonly TransferRow[]>()(z.null()),
  /** documents of a Vorgang that are not on this device yet */
  'dokument.fehlend': channel<readonly TransferRow[]>()(z.object({ vorgang: z.string().max(100) })),
  /** is it here? It is not fetched by asking. */
  'dokument.lage': channel<Dokumentlage>()(z.object({ sha256 })),
  /** fetches it before all others; answers when it is here, or why it does not come */
  'dokument.laden': channel<Dokumentlage>()(z.object({ sha256 })),
} as const;
