// Hostile files: each tries to exhaust time, memory or the stack of whoever reads it.

import { deflateSync } from 'node:zlib';

const HEADER = '%PDF-1.7\n';

/** A file from numbered bodies (as Latin-1 text) with a classic table. */
function file(objects: Readonly<Record<number, string>>, trailer = ''): Uint8Array {
  let text = HEADER;
  const offsets: [number, number][] = [];
  for (const [num, body] of Object.entries(objects)) {
    offsets.push([Number(num), text.length]);
    text += `${num} 0 obj\n${body}\nendobj\n`;
  }
  const start = text.length;
  text += `xref\n0 1\n0000000000 65535 f \n${offsets.map(([num, at]) => `${num} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<</Size ${Math.max(...offsets.map(([num]) => num)) + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const stream = (dict: string, data: Uint8Array): string =>
  `<<${dict}/Length ${data.length}>>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;

const PAGES = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 1]>>';
const SIG = '<</FT/Sig/T(S)/V<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>>>';
const withForm = (
  more: Readonly<Record<number, string>>,
  form = '<</Fields[5 0 R]>>',
  catalog = '',
): Uint8Array =>
  file({
    1: `<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R${catalog}>>`,
    2: PAGES,
    3: PAGE,
    4: form,
    5: SIG,
    ...more,
  });

/** Decompresses to `megabytes` of zeros, twice over. */
const bomb = (megabytes: number): Uint8Array =>
  deflateSync(deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 }), { level: 9 });

const LARGE = bomb(200);

/** A file with a cross-reference stream whose objects 10 to 40 are object streams that explode. */
function objectStreamBombs(): Uint8Array {
  const packed = LARGE;
  let text = HEADER;
  const offsets = new Map<number, number>();
  const add = (num: number, body: string) => {
    offsets.set(num, text.length);
    text += `${num} 0 obj\n${body}\nendobj\n`;
  };
  add(1, '<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>');
  add(2, PAGES);
  add(3, PAGE);
  add(4, `<</Fields[5 0 R ${Array.from({ length: 30 }, (_, i) => `${100 + i} 0 R`).join(' ')}]>>`);
  add(5, SIG);
  for (let i = 0; i < 30; i++)
    add(10 + i, stream('/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]', packed));
  const start = text.length;
  const rows: number[] = [];
  for (let num = 0; num < 130; num++) {
    const at = num === 130 - 1 ? start : offsets.get(num);
    if (num >= 100) rows.push(2, 0, 0, num - 90, 0);
    else
      rows.push(
        at === undefined ? 0 : 1,
        ((at ?? 0) >> 16) & 255,
        ((at ?? 0) >> 8) & 255,
        (at ?? 0) & 255,
        0,
      );
  }
  text += `130 0 obj\n${stream('/Type/XRef/Size 131/W[1 3 1]/Index[0 130]/Root 1 0 R', Buffer.from(rows))}\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const chain = (length: number, body: (num: number) => string): Record<number, string> =>
  Object.fromEntries(Array.from({ length }, (_, i) => [1000 + i, body(1000 + i)]));

export const HOSTILE: readonly { readonly name: string; readonly make: () => Uint8Array }[] = [
  {
    name: 'a million nested arrays',
    make: () => withForm({ 6: '['.repeat(1_000_000) }, '<</Fields[5 0 R]/X 6 0 R>>'),
  },
  {
    name: 'nested dictionaries in the catalog',
    make: () => withForm({}, undefined, `/X${'<</X'.repeat(100_000)}`),
  },
  {
    name: 'cross-reference sections in a circle',
    make: () => {
      const text = Buffer.from(withForm({})).toString('latin1');
      return Buffer.from(
        text.replace('/Root 1 0 R', `/Root 1 0 R/Prev ${/startxref\n(\d+)/.exec(text)![1]}`),
        'latin1',
      );
    },
  },
  {
    name: 'five thousand cross-reference sections',
    make: () => {
      let text = Buffer.from(withForm({})).toString('latin1');
      let prev = /startxref\n(\d+)/.exec(text)![1];
      const parts = [text];
      let length = text.length;
      for (let i = 0; i < 5000; i++) {
        text = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 6/Root 1 0 R/Prev ${prev}>>\nstartxref\n${length}\n%%EOF\n`;
        prev = String(length);
        parts.push(text);
        length += text.length;
      }
      return Buffer.from(parts.join(''), 'latin1');
    },
  },
  {
    name: 'a table that promises eight million objects',
    make: () =>
      Buffer.from(
        `${HEADER}xref\n0 8000000\n${'0000000000 65535 f \n'.repeat(100)}trailer\n<</Root 1 0 R/Size 8000000>>\nstartxref\n9\n%%EOF\n`,
      ),
  },
  {
    name: 'a cross-reference stream that promises everything',
    make: () => {
      const data = deflateSync(Buffer.alloc(120 * 1024 * 1024));
      return Buffer.from(
        `${HEADER}1 0 obj\n${stream('/Type/XRef/Size 8000000/W[1 4 10]/Root 1 0 R/Filter/FlateDecode', data)}\nendobj\nstartxref\n9\n%%EOF\n`,
        'latin1',
      );
    },
  },
  { name: 'object streams that explode', make: objectStreamBombs },
  {
    name: 'the DSS explodes',
    make: () =>
      withForm(
        {
          6: '<</Type/DSS/Certs[7 0 R 7 0 R]/CRLs[8 0 R 9 0 R 10 0 R 11 0 R]/OCSPs[7 0 R]>>',
          ...Object.fromEntries(
            [7, 8, 9, 10, 11].map((num) => [num, stream('/Filter[/FlateDecode/FlateDecode]', LARGE)]),
          ),
        },
        undefined,
        '/DSS 6 0 R',
      ),
  },
  {
    name: 'page tree without end',
    make: () =>
      file({
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>',
        2: '<</Type/Pages/Kids[2 0 R]/Count 1>>',
        4: '<</Fields[5 0 R]>>',
        5: SIG,
      }),
  },
  {
    name: 'page tree that doubles on every level',
    make: () =>
      file({
        1: '<</Type/Catalog/Pages 1000 0 R/AcroForm 4 0 R>>',
        4: '<</Fields[5 0 R]>>',
        5: SIG,
        ...chain(60, (num) => `<</Type/Pages/Kids[${num + 1} 0 R ${num + 1} 0 R]/Count 2>>`),
      }),
  },
  { name: 'form that is its own child', make: () => withForm({ 5: '<</T(a)/Kids[5 0 R]>>' }) },
  {
    name: 'form as a long chain',
    make: () =>
      withForm({
        5: '<</T(a)/Kids[1000 0 R]>>',
        ...chain(50_000, (num) => `<</T(a)/Kids[${num + 1} 0 R]>>`),
      }),
  },
  {
    name: 'references that lead on and on',
    make: () => withForm({ 5: '1000 0 R', ...chain(100_000, (num) => `${num + 1} 0 R`) }),
  },
  {
    name: 'a length that refers to its own stream',
    make: () => withForm({ 4: '<</Length 4 0 R>>\nstream\nx\nendstream' }),
  },
  {
    name: 'an object number beyond everything',
    make: () =>
      Buffer.from(
        `${HEADER}xref\n4294967295 1\n0000000009 00000 n \ntrailer\n<</Root 1 0 R/Size 1>>\nstartxref\n9\n%%EOF\n`,
      ),
  },
  {
    name: 'a signature container of nested elements',
    make: () => {
      const text = Buffer.from(withForm({})).toString('latin1');
      return Buffer.from(text.replace('<00>', `<${'3080'.repeat(200_000)}>`), 'latin1');
    },
  },
  {
    name: 'only parentheses',
    make: () => Buffer.from(`${HEADER}1 0 obj\n${'('.repeat(5_000_000)}\nstartxref\n9\n%%EOF\n`),
  },
  {
    name: 'objects without end of file',
    make: () => Buffer.from(`${HEADER}${'1 0 obj\n<<'.repeat(500_000)}`),
  },
  { name: 'spaces', make: () => Buffer.from(`${HEADER}${'1 0 '.padEnd(100_000)}`.repeat(100)) },
];
