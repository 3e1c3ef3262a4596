-- +goose Up

-- Reporting periods, and comments on figures. Times are microseconds since
-- 1970, UTC.

CREATE TABLE periods (
  id           INTEGER PRIMARY KEY,
  version      INTEGER NOT NULL CHECK (version > 0),
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  name_sq      TEXT NOT NULL,
  first_day    TEXT NOT NULL,
  last_day     TEXT NOT NULL,
  cut_off_us   INTEGER,
  closed_by    TEXT NOT NULL, -- '' while it is open
  closed_at_us INTEGER,
  through      INTEGER, -- the newest change that counts
  note         TEXT NOT NULL,
  note_sq      TEXT NOT NULL,
  CHECK (first_day <= last_day),
  CHECK ((closed_by = '') = (closed_at_us IS NULL) AND (closed_by = '') = (through IS NULL))
) STRICT;

CREATE TABLE comments (
  id             INTEGER PRIMARY KEY,
  version        INTEGER NOT NULL CHECK (version > 0),
  project_id     INTEGER REFERENCES projects (id),
  kind           TEXT NOT NULL,
  entity_id      INTEGER NOT NULL,
  field          TEXT NOT NULL,
  answers_id     INTEGER REFERENCES comments (id),
  text           TEXT NOT NULL CHECK (text <> ''),
  author         TEXT NOT NULL CHECK (author <> ''),
  account        INTEGER, -- of the author; NULL: none
  written_at_us  INTEGER,
  resolved_by    TEXT NOT NULL, -- '' while it is open
  resolved_at_us INTEGER,
  CHECK ((resolved_by = '') = (resolved_at_us IS NULL) AND (resolved_by = '' OR answers_id IS NULL))
) STRICT;
CREATE INDEX comments_entity ON comments (entity_id, field);
CREATE INDEX comments_project ON comments (project_id);
CREATE INDEX comments_answers ON comments (answers_id) WHERE answers_id IS NOT NULL;

-- How far somebody has seen the changes of the record. It stands beside the
-- chain: looking changes nothing.
CREATE TABLE visit_marks (
  account_id INTEGER PRIMARY KEY,
  since      INTEGER NOT NULL CHECK (since >= 0), -- the newest change of the visit before
  head       INTEGER NOT NULL CHECK (head >= since), -- that of the last view
  at_us      INTEGER NOT NULL
) STRICT;
