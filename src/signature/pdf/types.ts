// An open document: what is known of it at once, and where the rest is remembered.
import type { Encryption } from './encryption.ts';
import type { PdfLimits } from './limits.ts';
import type { PdfDict, PdfObject } from './objects.ts';
import type { XrefSection } from './xref-section.ts';

/** One saved state of the file. `sections` are newest first (two in a linearised first revision). */
export type Revision = {
  /** 0 is the oldest */
  readonly index: number;
  readonly sections: readonly XrefSection[];
  readonly trailer: PdfDict;
  /** first byte of the `%%EOF` that closes it, or undefined if it could not be found */
  readonly eof: number | undefined;
  /** first byte behind that `%%EOF` and its end of line: the document as of this revision is bytes 0 to `end` */
  readonly end: number | undefined;
};

export type Pdf = {
  readonly bytes: Uint8Array;
  readonly limits: PdfLimits;
  /** all sections, newest first */
  readonly sections: readonly XrefSection[];
  /** oldest first */
  readonly revisions: readonly Revision[];
  /** of the newest section */
  readonly trailer: PdfDict;
  /** where the last `startxref` points */
  readonly startxref: number;
  readonly encryption: Encryption | undefined;
  /** the object number of the encryption dictionary, which is never encrypted itself */
  readonly encryptNum: number | undefined;
  /** private to this folder: caches and the budget of decoded bytes */
  readonly memory: PdfMemory;
};

export type PdfMemory = {
  readonly objects: Map<string, PdfObject>;
  readonly objectStreams: Map<string, ObjectStream>;
  readonly open: Set<string>;
  decoded: number;
  /** bytes read by the parser so far, objects read again included */
  parsed: number;
  /** objects held by the cache, those inside others included */
  nodes: number;
};

export type ObjectStream = {
  readonly data: Uint8Array;
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  /** where each number stands first; made when an index is wrong */
  places: ReadonlyMap<number, number> | undefined;
};
