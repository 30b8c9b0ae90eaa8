import { z } from 'zod';
import { channel } from './channel.ts';
import type { DocumentInfo } from './document.ts';
import type { SigningStufe } from './signing.ts';

/** A signed document that waits for more proof: a higher level, or a fresh archive time stamp. */
export interface UpgradeEntry {
  readonly sha256: string;
  readonly name: string;
  /** the Vorgang it belongs to; null: signed from disk */
  readonly vorgang: { readonly id: string; readonly art: string; readonly titel: string } | null;
  readonly art: 'stufe' | 'archiv';
  /** level it has and level it will get */
  readonly ist: SigningStufe;
  readonly soll: SigningStufe;
  /** since when it waits; of an archive time stamp the moment until which it holds */
  readonly zeit: string;
}

/** What waits, and whether it can be done now. `dienst`: the time stamp service as it answers at this moment */
export interface UpgradeState {
  readonly eintraege: readonly UpgradeEntry[];
  readonly dienst: 'fehlt' | 'erreichbar' | 'unerreichbar';
}

/** The document with more proof. `hinweis`: why it is less than was wanted; null: it is not */
export interface UpgradedFile {
  readonly document: DocumentInfo;
  readonly stufe: SigningStufe;
  readonly hinweis: string | null;
}

export const upgradeChannels = {
  /** documents that this person may read and whose signatures want a higher level or a new archive time stamp */
  'upgrade.list': channel<UpgradeState>()(z.null()),
  /** raises one document: its signatures get time stamp, validation data and archive time stamp, as the house wants */
  'upgrade.run': channel<UpgradedFile>()(z.object({ sha256: z.string().length(64) })),
  /** takes a document from disk off the list: it stays as it is */
  'upgrade.forget': channel<null>()(z.object({ sha256: z.string().length(64) })),
} as const;
