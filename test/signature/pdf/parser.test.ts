import { describe, expect, test } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { applyFilters } from '../../../src/signature/pdf/filters.ts';
import {
  catalogOf,
  DEFAULT_LIMITS,
  entriesIn,
  entryOf,
  get,
  isStream,
  nameOf,
  objectBytes,
  openPdf,
  pdfArray,
  pdfBytes,
  pdfDict,
  PdfFormatError,
  pdfName,
  pdfNumber,
  pdfRef,
  pdfText,
  resolve,
  resolveAsOf,
  revisions,
  streamData,
  textOf,
  type PdfObject,
} from '../../../src/signature/pdf/index.ts';
import { cursorAt, readObject } from '../../../src/signature/pdf/lexer.ts';
import { hybridPdf } from '../write/samples.ts';

const read = (text: string): PdfObject =>
  readObject(cursorAt(Buffer.from(text, 'latin1'), 0), DEFAULT_LIMITS);

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (thrown) {
    if (thrown instanceof PdfFormatError) return thrown.code;
    throw thrown;
  }
};

/** A file with a table from the bodies of objects 1, 2, ...; more revisions append objects by number. */
const file = (bodies: readonly string[], ...updates: readonly Readonly<Record<number, string>>[]): Buffer => {
  let text = '%PDF-1.7\n';
  const line = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const offsets: number[] = [];
  bodies.forEach((body, i) => {
    offsets[i + 1] = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
  });
  let xref = text.length;
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${offsets.slice(1).map(line).join('')}`;
  text += `trailer\n<</Size ${bodies.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  for (const update of updates) {
    let table = '';
    for (const [num, body] of Object.entries(update)) {
      table += `${num} 1\n${line(text.length)}`;
      text += `${num} 0 obj\n${body}\nendobj\n`;
    }
    const prev = xref;
    xref = text.length;
    text += `xref\n${table}trailer\n<</Size 99/Root 1 0 R/Prev ${prev}>>\nstartxref\n${xref}\n%%EOF\n`;
  }
  return Buffer.from(text, 'latin1');
};

describe('objects', () => {
  test.each([
    ['null', { kind: 'null' }],
    ['true', { kind: 'boolean', value: true }],
    ['-12', { kind: 'number', value: -12, integer: true }],
    ['+.5', { kind: 'number', value: 0.5, integer: false }],
    ['4.', { kind: 'number', value: 4, integer: false }],
    ['12 0 R', { kind: 'ref', num: 12, gen: 0 }],
    ['12 0', { kind: 'number', value: 12, integer: true }],
    ['/A#20B#2f', { kind: 'name', name: 'A B/' }],
    ['/', { kind: 'name', name: '' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['(a(b)c\\)\\n\\101\\7x\\\r\ny)', 'a(b)c)\nA\x07xy'],
    ['(a\r\nb)', 'a\nb'],
    ['<48 65 6C6c6>', 'Hell`'],
    ['()', ''],
  ])('string %j', (text, expected) => {
    const object = read(text);
    expect(object.kind === 'string' && Buffer.from(object.bytes).toString('latin1')).toBe(expected);
  });

  test('what stands in a dictionary twice is reported', () => {
    expect(read('<</A 1/A 2/B[1 2 0 R(x)]>>')).toMatchObject({ kind: 'dict', duplicates: ['A'] });
  });

  test.each(['<</A>>', '[1 2', '(abc', '<4g>', '<</A 1', 'xyz', '--', '', '>>'])('%j is SYNTAX', (text) => {
    expect(codeOf(() => read(text))).toBe('SYNTAX');
  });

  test('deep nesting ends in LIMIT, not in a stack overflow', () => {
    expect(codeOf(() => read('['.repeat(100_000)))).toBe('LIMIT');
    expect(codeOf(() => read('<</A'.repeat(100_000)))).toBe('LIMIT');
  });

  const leaf = fc.oneof(
    fc.boolean().map((value): PdfObject => ({ kind: 'boolean', value })),
    fc.integer().map(pdfNumber),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => pdfNumber(Math.round(n * 1e4) / 1e4)),
    fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((n) => String.fromCharCode(n)) }).map(pdfName),
    fc.uint8Array().map((bytes) => pdfBytes(bytes)),
    fc.tuple(fc.nat(1e6), fc.nat(65535)).map(([num, gen]) => pdfRef(num, gen)),
  );
  const tree = fc.letrec<{ any: PdfObject }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('any'), { maxLength: 5 }).map(pdfArray),
      fc
        .dictionary(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), tie('any'), { maxKeys: 5 })
        .map(pdfDict),
    ),
  })).any;

  test('what is written is read again as the same', () => {
    fc.assert(
      fc.property(tree, (object) => {
        const bytes = objectBytes(object);
        expect(objectBytes(read(bytes.toString('latin1'))).equals(bytes)).toBe(true);
      }),
    );
  });

  test('text strings keep every character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const well = text.isWellFormed() ? text : text.toWellFormed();
        expect(textOf(pdfText(well))).toBe(well);
      }),
    );
  });
});

