-- +goose Up

-- Reporting periods, and comments on figures. Times are microseconds since
-- 1970, UTC.

CREATE TABLE periods (
  id           BIGINT PRIMARY KEY,
  version      BIGINT NOT NULL CHECK (version > 0),
  code         TEXT COLLATE "C" NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  name_sq      TEXT NOT NULL,
  first_day    TEXT NOT NULL,
  last_day     TEXT NOT NULL,
  cut_off_us   BIGINT,
  closed_by    TEXT NOT NULL, -- '' while it is open
  closed_at_us BIGINT,
  through      BIGINT, -- the newest change that counts
  note         TEXT NOT NULL,
  note_sq      TEXT NOT NULL,
  CHECK (first_day <= last_day),
  CHECK ((closed_by = '') = (closed_at_us IS NULL) AND (closed_by = '') = (through IS NULL))
);

CREATE TABLE comments (
  id             BIGINT PRIMARY KEY,
  version        BIGINT NOT NULL CHECK (version > 0),
  project_id     BIGINT REFERENCES projects (id),
  kind           TEXT NOT NULL,
  entity_id      BIGINT NOT NULL,
  field          TEXT NOT NULL,
  answers_id     BIGINT REFERENCES comments (id),
  text           TEXT NOT NULL CHECK (text <> ''),
  author         TEXT NOT NULL CHECK (author <> ''),
  account        BIGINT, -- of the author; NULL: none
  written_at_us  BIGINT,
  resolved_by    TEXT NOT NULL, -- '' while it is open
  resolved_at_us BIGINT,
  CHECK ((resolved_by = '') = (resolved_at_us IS NULL) AND (resolved_by = '' OR answers_id IS NULL))
);
CREATE INDEX comments_entity ON comments (entity_id, field);
CREATE INDEX comments_project ON comments (project_id);
CREATE INDEX comments_answers ON comments (answers_id) WHERE answers_id IS NOT NULL;

-- How far somebody has seen the changes of the record. It stands beside the
-- chain: looking changes nothing.
CREATE TABLE visit_marks (
  account_id BIGINT PRIMARY KEY,
  since      BIGINT NOT NULL CHECK (since >= 0), -- the newest change of the visit before
  head       BIGINT NOT NULL CHECK (head >= since), -- that of the last view
  at_us      BIGINT NOT NULL
);
