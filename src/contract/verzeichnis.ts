import { z } from 'zod';
import type { Zeilenfehler } from '../domain/organisation/index.ts';
import { channel, type Problem } from './channel.ts';

/** What an import of people and units would do, for the eye before the decision. */
export interface Verzeichnisvorschau {
  readonly schritte: readonly {
    readonly wirkung: 'neu' | 'geaendert' | 'ausgeschieden' | 'zurueck';
    readonly art: 'person' | 'einheit';
    readonly name: string;
    readonly was: readonly string[];
  }[];
  readonly fehler: readonly Zeilenfehler[];
  readonly unveraendert: number;
  readonly zuViele: boolean;
}

const datei = z.object({
  /** content of the files, decoded */
  texte: z.array(z.string().max(4_000_000)).min(1).max(4),
  /** whoever is not in the file leaves */
  ausscheiden: z.boolean(),
});

export const verzeichnisChannels = {
  'verzeichnis.pruefen': channel<Verzeichnisvorschau>()(datei),
  /** does what the preview said; each step is decided by the rules of the directory */
  'verzeichnis.einlesen': channel<{
    readonly geaendert: number;
    readonly abgelehnt: readonly { readonly name: string; readonly grund: Problem }[];
  }>()(datei),
} as const;