describe('revisions', () => {
  const pdf = openPdf(
    file(['<</Type/Catalog/A 2 0 R>>', '(eins)', '(bleibt)'], { 2: '(zwei)' }, { 2: '(drei)', 4: '(neu)' }),
  );

  test('every revision has its own view of an object', () => {
    const views = revisions(pdf).map((r) => textOf(resolveAsOf(pdf, r.index, pdfRef(2))));
    expect(views).toEqual(['eins', 'zwei', 'drei']);
    expect(textOf(resolve(pdf, pdfRef(3)))).toBe('bleibt');
    expect(resolveAsOf(pdf, 1, pdfRef(4))).toEqual({ kind: 'null' });
  });

  test('the file as of a revision is what lies before its end', () => {
    for (const revision of revisions(pdf)) {
      const earlier = openPdf(pdf.bytes.subarray(0, revision.end));
      expect(revisions(earlier)).toHaveLength(revision.index + 1);
      expect(textOf(resolve(earlier, pdfRef(2)))).toBe(textOf(resolveAsOf(pdf, revision.index, pdfRef(2))));
    }
  });

  test('entries of one revision', () => {
    expect([...entriesIn(revisions(pdf)[2]!)].map((entry) => entry.num)).toEqual([2, 4]);
    expect(entryOf(pdf, 3)).toMatchObject({ kind: 'offset', num: 3 });
  });

  test('a hybrid file shows its hidden objects', () => {
    const hybrid = openPdf(hybridPdf());
    expect(entryOf(hybrid, 5)).toEqual({ kind: 'compressed', num: 5, stream: 6, index: 0 });
    const resources = resolve(hybrid, pdfRef(5));
    expect(resources.kind === 'dict' && resources.entries.has('ProcSet')).toBe(true);
  });
});

describe('bad files', () => {
  test.each([
    ['', 'NO_PDF'],
    ['%PDF-1.7\nhallo', 'STARTXREF'],
    ['%PDF-1.7\nstartxref\nx\n%%EOF', 'STARTXREF'],
    ['%PDF-1.7\nstartxref\n4711\n%%EOF', 'XREF'],
    ['%PDF-1.7\nxref\n0 1\nabc\ntrailer\n<<>>\nstartxref\n9\n%%EOF', 'XREF'],
    ['%PDF-1.7\nxref\n0 99999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF', 'LIMIT'],
  ])('%j', (text, code) => {
    expect(codeOf(() => openPdf(Buffer.from(text, 'latin1')))).toBe(code);
  });

  test('a circle of sections, of references, of lengths', () => {
    const circle = '%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF';
    expect(codeOf(() => openPdf(Buffer.from(circle)))).toBe('CYCLE');
    const refs = openPdf(file(['2 0 R', '1 0 R']));
    expect(codeOf(() => resolve(refs, pdfRef(1)))).toBe('CYCLE');
    const length = openPdf(file(['<</Length 1 0 R>>\nstream\nx\nendstream']));
    expect(codeOf(() => resolve(length, pdfRef(1)))).toBe('CYCLE');
  });

  test('an entry that points to another object', () => {
    const bytes = file(['<</Type/Catalog>>', '(zwei)']);
    const text = bytes.toString('latin1').replace('2 0 obj', '3 0 obj');
    expect(codeOf(() => resolve(openPdf(Buffer.from(text, 'latin1')), pdfRef(2)))).toBe('OBJECT');
  });

  test('a bomb ends in LIMIT', () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(60_000_000)));
    const body = `<</Filter[/FlateDecode/FlateDecode]/Length ${bomb.length}>>\nstream\n${bomb.toString('latin1')}\nendstream`;
    const pdf = openPdf(file([body]), { limits: { streamBytes: 1_000_000 } });
    const stream = resolve(pdf, pdfRef(1));
    expect(isStream(stream) && codeOf(() => streamData(pdf, stream))).toBe('LIMIT');
  });

  test('arrays of arrays of arrays: a filter that unfolds without end', () => {
    const laughs = Array.from({ length: 20 }, (_, i) => `[${`${i + 3} 0 R `.repeat(10)}]`);
    const pdf = openPdf(
      file(['<</Filter 3 0 R/Length 1>>\nstream\nx\nendstream', 'null', ...laughs, '/FlateDecode']),
    );
    const stream = resolve(pdf, pdfRef(1));
    expect(isStream(stream) && codeOf(() => streamData(pdf, stream))).toBe('LIMIT');
  });

  test('an object of millions of objects', () => {
    const pdf = openPdf(file([`[${'[0 0 0 0 0 0 0 0 0]'.repeat(1000)}]`]), { limits: { items: 9000 } });
    expect(codeOf(() => resolve(pdf, pdfRef(1)))).toBe('LIMIT');
  });

  test('thousands of entries that all read the same large part of the file', () => {
    const many = Array.from({ length: 200 }, (_, i) => `${i} 0 `).join('');
    const data = `${many.padEnd(2000)}(${'x'.repeat(100_000)})`;
    const offsets = data.replace(/(\d+) 0 /g, '$1 0 ');
    const body = `<</Type/ObjStm/N 200/First 2000/Length ${offsets.length}>>\nstream\n${offsets}\nendstream`;
    let text = `%PDF-1.7\n1 0 obj\n${body}\nendobj\n`;
    const xref = text.length;
    const entries = Array.from({ length: 200 }, (_, i) =>
      i === 1 ? '\x01\x00\x09\x00' : `\x02\x00\x01${String.fromCharCode(i)}`,
    );
    text += `300 0 obj\n<</Type/XRef/Size 200/W[1 2 1]/Root 2 0 R/Length 800>>\nstream\n${entries.join('')}\nendstream\nendobj\n`;
    text += `startxref\n${xref}\n%%EOF\n`;
    const pdf = openPdf(Buffer.from(text, 'latin1'), { limits: { totalBytes: 1_000_000 } });
    const codes = new Set(Array.from({ length: 200 }, (_, i) => codeOf(() => resolve(pdf, pdfRef(i)))));
    expect([...codes].sort()).toEqual(['LIMIT', 'none']);
  });

  test('a wrong length is forgiven, and told', () => {
    const pdf = openPdf(file(['<</Length 9999>>\nstream\nabc\nendstream']));
    const stream = resolve(pdf, pdfRef(1));
    expect(stream).toMatchObject({ kind: 'stream', exact: false });
    expect(isStream(stream) && Buffer.from(streamData(pdf, stream)).toString()).toBe('abc');
  });

  test('the catalog must be there', () => {
    expect(codeOf(() => catalogOf(openPdf(file(['(kein Katalog)']))))).toBe('TYPE');
    const pdf = openPdf(file(['<</Type/Catalog/X null>>']));
    expect(nameOf(get(pdf, catalogOf(pdf), 'Type'))).toBe('Catalog');
    expect(get(pdf, catalogOf(pdf), 'X')).toBeUndefined();
  });
});

