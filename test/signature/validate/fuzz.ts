// Random damage to a signed file. Whatever happens to it, the validator answers, and never says that a file is good
// whose signed bytes were touched.

import fc from 'fast-check';
import { validatePdf } from '../../../src/signature/index.ts';
import type { ValidationReport } from '../../../src/signature/index.ts';

type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'copy'; readonly from: number; readonly at: number; readonly length: number }
  | { readonly kind: 'token'; readonly at: number; readonly text: string };

const TOKENS = [
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/',
  ' 0 R',
  ' 0 obj\n',
  'endobj\n',
  'stream\n',
  'endstream',
  'xref\n',
  'trailer',
  'startxref\n',
  '%%EOF\n',
  '/Prev 1',
  '/Length 1',
  '/Contents',
  '/ByteRange[0 1 2 3]',
  '/Kids[1 0 R]',
  '/V 1 0 R',
  '99999999999',
  '-1',
  'null',
  '\0',
  '\n',
];

const damage = (size: number): fc.Arbitrary<Damage> => {
  const place = fc.nat({ max: size - 1 });
  return fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat({ max: 7 }) }),
    fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 200 }) }),
    fc.record({
      kind: fc.constant('copy' as const),
      from: place,
      at: place,
      length: fc.integer({ min: 1, max: 400 }),
    }),
    fc.record({ kind: fc.constant('token' as const), at: place, text: fc.constantFrom(...TOKENS) }),
  );
};

/** Applies damages one after the other. */
export function applied(file: Uint8Array, damages: readonly Damage[]): Uint8Array {
  let bytes = Buffer.from(file);
  for (const one of damages) {
    const at = Math.min(one.at, bytes.length);
    switch (one.kind) {
      case 'flip':
        if (at < bytes.length) bytes[at]! ^= 1 << one.bit;
        break;
      case 'cut':
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)]);
        break;
      case 'copy':
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          bytes.subarray(one.from, one.from + one.length),
          bytes.subarray(at),
        ]);
        break;
      case 'token':
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(one.text, 'latin1'), bytes.subarray(at)]);
        break;
    }
  }
  return bytes;
}

/** The promise: a good verdict only where the signed bytes are untouched. */
export function keepsPromise(original: Uint8Array, damaged: Uint8Array, report: ValidationReport): boolean {
  return report.signatures.every((one) => {
    const good = one.intact && one.indication !== 'TOTAL_FAILED';
    const [, length = 0, next = 0, rest = 0] = one.details.byteRange;
    const same = (from: number, to: number) =>
      Buffer.compare(original.subarray(from, to), damaged.subarray(from, to)) === 0;
    return !good || (same(0, length) && same(next, next + rest));
  });
}

/** Runs for a number of cases or seconds. @throws when a case breaks the promise or the validator throws. */
export async function fuzz(
  files: readonly Uint8Array[],
  limit: { readonly runs?: number; readonly seconds?: number },
): Promise<void> {
  const limits =
    limit.seconds === undefined
      ? { numRuns: limit.runs ?? 100 }
      : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: limit.seconds * 1000 };
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom(...files)
        .chain((file) =>
          fc.tuple(fc.constant(file), fc.array(damage(file.length), { minLength: 1, maxLength: 4 })),
        ),
      async ([file, damages]) => {
        const damaged = applied(file, damages);
        return keepsPromise(file, damaged, await validatePdf(damaged));
      },
    ),
    limits,
  );
}
