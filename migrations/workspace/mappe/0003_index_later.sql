-- Rows whose text is not in the index yet: what comes in bulk is indexed when nothing else is to be done.
CREATE TABLE suchtext_offen (
  nr INTEGER PRIMARY KEY REFERENCES zeile (nr) ON DELETE CASCADE
) STRICT;
