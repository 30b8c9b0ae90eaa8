// Bounds that keep a hostile file from taking the machine: everything beyond them is PdfFormatError LIMIT.

export type PdfLimits = {
  /** nesting of arrays and dictionaries in one object */
  readonly depth: number;
  /** length of the chain of cross-reference sections (/Prev, /XRefStm) */
  readonly sections: number;
  /** highest object number (ISO 32000-1 annex C names 8,388,607) */
  readonly objectNumber: number;
  /** references followed until something else than a reference is found */
  readonly refChain: number;
  /** decoded bytes of one stream */
  readonly streamBytes: number;
  /** decoded bytes of all streams together while the document is open */
  readonly totalBytes: number;
  /** decoded bytes of all cross-reference streams together: they are held while the document is open */
  readonly xrefBytes: number;
  /** objects inside one object, entries of one loose table, objects in one object stream */
  readonly items: number;
};

export const DEFAULT_LIMITS: PdfLimits = {
  depth: 96,
  sections: 4096,
  objectNumber: 8_388_607,
  refChain: 16,
  streamBytes: 128 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  xrefBytes: 128 * 1024 * 1024,
  items: 2_000_000,
};
