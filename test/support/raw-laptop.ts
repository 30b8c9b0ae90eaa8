import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Laptop } from './connected-laptop.ts';

interface OpenFile {
  readonly serialize: () => Buffer;
  readonly prepare: (sql: string) => { readonly all: () => readonly Record<string, unknown>[] };
}
interface OpenFiles {
  readonly files: Readonly<Record<'data' | 'blobs' | 'keys', OpenFile>>;
  readonly blobs: { readonly all: () => readonly string[] };
}
/** The rows as they are read: a text that lies across two pages is whole here. */
function rowsIn(file: OpenFile): Buffer {
  const tables = file
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .all();
  const texts = tables.flatMap(({ name }) =>
    file
      .prepare(`SELECT * FROM "${String(name)}"`)
      .all()
      .flatMap((row) => Object.values(row).filter((value) => typeof value === 'string')),
  );
  return Buffer.from(texts.join('\n'));
}

/** Every byte of a laptop: opened pages with the free ones, documents unsealed, files as they lie there, its log. */
export function everything(l: Laptop): Buffer {
  const { store } = l.workspace().ctx;
  const { files, blobs } = store as unknown as OpenFiles;
  const onDisk = readdirSync(l.dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(l.dir, name))
    .filter((path) => statSync(path).isFile());
  return Buffer.concat([
    ...Object.values(files).flatMap((file) => [file.serialize(), rowsIn(file)]),
    ...blobs.all().map((sha256) => Buffer.from(store.blobs.read(sha256)!)),
    ...onDisk.map((path) => readFileSync(path)),
    Buffer.from([...onDisk, ...l.logged].join('\n')),
  ]);
}
