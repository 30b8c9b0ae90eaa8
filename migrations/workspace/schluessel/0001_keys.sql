-- One key per Vorgang (`v:ID`) and per document (`b:SHA256`), apart from what they open.
-- NULL: destroyed by erasure. The row stays, so that an older copy of the keys cannot bring it back.
CREATE TABLE schluessel (
  id  TEXT PRIMARY KEY,
  key BLOB
) STRICT, WITHOUT ROWID;
