-- +goose Up

-- Accounts are records, in the chain of changes like all others. What is secret
-- about them stands beside the chain, as hashes that open nothing.

CREATE TABLE users (
  id             INTEGER PRIMARY KEY,
  version        INTEGER NOT NULL CHECK (version > 0),
  login          TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL UNIQUE,
  language       TEXT NOT NULL,
  grants         TEXT NOT NULL, -- JSON
  disabled       INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  issuer         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  tokens         TEXT NOT NULL, -- JSON, without their secrets
  links          INTEGER NOT NULL CHECK (links >= 0),
  link_at_us     INTEGER,
  passwords      INTEGER NOT NULL CHECK (passwords >= 0),
  password_at_us INTEGER,
  sign_outs      INTEGER NOT NULL CHECK (sign_outs >= 0),
  sign_out_at_us INTEGER,
  tokens_made    INTEGER NOT NULL CHECK (tokens_made >= 0),
  CHECK ((issuer = '') = (subject = ''))
) STRICT;
CREATE UNIQUE INDEX users_subject ON users (issuer, subject) WHERE subject <> '';

CREATE TABLE user_projects (
  user_id    INTEGER NOT NULL REFERENCES users (id),
  project_id INTEGER NOT NULL REFERENCES projects (id),
  position   INTEGER NOT NULL,
  PRIMARY KEY (user_id, project_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_projects_project ON user_projects (project_id);

CREATE TABLE credentials (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  hash    TEXT NOT NULL -- Argon2id in PHC form
) STRICT;

CREATE TABLE sessions (
  hash       BLOB PRIMARY KEY, -- SHA-256 of the cookie's token
  user_id    INTEGER NOT NULL REFERENCES users (id),
  created_us INTEGER NOT NULL,
  seen_us    INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  agent      TEXT NOT NULL,
  data       BLOB NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires_us);

CREATE TABLE api_tokens (
  hash     BLOB PRIMARY KEY, -- SHA-256
  user_id  INTEGER NOT NULL REFERENCES users (id),
  number   INTEGER NOT NULL CHECK (number > 0),
  used_day TEXT, -- the last one
  UNIQUE (user_id, number)
) STRICT;

CREATE TABLE account_links (
  hash       BLOB PRIMARY KEY, -- SHA-256
  purpose    TEXT NOT NULL CHECK (purpose IN ('first', 'invitation', 'reset')),
  user_id    INTEGER REFERENCES users (id),
  expires_us INTEGER NOT NULL,
  CHECK ((purpose = 'first') = (user_id IS NULL))
) STRICT;
CREATE INDEX account_links_user ON account_links (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE sign_in_attempts (
  key      BLOB PRIMARY KEY, -- SHA-256 of what is throttled
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_us  INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_us);
