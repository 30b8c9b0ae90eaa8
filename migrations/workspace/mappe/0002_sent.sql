-- Own commands that have arrived at the centre, until a backup of it holds them: restored, it asks for them again.
CREATE TABLE gesendet (
  client_id TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  vorgang   TEXT NOT NULL,
  envelope  TEXT NOT NULL,
  PRIMARY KEY (client_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX gesendet_vorgang ON gesendet (vorgang);
