-- +goose Up

-- Moments of the record that have a name. Times are microseconds since 1970, UTC.
CREATE TABLE baselines (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  code    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  name_sq TEXT NOT NULL,
  at_us   INTEGER NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq >= 0), -- the newest change by then
  note    TEXT NOT NULL,
  note_sq TEXT NOT NULL
) STRICT;
