// The place of a signature in a file that is finished but for it: /ByteRange is right already, /Contents is zeros.
import { createHash } from 'node:crypto';
import type { HashName } from '../cms/algorithms.ts';
import { err, ok, type Result } from '../result.ts';
import type { SignatureError } from '../errors.ts';
import type { RawPart } from '../pdf/serialise.ts';
import { serialiseUpdate, type Update } from './update.ts';

/** Wide enough for offsets up to 10 digits, so files beyond 100 MB fit (the numbers are padded behind). */
const RANGE_WIDTH = 48;

/** The two entries of a signature dictionary that are filled in last. `bytes` is the room for the CMS object. */
export const placeholders = (bytes: number): { readonly ByteRange: RawPart; readonly Contents: RawPart } => ({
  ByteRange: { kind: 'raw', bytes: Buffer.alloc(RANGE_WIDTH, 0x20), mark: 'ByteRange' },
  Contents: { kind: 'raw', bytes: Buffer.from(`<${'0'.repeat(bytes * 2)}>`, 'latin1'), mark: 'Contents' },
});

export type Reserved = {
  /** the old file, untouched, and what comes behind it (with zeros for the signature) */
  readonly original: Uint8Array;
  readonly appended: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
  /** hash over the byte range (ISO 32000-2, 12.8.1) */
  readonly digest: (hash: HashName) => Buffer;
  /** what comes behind the old file with the signature in its place. Error: CONTENTS_TOO_SMALL */
  readonly embed: (contents: Uint8Array) => Result<Buffer, SignatureError>;
};

/** Writes the update with its placeholders and fills in the byte range. */
export const reserve = (update: Update): Reserved => {
  const { appended, marks } = serialiseUpdate(update);
  const original = update.pdf.bytes;
  const base = original.length;
  const range = marks.get('ByteRange');
  const contents = marks.get('Contents');
  if (range === undefined || contents === undefined) throw new Error('update without placeholders');
  const total = base + appended.length;
  const byteRange = [0, contents.start, contents.end, total - contents.end] as const;
  appended.write(`[${byteRange.join(' ')}]`, range.start - base, 'latin1');
  return {
    original,
    appended,
    byteRange,
    digest: (hash) =>
      createHash(hash)
        .update(original)
        .update(appended.subarray(0, contents.start - base))
        .update(appended.subarray(contents.end - base))
        .digest(),
    embed: (bytes) => {
      const room = (contents.end - contents.start - 2) / 2;
      if (bytes.length > room)
        return err({ code: 'CONTENTS_TOO_SMALL', detail: `${bytes.length} bytes needed, ${room} reserved` });
      const filled = Buffer.from(appended);
      filled.write(Buffer.from(bytes).toString('hex'), contents.start - base + 1, 'latin1');
      return ok(filled);
    },
  };
};
