import { z } from 'zod';
import { channel } from './channel.ts';
import type { DocumentInfo } from './document.ts';
import type { ExecuteAnswer } from './vorgang.ts';

const vorgang = { vorgang: z.string().max(100), baseRevision: z.number().int().min(0) };

/** Use cases of the Laufzettel that are more than one command: they print, attach and command in one go. */
export const beschaffungChannels = {
  /**
   * Prints the Vergabevermerk of the current phase with a signature field for every step of the shown route
   * that signs in the PDF, and attaches it (or replaces the unsigned one).
   */
  'laufzettel.vermerk': channel<ExecuteAnswer & { readonly document: DocumentInfo }>()(z.object(vorgang)),
  /** makes the closing Umlaufprotokoll as PDF, attaches it and closes the slip */
  'laufzettel.abschliessen': channel<ExecuteAnswer & { readonly document: DocumentInfo }>()(
    z.object(vorgang),
  ),
} as const;
