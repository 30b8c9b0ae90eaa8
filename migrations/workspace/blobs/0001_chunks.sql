-- Documents: immutable, in chunks of 1 MiB, each sealed under the key of its document (schluessel.db).
CREATE TABLE blob (
  nr       INTEGER PRIMARY KEY,
  -- random; bound into every chunk, because the hash is known only when the last chunk has arrived
  kennung  TEXT NOT NULL UNIQUE,
  -- null while it is being written; what is left unfinished by a crash is removed at the next start
  sha256   TEXT UNIQUE,
  bytes    INTEGER NOT NULL DEFAULT 0,
  chunks   INTEGER NOT NULL DEFAULT 0,
  -- sealed JSON: mime, name, bytes, chunks, sha256
  meta     BLOB
) STRICT;
CREATE TABLE chunk (
  nr    INTEGER NOT NULL REFERENCES blob (nr) ON DELETE CASCADE,
  idx   INTEGER NOT NULL,
  daten BLOB NOT NULL,
  PRIMARY KEY (nr, idx)
) STRICT;
