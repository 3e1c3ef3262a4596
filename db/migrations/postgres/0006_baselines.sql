-- +goose Up

-- Moments of the record that have a name. Times are microseconds since 1970, UTC.
CREATE TABLE baselines (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL CHECK (version > 0),
  code    TEXT COLLATE "C" NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  name_sq TEXT NOT NULL,
  at_us   BIGINT NOT NULL,
  seq     BIGINT NOT NULL CHECK (seq >= 0), -- the newest change by then
  note    TEXT NOT NULL,
  note_sq TEXT NOT NULL
);
