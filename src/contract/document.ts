import { z } from 'zod';
import type { Sha256 } from '../domain/shared/vorgang.ts';
import { channel } from './channel.ts';

/**
 * Documents move by HTTP on both shells, relative to the page's own origin:
 *   PUT  /blob?name=…   body = file; answers Answer<DocumentInfo> (checked: not a PDF, damaged, encrypted, too large)
 *   GET  /blob/<sha256> the bytes (rights checked); `?download=name` offers it for saving
 * Uploads report progress to the caller through XMLHttpRequest/fetch; nothing is stored before the check passed.
 */
export { MAX_DOCUMENT_BYTES } from './limits.ts';

export interface DocumentInfo {
  readonly sha256: Sha256;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
  readonly seiten: number | null;
  readonly signaturen: readonly SignatureInfo[];
}

/** One signature in words for people, with what the machine found. */
export interface SignatureInfo {
  readonly feld: string;
  readonly unterzeichner: string;
  readonly zeit: string | null;
  readonly indication: 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED';
  readonly subIndication: string | null;
  readonly niveau: 'fortgeschritten' | 'qualifiziert' | 'uebung';
  readonly aenderungen: 'none' | 'permitted' | 'forbidden' | 'unknown';
  /** one German sentence with cause and next step */
  readonly satz: string;
}

export const documentChannels = {
  'document.info': channel<DocumentInfo>()(z.object({ sha256: z.string().length(64) })),
  /** reads an eForms notice (uploaded by PUT /blob) and says what it would create; nothing is stored */
  'notice.preview': channel<NoticePreview>()(z.object({ sha256: z.string().length(64) })),
  /** makes the printable form of a Vorgang as a tagged PDF and stores it as a blob */
  'print.create': channel<DocumentInfo>()(
    z.object({
      vorgang: z.string().max(100),
      form: z.string().max(100),
      args: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
} as const;

export interface NoticePreview {
  readonly art: string;
  /** arguments for the creating command of a Laufzettel */
  readonly entwurf: Readonly<Record<string, unknown>>;
  readonly hinweise: readonly string[];
}
