-- Confirmed states of a past that the centre has lost (restored from a backup): shown until it has told them anew.
CREATE TABLE vorher (
  nr INTEGER PRIMARY KEY REFERENCES zeile (nr) ON DELETE CASCADE
) STRICT;
