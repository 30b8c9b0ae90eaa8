-- The data file of a workspace. Append-only: a change of shape is a further file, never an edit of this one.

-- The hash-chained log. Only the payload may ever change, and only to nothing (erasure).
CREATE TABLE record (
  feed       INTEGER PRIMARY KEY,
  tenant     TEXT NOT NULL,
  vorgang    TEXT NOT NULL,
  art        TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  type       TEXT NOT NULL,
  v          INTEGER NOT NULL,
  zeit       TEXT NOT NULL,
  akteur     TEXT NOT NULL,
  command_id TEXT NOT NULL,
  commitment BLOB NOT NULL,
  prev       BLOB NOT NULL,
  hash       BLOB NOT NULL,
  payload    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_vorgang ON record (vorgang, revision);

-- A laptop of a central service keeps a copy of what it may see, and gives it back when it no longer may.
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
WHEN NOT EXISTS (SELECT 1 FROM setting WHERE name = 'abschrift')
BEGIN SELECT RAISE(ABORT, 'record: the log is append-only'); END;
CREATE TRIGGER record_header_is_never_changed
BEFORE UPDATE OF feed, tenant, vorgang, art, revision, type, v, zeit, akteur, command_id, commitment, prev, hash ON record
BEGIN SELECT RAISE(ABORT, 'record: the log is append-only'); END;
CREATE TRIGGER record_payload_is_only_emptied BEFORE UPDATE OF payload ON record WHEN length(NEW.payload) > 0
BEGIN SELECT RAISE(ABORT, 'record: a payload can only be erased'); END;

-- What lists, rights and tasks need of a Vorgang, as it is shown now (provisional effects included).
CREATE TABLE zeile (
  nr            INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  art           TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  vorlaeufig    INTEGER NOT NULL,
  geaendert     TEXT NOT NULL,
  ersteller     TEXT NOT NULL,
  abgeschlossen INTEGER NOT NULL,
  projection    TEXT NOT NULL
) STRICT;
CREATE INDEX zeile_art ON zeile (art, geaendert);
CREATE INDEX zeile_art_offen ON zeile (art, geaendert) WHERE abgeschlossen = 0;
CREATE INDEX zeile_ersteller ON zeile (ersteller);

-- States as JSON: what the centre accepted, and what the waiting commands make of it (only where it differs).
CREATE TABLE stand (
  nr            INTEGER PRIMARY KEY REFERENCES zeile (nr) ON DELETE CASCADE,
  confirmed     TEXT,
  current       TEXT
) STRICT;
CREATE INDEX stand_vorlaeufig ON stand (nr) WHERE current IS NOT NULL;

-- Version of the states' shape, per kind: another version in the program means rebuilding from the log.
CREATE TABLE stand_version (
  art           TEXT PRIMARY KEY,
  state_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE aufgabe (
  nr      INTEGER NOT NULL REFERENCES zeile (nr) ON DELETE CASCADE,
  idx     INTEGER NOT NULL,
  person  TEXT,
  rolle   TEXT,
  einheit TEXT,
  PRIMARY KEY (nr, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX aufgabe_person ON aufgabe (person) WHERE person IS NOT NULL;
CREATE INDEX aufgabe_rolle ON aufgabe (rolle, einheit) WHERE rolle IS NOT NULL;

CREATE TABLE termin (
  nr     INTEGER NOT NULL REFERENCES zeile (nr) ON DELETE CASCADE,
  idx    INTEGER NOT NULL,
  beginn TEXT NOT NULL,
  ende   TEXT NOT NULL,
  PRIMARY KEY (nr, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX termin_zeit ON termin (ende, beginn);

CREATE TABLE merkmal (
  nr      INTEGER NOT NULL REFERENCES zeile (nr) ON DELETE CASCADE,
  art     TEXT NOT NULL,
  merkmal TEXT NOT NULL,
  PRIMARY KEY (art, merkmal, nr)
) STRICT, WITHOUT ROWID;
CREATE INDEX merkmal_nr ON merkmal (nr);

-- Searchable text. `umschrift` holds the words with umlauts once more, spelt with ae, oe, ue, ss.
CREATE TABLE suchtext (
  nr        INTEGER PRIMARY KEY REFERENCES zeile (nr) ON DELETE CASCADE,
  titel     TEXT NOT NULL,
  inhalt    TEXT NOT NULL,
  umschrift TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE suche USING fts5 (
  titel, inhalt, umschrift,
  content = 'suchtext', content_rowid = 'nr',
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3'
);
-- Changed texts leave words behind until segments merge; erasure builds the index anew (docs/adr/0003).
-- Its option secure-delete would cost ten times the write on every entry. Merging in larger steps than the
-- default keeps the slowest entry (p99) at a quarter.
INSERT INTO suche (suche, rank) VALUES ('automerge', 8);
CREATE TRIGGER suchtext_insert AFTER INSERT ON suchtext BEGIN
  INSERT INTO suche (rowid, titel, inhalt, umschrift) VALUES (NEW.nr, NEW.titel, NEW.inhalt, NEW.umschrift);
END;
CREATE TRIGGER suchtext_delete AFTER DELETE ON suchtext BEGIN
  INSERT INTO suche (suche, rowid, titel, inhalt, umschrift)
  VALUES ('delete', OLD.nr, OLD.titel, OLD.inhalt, OLD.umschrift);
END;
CREATE TRIGGER suchtext_update AFTER UPDATE ON suchtext BEGIN
  INSERT INTO suche (suche, rowid, titel, inhalt, umschrift)
  VALUES ('delete', OLD.nr, OLD.titel, OLD.inhalt, OLD.umschrift);
  INSERT INTO suche (rowid, titel, inhalt, umschrift) VALUES (NEW.nr, NEW.titel, NEW.inhalt, NEW.umschrift);
END;

-- Confirmed claims; half-open spans [von, bis). The trigger stands behind the rule.
CREATE TABLE claim (
  vorgang   TEXT NOT NULL,
  ressource TEXT NOT NULL,
  von       TEXT NOT NULL,
  bis       TEXT NOT NULL,
  CHECK (von < bis)
) STRICT;
CREATE INDEX claim_ressource ON claim (ressource, bis, von, vorgang);
CREATE INDEX claim_vorgang ON claim (vorgang);
CREATE TRIGGER claim_never_overlaps BEFORE INSERT ON claim
WHEN EXISTS (
  SELECT 1 FROM claim c WHERE c.ressource = NEW.ressource AND c.bis > NEW.von AND c.von < NEW.bis
    AND c.vorgang <> NEW.vorgang
)
BEGIN SELECT RAISE(ABORT, 'claim: the resource is taken'); END;
CREATE TRIGGER claim_is_replaced_not_changed BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'claim: delete and insert'); END;

CREATE TABLE serie (
  serie    TEXT PRIMARY KEY,
  naechste INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Commands on their way. `ordnung` is the order in which they were entered on this device.
CREATE TABLE outbox (
  ordnung   INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  vorgang   TEXT NOT NULL,
  envelope  TEXT NOT NULL,
  UNIQUE (client_id, seq)
) STRICT;
CREATE INDEX outbox_vorgang ON outbox (vorgang);

-- Highest seq ever given to a client: a number is never used twice, even when its command has left.
CREATE TABLE client (
  client_id TEXT PRIMARY KEY,
  last_seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The centre's answers (digest given), and those received by this client (digest null).
CREATE TABLE result (
  client_id TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  vorgang   TEXT NOT NULL,
  digest    TEXT,
  result    TEXT NOT NULL,
  PRIMARY KEY (client_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_vorgang ON result (vorgang);

-- Mass data: one row per grave and the like.
CREATE TABLE datensatz (
  tabelle    TEXT NOT NULL,
  schluessel TEXT NOT NULL,
  suche      TEXT NOT NULL,
  gruppe     TEXT NOT NULL,
  wert       TEXT NOT NULL,
  PRIMARY KEY (tabelle, schluessel)
) STRICT, WITHOUT ROWID;
CREATE INDEX datensatz_gruppe ON datensatz (tabelle, gruppe, schluessel);

CREATE TABLE dokument_fakt (
  sha256 TEXT PRIMARY KEY,
  fakt   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dokument_ref (
  sha256 TEXT NOT NULL,
  nr     INTEGER NOT NULL REFERENCES zeile (nr) ON DELETE CASCADE,
  PRIMARY KEY (sha256, nr)
) STRICT, WITHOUT ROWID;
CREATE INDEX dokument_ref_nr ON dokument_ref (nr);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  wert TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Erasures decided but not finished in the other files; worked off after the commit and at every start.
CREATE TABLE loeschung (
  vorgang   TEXT PRIMARY KEY,
  dokumente TEXT NOT NULL
) STRICT, WITHOUT ROWID;