describe('filters', () => {
  const decode = (name: string, data: Buffer, parms: Record<string, number> = {}): string => {
    const record = Object.fromEntries(Object.entries(parms).map(([key, n]) => [key, pdfNumber(n)]));
    return Buffer.from(applyFilters(data, [{ name, parms: pdfDict(record) }], 1000)).toString('latin1');
  };

  test('the examples of the standard', () => {
    expect(decode('ASCIIHexDecode', Buffer.from('48 65 6C 6C 6F 7>'))).toBe('Hellop');
    expect(decode('ASCII85Decode', Buffer.from('87cURD]i,"Ebo80~>'))).toBe('Hello World!');
    expect(decode('ASCII85Decode', Buffer.from('z~>'))).toBe('\0\0\0\0');
    expect(decode('RunLengthDecode', Buffer.from([2, 97, 98, 99, 254, 120, 128]))).toBe('abcxxx');
    // ISO 32000-2, 7.4.4.2, example 1
    const lzw = Buffer.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...Buffer.from(decode('LZWDecode', lzw), 'latin1')]).toEqual([
      45, 45, 45, 45, 45, 65, 45, 45, 45, 66,
    ]);
  });

  test('PNG and TIFF predictors', () => {
    const up = deflateSync(Buffer.from([0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1]));
    expect([...Buffer.from(decode('FlateDecode', up, { Predictor: 12, Columns: 3 }), 'latin1')]).toEqual([
      1, 2, 3, 2, 3, 4, 5, 6, 7,
    ]);
    const tiff = deflateSync(Buffer.from([1, 1, 1, 2, 2, 2]));
    expect([...Buffer.from(decode('FlateDecode', tiff, { Predictor: 2, Columns: 3 }), 'latin1')]).toEqual([
      1, 2, 3, 2, 4, 6,
    ]);
  });

  test('nonsense is FILTER, whatever the filter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'FlateDecode',
          'LZWDecode',
          'ASCIIHexDecode',
          'ASCII85Decode',
          'RunLengthDecode',
          'Unbekannt',
        ),
        fc.uint8Array({ maxLength: 300 }),
        (name, data) => {
          expect(['none', 'FILTER', 'LIMIT']).toContain(codeOf(() => decode(name, Buffer.from(data))));
        },
      ),
    );
  });
});
