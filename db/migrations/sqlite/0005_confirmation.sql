-- +goose Up

-- Changes of money that wait for a second person, and both names in the history.
-- A proposal refers to no other row: it stays when what it is about goes.

CREATE TABLE proposals (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL CHECK (version > 0),
  project_id      INTEGER, -- NULL: of none, or of several
  command         TEXT NOT NULL,
  written         TEXT NOT NULL, -- JSON: the command
  based           TEXT NOT NULL, -- JSON: records and their versions
  changes         TEXT NOT NULL, -- JSON: what it changes
  more            INTEGER NOT NULL CHECK (more >= 0),
  reason          TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'confirmed', 'returned', 'withdrawn')),
  author          TEXT NOT NULL,
  author_id       INTEGER NOT NULL, -- 0: no account
  made_at_us      INTEGER,
  submitted_at_us INTEGER,
  comment         TEXT NOT NULL,
  moved           INTEGER NOT NULL CHECK (moved IN (0, 1)),
  decider         TEXT NOT NULL,
  decider_id      INTEGER NOT NULL,
  decided_at_us   INTEGER
) STRICT;
CREATE INDEX proposals_waiting ON proposals (status, project_id) WHERE status IN ('draft', 'submitted', 'returned');
CREATE INDEX proposals_project ON proposals (project_id);

ALTER TABLE changes ADD COLUMN actor_id INTEGER NOT NULL DEFAULT 0; -- of the account; 0: none
ALTER TABLE changes ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN confirmer_id INTEGER NOT NULL DEFAULT 0;
